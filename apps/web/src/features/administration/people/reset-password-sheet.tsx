/** The way back for somebody who forgot their password: a link that is shown once, and what it will end. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { Time } from '../../../parts/time.tsx';
import { usePeopleChange, type Member, type ResetLinkMade } from './person.ts';

interface ResetPasswordSheetProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function ResetPasswordSheet({ member, onClose }: ResetPasswordSheetProps) {
  const { resetLink } = usePeopleChange();
  const [made, setMade] = useState<ResetLinkMade>();
  if (!made) {
    return (
      <ConfirmDialog
        title={`Reset the password of ${member.name}`}
        consequence="Makes a link that is shown once. When it is used, their sessions and API tokens in this organisation end. What they have elsewhere is not touched. That you made it stands in the audit log."
        act="Make the link"
        weight="act"
        onClose={onClose}
        onDone={() => undefined}
        perform={async () => setMade(await resetLink(member.id))}
      />
    );
  }
  return (
    <Sheet title="Reset link" isOpen onClose={onClose}>
      <ShownOnce
        text={made.url}
        copyLabel="Copy link"
        afterwards="Hand it to them yourself, once you are sure who asks: whoever uses it is them here."
      />
      <p className="prose">
        It works once, until <Time at={made.expiresAt} />.
      </p>
      <div className="buttons">
        <Button onPress={onClose}>I have it</Button>
      </div>
    </Sheet>
  );
}
