/** Issuing, replacing and revoking a token of an agent. A new token is shown once. */
import { useState, type FormEvent } from 'react';
import type { Noun } from '../../../api/nouns.ts';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Sheet } from '../../../parts/dialog.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { useRecordChange } from '../record-change.ts';
import type { Agent, IssuedToken } from './agent.ts';
import { IssueForm } from './issue-form.tsx';

export type CredentialRow = Noun<'AgentCredentialRow'>;

function Issued({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  return (
    <>
      <ShownOnce text={token} copyLabel="Copy token" afterwards="Gamut keeps only its SHA-256." />
      <Button onPress={onClose}>I have it</Button>
    </>
  );
}

interface IssueSheetProps {
  readonly agent: Agent;
  readonly onClose: () => void;
}

export function IssueSheet({ agent, onClose }: IssueSheetProps) {
  const [issued, setIssued] = useState<IssuedToken>();
  return (
    <Sheet title={issued ? 'Token issued' : `Issue a token for ${agent.name}`} isOpen onClose={onClose}>
      {issued ? (
        <Issued token={issued.token} onClose={onClose} />
      ) : (
        <IssueForm agent={agent} onIssued={setIssued} />
      )}
    </Sheet>
  );
}

interface CredentialSheetProps extends IssueSheetProps {
  readonly credential: CredentialRow;
}

const overlaps = [
  ['0', 'at once'],
  ['1', 'in an hour'],
  ['24', 'in a day'],
  ['168', 'in seven days'],
] as const;

function useRotating({ agent, credential }: CredentialSheetProps) {
  const change = useRecordChange();
  const { waiting, error, act } = useActing();
  const [hours, setHours] = useState('24');
  const [issued, setIssued] = useState<IssuedToken>();
  const path = `/v1/agents/${agent.id}/credentials/${credential.id}/rotate`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(async () => setIssued(await change<IssuedToken>('POST', path, { overlapHours: Number(hours) })));
  };
  return { hours, setHours, issued, waiting, error, submit };
}

export function RotateSheet(props: CredentialSheetProps) {
  const { credential, onClose } = props;
  const { hours, setHours, issued, waiting, error, submit } = useRotating(props);
  return (
    <Sheet title={issued ? 'Token replaced' : `Rotate “${credential.name}”`} isOpen onClose={onClose}>
      {issued ? (
        <Issued token={issued.token} onClose={onClose} />
      ) : (
        <form onSubmit={submit}>
          <p className="prose">A new token of the same name is issued, and the old one gets an end.</p>
          <SelectField
            label="The old one ends"
            value={hours}
            onChange={(event) => setHours(event.target.value)}
          >
            {overlaps.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </SelectField>
          {error ? <Refusal error={error} /> : null}
          <div className="buttons">
            <Button type="submit" weight="act" isDisabled={waiting}>
              {waiting ? 'Waiting for the journal …' : 'Rotate'}
            </Button>
            <Button onPress={onClose}>Cancel</Button>
          </div>
        </form>
      )}
    </Sheet>
  );
}

export function RevokeSheet({ agent, credential, onClose }: CredentialSheetProps) {
  const change = useRecordChange();
  return (
    <ConfirmDialog
      title={`Revoke “${credential.name}”`}
      consequence="The next call with this token is refused. It can’t be brought back; issue a new one instead."
      act="Revoke"
      onClose={onClose}
      perform={() => change('DELETE', `/v1/agents/${agent.id}/credentials/${credential.id}`)}
    />
  );
}
