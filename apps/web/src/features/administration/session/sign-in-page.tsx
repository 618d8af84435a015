/** Sign in with e-mail and password; says when a one-time link had been used up or was too old. */
import { useEffect, useState, type FormEvent } from 'react';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { linkNotice } from './link-notice.ts';
import { useSignIn } from './session.ts';

export function SignInPage() {
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const notice = linkNotice(window.location.search);
  useEffect(() => {
    document.title = 'Sign in · Gamut';
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setWaiting(true);
    setError(undefined);
    try {
      await signIn(email.trim(), password);
      if (notice || window.location.pathname === '/sign-in') window.location.replace('/');
    } catch (thrown) {
      setError(thrown);
      setWaiting(false);
    }
  };
  return (
    <main className="sign-in" id="main">
      <div className="sign-in-sheet">
        <p className="wordmark" aria-hidden="true">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" strokeWidth="2" />
            <path d="M16 3a13 13 0 0 1 0 26z" fill="currentColor" />
          </svg>
          Gamut
        </p>
        <h1>Sign in</h1>
        <p className="lead">The record of what your AI agents did, and what they were not allowed to do.</p>
        {notice ? (
          <div className="note note-degrade" role="status">
            <p>
              <strong>{notice}</strong>
            </p>
            <p>
              Ask for a new one where this one came from (<code>npx gamut demo credentials</code>), or sign in
              with your password.
            </p>
          </div>
        ) : null}
        <form onSubmit={(event) => void submit(event)}>
          <TextField
            label="E-mail"
            type="email"
            name="email"
            autoComplete="username"
            required
            value={email}
            onChange={(e) => setEmail(e.target.value)}
          />
          <TextField
            label="Password"
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
          {error ? <Refusal error={error} /> : null}
          <Button type="submit" weight="act" isDisabled={waiting}>
            {waiting ? 'Signing in …' : 'Sign in'}
          </Button>
        </form>
      </div>
    </main>
  );
}
