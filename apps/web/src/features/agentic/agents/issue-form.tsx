/** Issues a token to an agent: a name and an end. What comes out is shown once. */
import { useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useAgentChange, type Agent, type IssuedToken } from './agent.ts';

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
