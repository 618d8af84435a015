/** One's own access: where one is signed in, the password, and what one may do here and why not. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendJson } from '../../../api/client.ts';
import { TextField } from '../../../parts/field.tsx';
import { Page } from '../../../parts/page.tsx';
import { termText } from '../../../parts/wording.ts';
import { EffectivePermissionsSection } from '../people/effective-permissions-section.tsx';
import { OpenSessions } from '../session/open-sessions.tsx';
import { useSession } from '../session/session.ts';
import { PasswordSection } from './password-section.tsx';

function OwnSessions() {
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const end = async (which: string): Promise<void> => {
    await sendJson('POST', `/v1/sessions/${which}`, current === '' ? {} : { current });
    setCurrent('');
    await queries.invalidateQueries({ queryKey: ['sessions'] });
  };
  return (
    <OpenSessions
      title="Where you are signed in"
      path="/v1/sessions"
      none="You are not signed in anywhere else."
      allText="End all others"
      end={{ one: (id) => end(`${id}/end`), all: () => end('end-others') }}
      proof={
        <TextField
          label="Your password"
          type="password"
          autoComplete="current-password"
          help="So that a stolen session does not put you out. Leave it empty if you have none."
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      }
    />
  );
}

export function AccountPage() {
  const { user, tenant, roles, permissions } = useSession();
  return (
    <Page
      title="Your access"
      lead={`${user.name}, ${user.email}: ${roles.map(termText).join(' and ')} at ${tenant.name}.`}
    >
      <div className="columns">
        <div className="column">
          <OwnSessions />
          <EffectivePermissionsSection title="What you may do" />
        </div>
        <div className="column">{permissions.includes('password.set') ? <PasswordSection /> : null}</div>
      </div>
    </Page>
  );
}
