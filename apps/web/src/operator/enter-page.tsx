/** Before the door: asks for the operator's token. A password field, so that nobody reads it over a shoulder and no form history keeps it. */
import { useEffect, useState, type FormEvent } from 'react';
import { Wordmark } from '../features/administration/session/wordmark.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Refusal } from '../parts/states.tsx';
import { useActing } from '../parts/use-acting.ts';
import { enterDoor, useWhyOut } from './door.ts';

export function EnterPage() {
  const { waiting, error, act } = useActing();
  const [token, setToken] = useState('');
  const why = useWhyOut();
  useEffect(() => {
    document.title = 'Operator · Gamut';
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(() => enterDoor(token.trim()));
  };
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-sheet">
        <Wordmark />
        <h1>The operator’s door</h1>
        <p className="lead">For whoever runs this installation. It shows no records of any organisation.</p>
        {why ? (
          <div className="note note-degrade" role="status">
            <p>
              <strong>{why}</strong> Give the token again.
            </p>
          </div>
        ) : null}
        <form onSubmit={submit}>
          <TextField
            label="Operator token"
            type="password"
            name="operator-token"
            required
            maxLength={256}
            spellCheck={false}
            autoFocus
            value={token}
            onChange={(event) => setToken(event.target.value)}
            help="Begins with gmo_. This page keeps it in memory alone: a reload forgets it, and so do ten minutes without use."
          />
          {error ? <Refusal error={error} /> : null}
          <Button type="submit" weight="act" isDisabled={waiting || token.trim() === ''}>
            {waiting ? 'Asking …' : 'Enter'}
          </Button>
        </form>
      </div>
    </main>
  );
}
