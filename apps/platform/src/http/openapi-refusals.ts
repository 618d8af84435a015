/** Which refusals a route can meet, by its row: each status has its own words in the OpenAPI document. */
import type { Route } from './route.ts';

export const refusalSays = {
  400: 'The request can’t be read: not JSON, a member twice, or a header that is not well-formed.',
  401: 'Nobody is signed in, the session has ended, or the token is none of ours.',
  403: 'Role, plan, tenant or token do not permit it, or another site set it off. `fix` and `who` say what would.',
  404: 'There is no such thing here; another tenant’s is told with the same words.',
  409: 'It stands against what is there, or was done already under this Idempotency-Key (`already_done`).',
  412: 'It was changed since it was read: `If-Match` names an older state.',
  413: 'The body is larger or deeper than this route accepts.',
  415: 'The body is not application/json.',
  422: 'The request does not fit its schema; `errors` names the members. Also an Idempotency-Key that was used for another request, and a cursor of another list.',
  423: 'The key that this tenant owns is not there.',
  428: '`If-Match` is missing.',
  429: 'Too many requests, or a quota is spent; Retry-After says for how long.',
  500: 'Something failed inside; the request id is in the log.',
  502: 'Something that this route needs failed.',
  503: 'The database can’t be reached; nothing was done.',
  504: 'It was not done in time.',
} as const satisfies Record<number, string>;
export type RefusalStatus = keyof typeof refusalSays;

/** @param conditional whether it is changed under If-Match */
export function refusalsOf(route: Route, conditional: boolean): RefusalStatus[] {
  const { method, body, operation, permission, whileSealed } = route;
  const changes =
    operation.kind !== 'read' && operation.kind !== 'operator_read' && operation.kind !== 'watched';
  const named = Object.keys(route.params.properties).length > 0;
  const wanted: readonly (readonly [RefusalStatus, boolean])[] = [
    [400, body !== null || method === 'POST'],
    [401, permission !== 'anyone' || body !== null],
    [403, permission !== 'operator'],
    [404, named || changes],
    [409, changes],
    [412, conditional],
    [413, body !== null],
    [415, body !== null],
    [422, true],
    [423, whileSealed === 'refuse'],
    [428, conditional],
    [429, true],
    [500, true],
    [502, operation.kind === 'work'],
    [503, true],
    [504, true],
  ];
  return wanted.filter(([, can]) => can).map(([status]) => status);
}
