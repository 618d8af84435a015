/** What an administrator may do to a person's place: roles, suspension, a fresh set-up link, removal. */
import { useState } from 'react';
import { useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useSession } from '../session/session.ts';
import { openPersonActs, type PersonAct } from './person-acts.ts';
import { usePeopleChange, type Invitation, type Member } from './person.ts';
import { ResetPasswordSheet } from './reset-password-sheet.tsx';
import { RolesSheet } from './roles-sheet.tsx';
import { SetUpLinkNote } from './set-up-link-note.tsx';

interface Acting {
  readonly member: Member;
  readonly onClose: () => void;
}

function InviteAgain({ member, onClose }: Acting) {
  const { inviteAgain } = usePeopleChange();
  const [invitation, setInvitation] = useState<Invitation>();
  if (!invitation) {
    return (
      <ConfirmDialog
        title={`New set-up link for ${member.name}`}
        consequence="The link of before stops working. The new one is shown once."
        act="Make the link"
        weight="act"
        onClose={onClose}
        onDone={() => undefined}
        perform={async () => setInvitation(await inviteAgain(member.id))}
      />
    );
  }
  return (
    <Sheet title="Set-up link" isOpen onClose={onClose}>
      <SetUpLinkNote invitation={invitation} />
      <div className="buttons">
        <Button onPress={onClose}>I have it</Button>
      </div>
    </Sheet>
  );
}

function Remove({ member, onClose }: Acting) {
  const { remove } = usePeopleChange();
  const go = useGo();
  return (
    <ConfirmDialog
      title={`Remove ${member.name}`}
      consequence="They are signed out and lose their place here; their API tokens stop working. Their name stays in records of what they did."
      act="Remove"
      onClose={onClose}
      onDone={() => go('/people')}
      perform={() => remove(member.id)}
    />
  );
}

function Suspension({ member, verb, onClose }: Acting & { readonly verb: 'suspend' | 'reactivate' }) {
  const change = usePeopleChange();
  const suspending = verb === 'suspend';
  return (
    <ReasonDialog
      title={`${suspending ? 'Suspend' : 'Reactivate'} ${member.name}`}
      consequence={
        suspending
          ? 'Their next request is refused, and their sessions end. Their API tokens stop working.'
          : 'They may sign in again, with the roles that they have.'
      }
      act={suspending ? 'Suspend' : 'Reactivate'}
      weight={suspending ? 'stop' : 'act'}
      isOpen
      onClose={onClose}
      perform={(reason) => change[verb](member.id, reason)}
    />
  );
}

function OpenAct({ verb, ...acting }: Acting & { readonly verb: PersonAct['verb'] }) {
  if (verb === 'roles') return <RolesSheet {...acting} />;
  if (verb === 'invite') return <InviteAgain {...acting} />;
  if (verb === 'reset') return <ResetPasswordSheet {...acting} />;
  if (verb === 'remove') return <Remove {...acting} />;
  return <Suspension verb={verb} {...acting} />;
}

export function PersonActions({ member }: { readonly member: Member }) {
  const { user, permissions } = useSession();
  const [verb, setVerb] = useState<PersonAct['verb']>();
  return (
    <>
      {openPersonActs(member, { id: user.id, permissions }).map((act) => (
        <Button key={act.verb} weight={act.weight} onPress={() => setVerb(act.verb)}>
          {act.name}
        </Button>
      ))}
      {verb ? <OpenAct verb={verb} member={member} onClose={() => setVerb(undefined)} /> : null}
    </>
  );
}
