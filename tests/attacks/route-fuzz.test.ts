/**
 * Every route of the table with values generated from its own schemas, fitting and nearly so, by every kind of caller: never a
 * fault of ours, never a word of the inside, always a refusal with a code; and what fits is not refused for not fitting.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { errorStatus, type ErrorCode } from '@gamut/kernel/error-codes';
import type { Route } from '../../apps/platform/src/http/route.ts';
import { routeTable } from '../../apps/platform/src/http/route-table.ts';
import { makeOperator } from '../support/operators-world.ts';
import { concernsOwnSession, nameOf } from '../support/marked-tenant.ts';
import {
  origin,
  operatorToken,
  testPlatform,
  type Answer,
  type PlatformUnderTest,
} from '../support/platform.ts';
import { makeWorld } from '../support/route-world.ts';
import { runs } from '../support/runs.ts';
import { fitting, malformed, missing } from '../support/schema-values.ts';

const seed = Number(process.env['GAMUT_SEED'] ?? Date.now() % 1_000_000);
const usualRuns = 6;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
}
type Caller = (asked: Asked) => Promise<Answer>;

let under: PlatformUnderTest;
let callers: Readonly<Record<string, Caller>>;
let known: Record<string, string[]>;

before(async () => {
  under = await testPlatform();
  await under.database.createTenant('gamma');
  const administrator = await under.as('administrator');
  known = {};
  const world = await makeWorld(under, administrator, under.tenant);
  const foreign = await makeWorld(under, await under.as('administrator', under.other), under.other);
  for (const id of [...Object.values(world), ...Object.values(foreign)])
    if (/^[a-z]{3}_[0-9a-z]{26}$/.test(id)) (known[id.slice(0, 3)] ??= []).push(id);
  const [ops, support] = [
    await makeOperator(under, 'platform_ops'),
    await makeOperator(under, 'platform_support'),
  ];
  const standard = await under.as('standard');
  const bearer =
    (token: string): Caller =>
    ({ headers, ...asked }) =>
      under.anonymous({ ...asked, headers: { ...headers, authorization: `Bearer ${token}` } });
  callers = {
    administrator: (asked) => administrator.call(asked),
    standard: (asked) => standard.call(asked),
    anonymous: (asked) => under.anonymous({ ...asked, headers: { origin, ...asked.headers } }),
    'made-up cookie': (asked) =>
      under.anonymous({ ...asked, headers: { origin, cookie: 'gamut_session=%ff', ...asked.headers } }),
    'made-up token': bearer('gmt_x'),
    root: bearer(operatorToken),
    ops: bearer(ops.token),
    support: bearer(support.token),
  };
});
after(() => under.close());

/** Whoever is let through most of the way first: two of three requests are theirs. */
function callersOf(route: Route): fc.Arbitrary<string> {
  const own =
    route.permission === 'operator'
      ? route.platformRole === 'platform_support'
        ? 'support'
        : route.platformRole === 'root'
          ? 'root'
          : 'ops'
      : route.permission === 'anyone'
        ? 'anonymous'
        : 'administrator';
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(own) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(callers)) },
  );
}

const oddPieces = [
  '%00',
  '%ff',
  '%E0%A4',
  '..%2f..%2f',
  "'%20OR%201=1",
  'a'.repeat(300),
  '%F0%9F%98%80',
  '__proto__',
  '%25',
  '-1',
];
const oddQueries = [
  'limit=0',
  'limit=99999999999999999',
  'limit=1&limit=2',
  'cursor=x',
  'cursor=%00',
  '__proto__=1',
  'filter=%22',
  'filter=a%3A%3A*',
  'filter=%00',
  'format=exe',
  'after=9.9',
  '%ff=%ff',
  '=',
  'a[b]=1',
];

interface Case {
  readonly caller: string;
  readonly path: string;
  readonly body: unknown;
  /** Whether its schemas let all of it pass. */
  readonly fits: boolean;
}

