/** The session: who is signed in, in which tenant, and what they may do. `undefined` while nobody is. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { getJson, rememberCsrfToken, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { Problem } from '../../../api/problem.ts';

export type Session = Noun<'Session'>;

export const sessionKey = ['session'] as const;

async function readSession(): Promise<Session | null> {
  try {
    const session = await getJson<Session>('/v1/session');
    rememberCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 60_000 });
}

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

/** Inside the shell there is always a session. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession stands outside the session gate');
  return session;
}

export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}

/** What one person read is not kept for the next. The session itself stays watched, so that the page follows it. */
function forgetRecords(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
}

export function useSignIn() {
  const queries = useQueryClient();
  return async (email: string, password: string, tenant: string): Promise<void> => {
    const named = tenant === '' ? {} : { tenant };
    await sendJson('POST', '/v1/session', { email, password, ...named });
    forgetRecords(queries);
    await queries.fetchQuery({ queryKey: sessionKey, queryFn: readSession });
  };
}

export function useSignOut() {
  const queries = useQueryClient();
  return async (): Promise<void> => {
    await sendJson('DELETE', '/v1/session');
    rememberCsrfToken('');
    queries.setQueryData(sessionKey, null);
    forgetRecords(queries);
  };
}
