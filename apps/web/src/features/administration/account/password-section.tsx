/** Sets one's own password: the present one proves the person, every other session of theirs ends. */
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sendJson } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { NewPasswordField } from '../session/new-password-field.tsx';
import { tooShort } from '../session/password-length.ts';

export function PasswordSection() {
  const queries = useQueryClient();
  const { waiting, error, act } = useActing();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [isSet, setIsSet] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsSet(false);
    const asked = { password, ...(current === '' ? {} : { current }) };
    if (!(await act(() => sendJson('PUT', '/v1/session/password', asked)))) return;
    setCurrent('');
    setPassword('');
    setIsSet(true);
    await queries.invalidateQueries({ queryKey: ['sessions'] });
  };
  return (
    <Section title="Password">
      <form onSubmit={(event) => void submit(event)}>
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          help="Leave it empty if you have none yet."
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <NewPasswordField value={password} onChange={setPassword} />
        {error ? <Refusal error={error} /> : null}
        <Button type="submit" isDisabled={waiting || tooShort(password)}>
          {waiting ? 'Waiting for the journal …' : 'Set password'}
        </Button>
        <p role="status" className="aside panel-foot">
          {isSet ? 'Your password is set. Your other sessions have ended.' : ''}
        </p>
      </form>
    </Section>
  );
}
