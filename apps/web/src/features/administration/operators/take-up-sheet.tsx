/** Takes up what a tenant approved: a bearer that reads that tenant until the access ends, shown once. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { postAtDoor } from '../../../operator/door.ts';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { Time } from '../../../parts/time.tsx';

interface TakeUpSheetProps {
  readonly request: Noun<'SupportRequest'>;
  readonly onClose: () => void;
}

export function TakeUpSheet({ request, onClose }: TakeUpSheetProps) {
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Noun<'SupportOpened'>>();
  if (!opened) {
    return (
      <ConfirmDialog
        title={`Take up support access of ${request.tenant}`}
        consequence="Makes a bearer that reads what the role reads and changes nothing. One that you took up before is void."
        act="Take it up"
        weight="act"
        onClose={onClose}
        onDone={() => undefined}
        perform={async () => {
          const path = `/support-requests/${encodeURIComponent(request.id)}/open`;
          setOpened(await postAtDoor<Noun<'SupportOpened'>>(path, {}));
          await queries.invalidateQueries({ queryKey: ['/support-requests'] });
        }}
      />
    );
  }
  return (
    <Sheet title="Support bearer" isOpen onClose={onClose}>
      <ShownOnce
        text={opened.token}
        copyLabel="Copy bearer"
        afterwards="Send it as Authorization: Bearer with GET /v1/…, never in a browser where somebody of the tenant is signed in."
      />
      <p className="prose">
        It reads until <Time at={opened.request.openUntil} />, or until either of you ends it.
      </p>
      <div className="buttons">
        <Button onPress={onClose}>I have it</Button>
      </div>
    </Sheet>
  );
}