function casesOf(route: Route): fc.Arbitrary<Case> {
  const params = fitting(route.params, { ...known, slug: [] }) as fc.Arbitrary<Record<string, string>>;
  const query = fitting(route.query, known) as fc.Arbitrary<Record<string, string>>;
  const body = route.body === null ? fc.constant(undefined) : fitting(route.body, known);
  const good = fc.record({ caller: callersOf(route), params, query, body }).map(({ caller, ...rest }) => ({
    caller,
    path: pathOf(route, rest.params, new URLSearchParams(rest.query).toString()),
    body: rest.body === undefined ? undefined : JSON.stringify(rest.body),
    fits: true,
  }));
  const bad = fc.record({ caller: callersOf(route), params, query, body }).chain(({ caller, ...rest }) => {
    const path = pathOf(route, rest.params, new URLSearchParams(rest.query).toString());
    const wrongBody = fc.oneof(
      missing(rest.body ?? {}).map((one) => JSON.stringify(one) ?? ''),
      malformed(rest.body),
    );
    const byBody = wrongBody.map((text) => ({ caller, path, body: text, fits: false }));
    const written = rest.body === undefined ? undefined : JSON.stringify(rest.body);
    const byPath = fc
      .constantFrom(...oddPieces)
      .map((odd) => ({ caller, path: pathOf(route, rest.params, '', odd), body: written, fits: false }));
    const byQuery = fc
      .constantFrom(...oddQueries)
      .map((odd) => ({ caller, path: pathOf(route, rest.params, odd), body: written, fits: false }));
    return route.body === null
      ? fc.oneof(byPath, byQuery, byBody)
      : fc.oneof({ weight: 3, arbitrary: byBody }, byPath, byQuery);
  });
  return fc.oneof({ weight: 1, arbitrary: good }, { weight: 2, arbitrary: bad });
}

/** The tenants under test stay as they are: an operator's row is asked about another. */
function pathOf(route: Route, params: Record<string, string>, query: string, odd?: string): string {
  const names = Object.keys(params);
  const path = route.path.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => {
    if (odd !== undefined && name === names.at(-1)) return odd;
    return name === 'slug' ? 'gamma' : encodeURIComponent(params[name] ?? '');
  });
  return query === '' ? path : `${path}?${query}`;
}

const inside =
  /\bat (?:async )?[\w.<>]+ \(|node_modules|\.ts:\d|\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) [a-z_]+|relation \\?"|syntax error at|constraint \\?"|\bpg_[a-z]+|ECONN|TypeError|RangeError/;

function assertOurs(answer: Answer, one: Case, name: string): void {
  const what = `${name} by ${one.caller}: ${one.path} ${String(one.body).slice(0, 400)}\n→ ${String(answer.status)} ${answer.text.slice(0, 600)}`;
  assert.ok(answer.status < 500, what);
  if (answer.status < 400) return;
  assert.equal(answer.headers['content-type'], 'application/problem+json', what);
  assert.equal(errorStatus[answer.json.code as ErrorCode], answer.status, what);
  assert.ok(typeof answer.json.message === 'string', what);
  assert.doesNotMatch(answer.text, inside, what);
  if (one.fits)
    assert.ok(answer.status !== 400 && !/does not fit its schema/.test(answer.json.message as string), what);
}

for (const route of routeTable.filter((one) => !concernsOwnSession(one)))
  test(`${nameOf(route)} answers whatever comes (seed ${String(seed)})`, async () => {
    const property = fc.asyncProperty(casesOf(route), async (one) => {
      const headers = { 'content-type': 'application/json' };
      const asked = {
        method: route.method,
        path: one.path,
        headers,
        ...(one.body === undefined ? {} : { body: one.body }),
      };
      assertOurs(await (callers[one.caller] as Caller)(asked), one, nameOf(route));
    });
    await fc.assert(property, { seed, numRuns: runs(usualRuns), endOnFailure: true });
  });

test('this search can fail: an answer of a fault, and one that tells of the inside, are each seen', () => {
  const one = { caller: 'nobody', path: '/', body: undefined, fits: false };
  const problem = (status: number, json: object): Answer => ({
    status,
    json,
    text: JSON.stringify(json),
    headers: { 'content-type': 'application/problem+json' },
  });
  assert.doesNotThrow(() =>
    assertOurs(problem(404, { code: 'not_found', message: 'There is no such agent.' }), one, 'a'),
  );
  const wrong: readonly Answer[] = [
    problem(500, { code: 'internal_error', message: 'Something failed inside.' }),
    problem(404, { code: 'not_found', message: 'relation "agents" does not exist' }),
    problem(404, { code: 'conflict', message: 'x' }),
    problem(404, { code: 'not_found' }),
    { ...problem(404, { code: 'not_found', message: 'x' }), headers: { 'content-type': 'text/html' } },
  ];
  for (const answer of wrong) assert.throws(() => assertOurs(answer, one, 'a'), answer.text);
});
