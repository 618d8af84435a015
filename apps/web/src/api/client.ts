/**
 * The one way from the browser to platform: same-origin JSON, the session's CSRF token on unsafe methods, a deadline on
 * every call, refusals as `Problem`. It keeps no credential: the session cookie is out of script's reach.
 */
import { exchange } from './exchange.ts';
import { watchTouches, type PageTouch } from './page-touch.ts';
import { Problem } from './problem.ts';
import { withQuery, type Query } from './with-query.ts';

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

async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
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
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = exchange<T>(path, { method, headers, credentials: 'same-origin', ...sent }, signal);
  // a refusal too is an answer; what never came whole told nobody
  const { headers: got, body: read } = await answer.catch((error: unknown) => {
    if (error instanceof Problem && error.status !== 0) told?.answered();
    throw error;
  });
  told?.answered();
  const state = got.get('etag');
  if (state !== null) tags.set(path, state);
  return read;
}

export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return send<T>('GET', withQuery(path, query), undefined, signal);
}

export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  return send<T>(method, path, body);
}
