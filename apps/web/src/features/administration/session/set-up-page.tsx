/** The set-up link of somebody who was added: their password, and they are in. The token stands behind the #, so no server's log has it. */
import { useEffect, useState, useSyncExternalStore, type FormEvent } from 'react';
import { sendJson } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { Empty, Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { NewPasswordField } from './new-password-field.tsx';
import type { Session } from './session.ts';
import { Wordmark } from './wordmark.tsx';

export const setUpPath = '/set-up';

function SetUpForm({ token }: { readonly token: string }) {
  const { waiting, error, act } = useActing();
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // a page load, so that nothing which somebody else read here is left
    if (await act(() => sendJson('POST', '/v1/set-up', { token, password }))) window.location.replace('/');
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <NewPasswordField label="Password" value={password} onChange={setPassword} autoFocus />
      <p className="field-help set-up-help">
        If you have an account here already, give the password that you sign in with: it stays as it is.
      </p>
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting || password === ''}>
        {waiting ? 'Waiting for the journal …' : 'Set up and sign in'}
      </Button>
    </form>
  );
}

function SignedInAsNote({ session }: { readonly session: Session }) {
  return (
    <div className="note note-degrade">
      <p>
        <strong>You are signed in as {session.user.name}.</strong> This browser will be signed in as whoever
        the link is for instead.
      </p>
    </div>
  );
}

/** Another link opened in the same tab changes only what stands behind the #, which loads no page. */
function onLinkChange(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function SetUpPage({ session }: { readonly session: Session | null }) {
  const token = useSyncExternalStore(onLinkChange, () => window.location.hash.slice(1));
  useEffect(() => {
    document.title = 'Set up · Gamut';
  }, []);
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-sheet">
        <Wordmark />
        <h1>Welcome. Set up your sign-in</h1>
        {token === '' ? (
          <Empty
            what="This address is not a whole set-up link."
            why="The part behind the # is missing. Open the link exactly as you were given it, or ask an administrator of your organisation for a fresh one."
            action={<a href="/">Sign in instead</a>}
          />
        ) : (
          <>
            <p className="lead">Somebody gave you a place in their organisation. The link works once.</p>
            {session ? <SignedInAsNote session={session} /> : null}
            <SetUpForm token={token} />
          </>
        )}
      </div>
    </main>
  );
}
