/** The link of somebody who forgot their password: a new one, and they are in. It resets one organisation and no other. */
import { useState, type FormEvent } from 'react';
import { sendJson } from '../../../api/client.ts';
import { Button } from '../../../parts/button.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { LinkPage } from './link-page.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { tooShort } from './password-length.ts';
import type { Session } from './session.ts';

export const resetPath = '/reset';

function ResetForm({ token }: { readonly token: string }) {
  const { waiting, error, act } = useActing();
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // a page load, so that nothing which somebody else read here is left
    if (await act(() => sendJson('POST', '/v1/password-reset', { token, password })))
      window.location.replace('/');
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <NewPasswordField value={password} onChange={setPassword} autoFocus />
      <p className="field-help set-up-help">
        Wherever you are signed in to this organisation you will be signed out, and your API tokens here stop
        working. If you belong to others, nothing changes there: name the organisation when you sign in.
      </p>
      {error ? <Refusal error={error} /> : null}
      <Button type="submit" weight="act" isDisabled={waiting || tooShort(password)}>
        {waiting ? 'Waiting for the journal …' : 'Set the password and sign in'}
      </Button>
    </form>
  );
}

export function ResetPage({ session }: { readonly session: Session | null }) {
  return (
    <LinkPage
      what="reset"
      title="Set a new password"
      lead="An administrator of your organisation made this link for you. It works once, for an hour."
      session={session}
      form={(token) => <ResetForm token={token} />}
    />
  );
}
