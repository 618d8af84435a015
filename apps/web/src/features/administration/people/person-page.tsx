/** One person: their standing, what they may do here and why not, where they are signed in, which tokens speak for them. */
import { useParams } from '@tanstack/react-router';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { TokenRegister } from '../access-tokens/token-register.tsx';
import { OpenSessions } from '../session/open-sessions.tsx';
import { useMay, useSession } from '../session/session.ts';
import { EffectivePermissionsSection } from './effective-permissions-section.tsx';
import { PersonActions } from './person-actions.tsx';
import { useMember, usePeopleChange, type Member } from './person.ts';

function Standing({ member }: { readonly member: Member }) {
  return (
    <Section title="Standing">
      <Particulars
        rows={[
          ['Status', <Mark key="s" {...standingVerdict(member.status)} />],
          ...(member.statusReason ? [['Reason', `“${member.statusReason}”`] as const] : []),
          ['Role', termText(member.role)],
          [
            'Beside it',
            member.additiveRoles.length > 0 ? member.additiveRoles.map(termText).join(', ') : 'none',
          ],
          ['Added', <Time key="a" at={member.addedAt} />],
          ['Last seen', member.lastSeenAt ? <Time key="l" at={member.lastSeenAt} /> : 'never'],
          ['Signed in with', member.signsInWith ? termText(member.signsInWith) : 'never here'],
          ['Sessions', `${count(member.openSessions)} open`],
          [
            'Id',
            <code key="i" className="wrap-anywhere">
              {member.id}
            </code>,
          ],
        ]}
      />
    </Section>
  );
}

function NoteOnStanding({ member, isMe }: { readonly member: Member; readonly isMe: boolean }) {
  if (isMe) {
    return (
      <div className="note">
        <p>This is you. Nobody changes their own roles or place: another administrator can.</p>
      </div>
    );
  }
  if (member.status !== 'suspended') return null;
  return (
    <div className="note note-block">
      <p>
        <strong>Suspended: every request is refused.</strong>{' '}
        {member.statusReason ? `“${member.statusReason}”` : ''}
      </p>
    </div>
  );
}

function PersonTokens({ id }: { readonly id: string }) {
  const mayRevoke = useMay('person_token.revoke');
  const { revokeToken } = usePeopleChange();
  return (
    <Section title="API tokens" aside="never more than the person may do">
      <TokenRegister
        path={`/v1/people/${encodeURIComponent(id)}/access-tokens`}
        empty={<p className="prose">No program speaks in their name.</p>}
        revoke={mayRevoke ? (tokenId) => revokeToken(id, tokenId) : undefined}
      />
    </Section>
  );
}

function PersonSessions({ id }: { readonly id: string }) {
  const mayEnd = useMay('person_session.end');
  const { endSession, endSessions } = usePeopleChange();
  return (
    <OpenSessions
      title="Sessions"
      path={`/v1/people/${encodeURIComponent(id)}/sessions`}
      none="They are not signed in anywhere."
      allText="End all sessions"
      end={mayEnd ? { one: (sessionId) => endSession(id, sessionId), all: () => endSessions(id) } : undefined}
    />
  );
}

export function PersonPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: member, error, refetch } = useMember(id);
  const { user, permissions } = useSession();
  if (!member) return <Unread what="the person" error={error} retry={refetch} />;
  return (
    <Page title={member.name} lead={member.email} actions={<PersonActions member={member} />}>
      <NoteOnStanding member={member} isMe={member.id === user.id} />
      <div className="columns">
        <div className="column">
          {permissions.includes('person_session.read') ? <PersonSessions id={id} /> : null}
          {permissions.includes('person_token.read') ? <PersonTokens id={id} /> : null}
          {permissions.includes('effective_permission.read') ? (
            <EffectivePermissionsSection id={id} title="What they may do" />
          ) : null}
        </div>
        <div className="column">
          <Standing member={member} />
        </div>
      </div>
    </Page>
  );
}
