/**
 * The operator's door, asked from a page. The token lives in this page's memory and nowhere else: no cookie, no storage, so no other
 * page of this address can use it, a reload forgets it, and so do ten minutes without a hand on it (docs/decisions/0021).
 */
import { useSyncExternalStore } from 'react';
import { exchange } from '../api/exchange.ts';
import type { Query } from '../api/with-query.ts';
import { withQuery } from '../api/with-query.ts';
import type { Noun } from '../api/nouns.ts';
import { Problem } from '../api/problem.ts';

export type Operator = Noun<'OperatorSelf'>;

export const idleMsMax = 10 * 60_000;

interface Standing {
  readonly operator: Operator;
  readonly token: string;
}

let standing: Standing | undefined;
let whyOut: string | undefined;
const watchers = new Set<() => void>();
const tell = (): void => watchers.forEach((watcher) => watcher());
const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useOperator = (): Operator | undefined => useSyncExternalStore(watch, () => standing?.operator);
/** Why the page asks for a token again, if it had one. */
export const useWhyOut = (): string | undefined => useSyncExternalStore(watch, () => whyOut);

export function leaveDoor(why?: string): void {
  standing = undefined;
  whyOut = why;
  tell();
}

/** @throws Problem when the token opens nothing */
export async function enterDoor(token: string): Promise<void> {
  const operator = await ask<Operator>(token, 'GET', '/self');
  standing = { operator, token };
  whyOut = undefined;
  tell();
}

async function ask<T>(
  token: string,
  method: string,
  path: string,
  { query = {}, body, signal }: { query?: Query; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID();
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await exchange<T>(
    withQuery(`/operator/v1${path}`, query),
    { method, headers, credentials: 'omit', ...sent },
    signal,
  );
  return answer.body;
}

async function asOperator<T>(
  method: string,
  path: string,
  more?: { query?: Query; body?: unknown; signal?: AbortSignal },
): Promise<T> {
  if (standing === undefined)
    throw new Problem(401, { code: 'unauthenticated', message: 'No token is here.' });
  try {
    return await ask<T>(standing.token, method, path, more);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) leaveDoor(error.message);
    throw error;
  }
}

export const getAtDoor = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  asOperator<T>('GET', path, { query, ...(signal ? { signal } : {}) });
export const postAtDoor = <T>(path: string, body: unknown): Promise<T> =>
  asOperator<T>('POST', path, { body });
