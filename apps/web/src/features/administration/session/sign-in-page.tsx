/** Sign in with e-mail and password; says when a one-time link had been used up or was too old. */
import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { linkNotice } from './link-notice.ts';
import { useSignIn } from './session.ts';
import { Wordmark } from './wordmark.tsx';

function LinkNotice({ notice }: { readonly notice: string }) {
  return (
    <div className="note note-degrade" role="status">
      <p>
        <strong>{notice}</strong>
      </p>
      <p>
        Ask for a new one where this one came from (<code>npx gamut demo credentials</code>), or sign in with
        your password.
      </p>
    </div>
  );
}

function SignInForm({ afterwards }: { readonly afterwards: () => void }) {
  const signIn = useSignIn();
  const { waiting, error, act } = useActing();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tenant, setTenant] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act(() => signIn(email.trim(), password, tenant.trim().toLowerCase()))) afterwards();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <details className="sign-in-more">
        <summary>You belong to several organisations</summary>
        <TextField
          label="Organisation"
          name="organization"
          autoComplete="organization"
          maxLength={40}
          spellCheck={false}
          value={tenant}
          onChange={(event) => setTenant(event.target.value)}
          help="Its short name, as it stands in the console. Left empty, it is the one that you joined first."
        />
      </details>
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting}>
        {waiting ? 'Signing in …' : 'Sign in'}
      </Button>
    </form>
  );
}

export function SignInPage() {
  const notice = linkNotice(window.location.search);
  useEffect(() => {
    document.title = 'Sign in · Gamut';
  }, []);
  const afterwards = () => {
    if (window.location.pathname === '/sign-in') window.location.replace('/');
  };
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-sheet">
        <Wordmark />
        <h1>Sign in</h1>
        <p className="lead">The record of what your AI agents did, and what they were not allowed to do.</p>
        {notice ? <LinkNotice notice={notice} /> : null}
        <SignInForm afterwards={afterwards} />
        <p className="aside sign-in-help">
          Forgotten your password? Gamut sends no mail: an administrator of your organisation makes a link for
          you.
        </p>
      </div>
    </main>
  );
}
