/** An agent's tokens: named, dated, revocable. A new one is shown once, and the page says so. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useMay } from '../../administration/session/session.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { useAgentChange, type Agent, type AgentCredential, type IssuedToken } from './agent.ts';

interface IssueFormProps {
  readonly agent: Pick<Agent, 'id' | 'name'>;
  readonly onIssued: (issued: IssuedToken) => void;
}

export function IssueForm({ agent, onIssued }: IssueFormProps) {
  const change = useAgentChange();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWaiting(true);
    setError(undefined);
    try {
      onIssued(await change.issue(agent.id, name.trim(), days === '' ? null : Number(days)));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  };
  return (
    <form className="issue-form" onSubmit={(event) => void submit(event)}>
      <div className="form-grid">
        <TextField
          label="Name of the token"
          required
          maxLength={100}
          placeholder="claims worker, production"
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <SelectField label="Works for" value={days} onChange={(e) => setDays(e.target.value)}>
          <option value="7">7 days</option>
          <option value="30">30 days</option>
          <option value="90">90 days</option>
          <option value="365">a year</option>
        </SelectField>
      </div>
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting}>
        {waiting ? 'Waiting for the journal …' : 'Issue token'}
      </Button>
    </form>
  );
}

function columns(
  revoke: ((credential: AgentCredential) => void) | undefined,
): readonly Column<AgentCredential>[] {
  return [
    { head: 'Name', className: 'grow', plain: true, cell: ({ name }) => name },
    {
      head: 'Fingerprint',
      className: 'tight',
      cell: ({ fingerprint }) => <code>{fingerprint.slice(0, 12)}</code>,
    },
    {
      head: `Issued (${zoneNow()})`,
      className: 'tight',
      cell: ({ createdAt }) => <Time at={createdAt} form="cell" />,
    },
    {
      head: 'Expires',
      className: 'tight',
      cell: ({ expiresAt }) => (expiresAt ? <Time at={expiresAt} form="cell" /> : 'never'),
    },
    ...(revoke
      ? [
          {
            head: 'Act',
            className: 'end' as const,
            plain: true,
            cell: (credential: AgentCredential) => (
              <button type="button" className="text-button" onClick={() => revoke(credential)}>
                Revoke<span className="visually-hidden"> {credential.name}</span>
              </button>
            ),
          },
        ]
      : []),
  ];
}

export function CredentialsSection({ agent }: { readonly agent: Agent }) {
  const [open, setOpen] = useState<'none' | 'issue' | AgentCredential>('none');
  const [issued, setIssued] = useState<IssuedToken>();
  const [mayIssue, mayRevoke] = [useMay('agent_credential.issue'), useMay('agent_credential.revoke')];
  const revoking = typeof open === 'object' ? open : undefined;
  const issue =
    mayIssue && agent.status !== 'retired' ? (
      <Button onPress={() => setOpen('issue')}>Issue a token</Button>
    ) : undefined;
  const close = () => {
    setIssued(undefined);
    setOpen('none');
  };
  return (
    <Section title="Credentials" aside="Gamut keeps their SHA-256 and nothing else">
      {agent.credentials.length === 0 ? (
        <Empty what="It has no token." why="Without one it can’t call Gateway." action={issue} />
      ) : (
        <>
          <Register
            caption="Credentials"
            columns={columns(mayRevoke ? setOpen : undefined)}
            rows={agent.credentials}
            rowKey={({ id }) => id}
          />
          {issue ? <div className="buttons">{issue}</div> : null}
        </>
      )}
      <Sheet
        title={issued ? 'Token issued' : `Issue a token for ${agent.name}`}
        isOpen={open === 'issue'}
        onClose={close}
      >
        {issued ? (
          <>
            <ShownOnce
              text={issued.token}
              copyLabel="Copy token"
              afterwards="Gamut keeps only its SHA-256."
            />
            <Button onPress={close}>I have it</Button>
          </>
        ) : (
          <IssueForm agent={agent} onIssued={setIssued} />
        )}
      </Sheet>
      {revoking ? <RevokeSheet agent={agent} credential={revoking} onClose={close} /> : null}
    </Section>
  );
}

function RevokeSheet({
  agent,
  credential,
  onClose,
}: {
  readonly agent: Agent;
  readonly credential: AgentCredential;
  readonly onClose: () => void;
}) {
  const change = useAgentChange();
  const [error, setError] = useState<unknown>();
  const [waiting, setWaiting] = useState(false);
  const revoke = async () => {
    setWaiting(true);
    try {
      await change.revoke(agent.id, credential.id);
      onClose();
    } catch (thrown) {
      setError(thrown);
      setWaiting(false);
    }
  };
  return (
    <Sheet title={`Revoke “${credential.name}”`} isOpen onClose={onClose}>
      <p className="prose">
        The next call with this token is refused. It can’t be brought back; issue a new one instead.
      </p>
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button weight="stop" isDisabled={waiting} onPress={() => void revoke()}>
          Revoke
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Sheet>
  );
}
