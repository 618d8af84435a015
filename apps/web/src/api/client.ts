/**
 * The one way from the browser to platform: same-origin JSON, the session's CSRF token on unsafe methods, a deadline on
 * every call, refusals as `Problem`. It keeps no credential: the session cookie is out of script's reach.
 */
import { watchTouches, type PageTouch } from './page-touch.ts';
import { parseProblem, Problem } from './problem.ts';
import { withQuery, type Query } from './with-query.ts';

const deadlineMs = 20_000;
let touch: PageTouch | undefined;
let csrfToken = '';
/** The state of each thing as it was last shown here: what is changed says which state it changes. */
const tags = new Map<string, string>();

/** Called once, with the document: from then on reading that no person set off says so. */
export function watchPage(page: Pick<EventTarget, 'addEventListener'>): void {
  touch = watchTouches(page);
}

/** Called with each session answer. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

async function send(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  // what is sent in a person's name is their act; what is read may be the page's own asking
  const told = touch?.beginRequest();
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(method === 'GET' ? told?.headers : {}),
  };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['x-csrf-token'] = csrfToken;
  if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID();
  const tag = tags.get(path);
  if ((method === 'PUT' || method === 'PATCH') && tag !== undefined) headers['if-match'] = tag;
  const limit = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    told?.answered();
    rememberTag(path, response);
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, {
      code: limit.aborted ? 'platform_slow' : 'platform_unreachable',
      message: limit.aborted ? 'Platform did not answer within 20 seconds.' : 'Platform can’t be reached.',
      fix: 'Check that Gamut is running (`npx gamut status`), then try again. Nothing was changed from here.',
      who: 'Whoever runs Gamut',
    });
  }
}

async function answer<T>(response: Response): Promise<T> {
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  const body: unknown = isJson ? await response.json() : undefined;
  if (!response.ok) throw parseProblem(response.status, body);
  return body as T;
}

export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return answer<T>(await send('GET', withQuery(path, query), undefined, signal));
}

function rememberTag(path: string, response: Response): void {
  const tag = response.headers.get('etag');
  if (response.ok && tag !== null) tags.set(path, tag);
}

export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  return answer<T>(await send(method, path, body));
}
