/** A person at the console's API: signed in by a one-time link, sending the CSRF token as the browser does. */
import assert from 'node:assert/strict';

export interface ApiAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface PersonSession {
  readonly cookie: string;
  get(path: string): Promise<ApiAnswer>;
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<ApiAnswer>;
}

export async function signInPerson(link: string): Promise<PersonSession> {
  const { origin } = new URL(link);
  const used = await fetch(link, { redirect: 'manual' });
  assert.equal(used.status, 303, `the one-time link answered ${used.status}`);
  const cookie = used.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return openPersonSession(origin, cookie);
}

/** Of whoever signed in in another way, and holds this cookie. */
export async function openPersonSession(origin: string, cookie: string): Promise<PersonSession> {
  const get = async (path: string): Promise<ApiAnswer> =>
    answerOf(await fetch(`${origin}${path}`, { headers: { cookie } }));
  const session = await get('/v1/session');
  const csrf = String(session.body['csrfToken']);
  return {
    cookie,
    get,
    send: async (method, path, body) =>
      answerOf(
        await fetch(`${origin}${path}`, {
          method,
          headers: {
            cookie,
            origin,
            'sec-fetch-site': 'same-origin',
            'x-csrf-token': csrf,
            ...(method === 'PATCH' || method === 'PUT' ? { 'if-match': '*' } : {}),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
  };
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
  } catch {
    return { status: response.status, body: { text } };
  }
}
