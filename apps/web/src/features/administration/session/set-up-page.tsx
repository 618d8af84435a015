/**
 * The link of somebody who was added: their name, their password, and they are in. Who has an account proves it, or, having forgotten how,
 * sets a password of this place alone. The token stands behind the #, so no server's log has it.
 */
import { useState, type FormEvent } from 'react';
import { sendJson } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { LinkPage } from './link-page.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import type { Session } from './session.ts';

export const setUpPath = '/set-up';

function SetUpForm({ token }: { readonly token: string }) {
  const { waiting, error, act } = useActing();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [forgotten, setForgotten] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // a page load, so that nothing which somebody else read here is left
    const called = name.trim();
    const body = {
      token,
      password,
      ...(called === '' ? {} : { name: called }),
      ...(forgotten ? { ownPassword: true } : {}),
    };
    if (await act(() => sendJson('POST', '/v1/set-up', body))) window.location.replace('/');
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        help="As others are to see it. Left empty, it stays as whoever added you wrote it."
        autoFocus
      />
      <NewPasswordField label="Password" value={password} onChange={setPassword} />
      <p className="field-help set-up-help">
        {forgotten
          ? 'This password will open this organisation alone. Where else you belong nothing changes: ask an administrator there for a link. Name the organisation when you sign in.'
          : 'If you have an account here already, give the password that you sign in with: it stays as it is.'}
      </p>
      <label className="check">
        <input
          type="checkbox"
          name="forgotten"
          checked={forgotten}
          onChange={(event) => setForgotten(event.target.checked)}
        />
        <span>I have an account here and forgot its password</span>
      </label>
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting || password === ''}>
        {waiting ? 'Waiting for the journal …' : 'Set up and sign in'}
      </Button>
    </form>
  );
}

export function SetUpPage({ session }: { readonly session: Session | null }) {
  return (
    <LinkPage
      what="set-up"
      title="Welcome. Set up your sign-in"
      lead="Somebody gave you a place in their organisation. The link works once."
      session={session}
      form={(token) => <SetUpForm token={token} />}
    />
  );
}
