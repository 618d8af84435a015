/** The operator's calls to platform (development, loopback): a one-time sign-in link, and a session that came from one. */
import { AppError } from '@gamut/kernel/app-error';

export interface OperatorAccess {
  readonly platform: string;
  readonly token: string;
}

const deadlineMs = 10_000;

/** @returns the address of a link that signs in once */
export async function mintSignInLink(access: OperatorAccess, tenant: string, email: string): Promise<string> {
  const answer = await call(`${access.platform}/operator/v1/sign-in-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tenant, email }),
  });
  const body = (await answer.json()) as { url?: unknown };
  if (!answer.ok || typeof body.url !== 'string')
    throw refused(answer, body, `no sign-in link for ${email} in a tenant "${tenant}"`);
  return new URL(body.url, access.platform).href;
}

/** Uses the link up. @returns the session's cookie, as it is sent back */
export async function signIn(link: string): Promise<string> {
  const answer = await call(link, { redirect: 'manual' });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  await answer.body?.cancel();
  if (answer.status !== 303 || cookies.length === 0) {
    throw new AppError('unauthenticated', `the one-time link did not sign in (HTTP ${answer.status})`, {
      fix: 'ask for a fresh one and use it once',
    });
  }
  return cookies.join('; ');
}

/** A call with a deadline; an unreachable platform is an AppError that says so. */
export async function call(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(deadlineMs) });
  } catch (error) {
    throw new AppError('unavailable', `${new URL(url).origin} does not answer`, {
      fix: 'npx gamut status shows what runs; npm start starts it',
      cause: error,
    });
  }
}

function refused(answer: Response, body: unknown, what: string): AppError {
  const { message, fix } = (body ?? {}) as { message?: unknown; fix?: unknown };
  const reason = typeof message === 'string' ? message : `HTTP ${answer.status}`;
  return new AppError('dependency_failed', `${what}: ${reason}`, typeof fix === 'string' ? { fix } : {});
}
