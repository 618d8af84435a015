/**
 * The pipeline's promises over the whole route table, generated and never listed: nobody without a session, a role, a plan, a
 * token or an active standing gets past the gate that stands for it (security.md section 7).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { authorize } from '@gamut/access/authorize';
import type { Permission } from '@gamut/access/permissions';
import { bodyFor } from '../../../../tests/support/route-bodies.ts';
import { makeWorld, pathFor, randomId, type RouteWorld } from '../../../../tests/support/route-world.ts';
import {
  origin,
  roleNames,
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import type { Route } from './route.ts';
import { routeTable } from './route-table.ts';

let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;
let nowhere: RouteWorld;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
  nowhere = nowhereLike(world);
});
after(() => under.close());

const guarded = routeTable.filter(
  (route) => route.permission !== 'anyone' && route.permission !== 'operator',
);
const unsafe = guarded.filter((route) => route.method !== 'GET');
const nameOf = (route: Route): string => `${route.method} ${route.path}`;
/** Signing out and setting a password end sessions under test; sessions.test.ts has them. */
const ends = (route: Route): boolean =>
  ['DELETE /v1/session', 'POST /v1/sessions/end-others', 'PUT /v1/session/password'].includes(nameOf(route));

/** Well-formed ids of things that are nowhere. */
function nowhereLike(real: RouteWorld): RouteWorld {
  const entries = Object.entries(real).map(([name, value]) => {
    const prefix = /^([a-z]{3})_/.exec(value)?.[1];
    return [name, prefix === undefined ? value : randomId(prefix as 'agt')];
  });
  return { ...Object.fromEntries(entries), seq: '999999' } as unknown as RouteWorld;
}

function request(route: Route, at: RouteWorld = nowhere) {
  const body = bodyFor(route, at, 'matrix');
  return { method: route.method, path: pathFor(route, at), ...(body === undefined ? {} : { body }) };
}

function assertRefused(answer: Answer, status: number, code: string, what: string): void {
  assert.equal(answer.status, status, `${what}: ${answer.text}`);
  assert.equal(answer.json.code, code, what);
  assert.equal(answer.headers['content-type'], 'application/problem+json', what);
  assert.ok(answer.json.message, what);
}

describe('every route that needs a person', () => {
  test('refuses the anonymous, and a cookie that is none of ours', async () => {
    for (const route of guarded) {
      assertRefused(await under.anonymous(request(route)), 401, 'unauthenticated', nameOf(route));
      const forged = { headers: { cookie: `gamut_session=${'A'.repeat(43)}` } };
      assertRefused(
        await under.anonymous({ ...request(route), ...forged }),
        401,
        'unauthenticated',
        nameOf(route),
      );
    }
  });

  for (const role of roleNames) {
    test(`lets a person with the role ${role} do exactly what the permission table says`, async () => {
      const client = await under.as(role);
      const standing = {
        role: role === 'operator' ? 'standard' : role,
        additiveRoles: role === 'operator' ? ['agent_operator'] : [],
        plan: 'enterprise',
        tenantStatus: 'active',
      };
      for (const route of guarded.filter((one) => !ends(one))) {
        const answer = await client.call(request(route));
        const { allowed } = authorize(standing, route.permission as Permission);
        if (!allowed) assertRefused(answer, 403, 'forbidden', nameOf(route));
        else
          assert.ok(
            answer.status < 300 || [404, 409, 422].includes(answer.status),
            `${nameOf(route)}: ${answer.text}`,
          );
      }
    });
  }

  test('is closed to an administrator whose plan does not entitle it', async (t) => {
    const poor = await testPlatform({ plan: 'standard' });
    t.after(() => poor.close());
    const client = await poor.as('administrator');
    for (const route of guarded.filter((one) => one.entitlement !== null && one.entitlement !== 'core')) {
      assertRefused(await client.call(request(route)), 403, 'not_entitled', nameOf(route));
    }
  });
});

describe('six attacks with another site’s request, on every unsafe route', () => {
  const attacks: readonly (readonly [string, (client: Client, other: Client) => Record<string, string>])[] = [
    ['no token', (c) => ({ cookie: c.cookie, origin })],
    [
      'another session’s token',
      (c, other) => ({ cookie: c.cookie, origin, 'x-csrf-token': other.csrfToken }),
    ],
    [
      'another site by Fetch Metadata',
      (c) => ({ cookie: c.cookie, origin, 'x-csrf-token': c.csrfToken, 'sec-fetch-site': 'cross-site' }),
    ],
    [
      'a sibling host by Fetch Metadata',
      (c) => ({ cookie: c.cookie, origin, 'x-csrf-token': c.csrfToken, 'sec-fetch-site': 'same-site' }),
    ],
    [
      'another origin',
      (c) => ({ cookie: c.cookie, origin: 'https://evil.example', 'x-csrf-token': c.csrfToken }),
    ],
    ['no header but the cookie', (c) => ({ cookie: c.cookie })],
  ];
  for (const [name, headersOf] of attacks) {
    test(`${name} is refused`, async () => {
      const other = await under.as('advanced');
      for (const route of unsafe) {
        const answer = await under.anonymous({ ...request(route), headers: headersOf(administrator, other) });
        assertRefused(answer, 403, 'csrf_failed', nameOf(route));
      }
    });
  }

  test('a script that sends the session’s token and says nothing of an origin is let through', async () => {
    const { cookie, csrfToken } = await under.as('administrator');
    const ended = await under.anonymous({
      method: 'DELETE',
      path: '/v1/session',
      headers: { cookie, 'x-csrf-token': csrfToken },
    });
    assert.equal(ended.status, 200);
  });

  test('a link on another site can’t set off what leaves a record', async () => {
    const recorded = guarded.filter((route) => route.method === 'GET' && route.audit !== 'none');
    assert.ok(recorded.length > 0);
    for (const route of recorded) {
      for (const site of ['cross-site', 'same-site']) {
        const answer = await administrator.call({ ...request(route), headers: { 'sec-fetch-site': site } });
        assertRefused(answer, 403, 'csrf_failed', nameOf(route));
      }
      for (const site of ['same-origin', 'none']) {
        const asked = { ...request(route, world), headers: { 'sec-fetch-site': site } };
        const answer = await administrator.call(asked);
        assert.equal(answer.status, 200, `${nameOf(route)} ${site}`);
      }
    }
  });

  test('signing in from another site is refused', async () => {
    const body = { email: 'administrator@alpha.example', password: 'x' };
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin, 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[]) {
      assertRefused(
        await under.anonymous({ method: 'POST', path: '/v1/session', body, headers }),
        403,
        'csrf_failed',
        JSON.stringify(headers),
      );
    }
  });
});

describe('bad input', () => {
  test('a member that no schema knows is refused, in body and query, on every route', async () => {
    for (const route of guarded.filter((one) => !ends(one))) {
      const asked = request(route);
      const query = await administrator.call({ ...asked, path: `${asked.path}?surprise=1` });
      assertRefused(query, 422, 'unknown_field', `${nameOf(route)} query`);
      if (route.method === 'GET') continue;
      const body = { ...(asked.body as object | undefined), surprise: 1 };
      assertRefused(
        await administrator.call({ ...asked, body }),
        422,
        'unknown_field',
        `${nameOf(route)} body`,
      );
    }
  });

  test('an over-long text is refused by the schema, for every text of every body', async () => {
    let tried = 0;
    for (const route of guarded) {
      const asked = request(route);
      for (const [name, value] of Object.entries((asked.body ?? {}) as Record<string, unknown>)) {
        if (typeof value !== 'string') continue;
        const body = { ...(asked.body as object), [name]: 'a'.repeat(50_000) };
        assertRefused(
          await administrator.call({ ...asked, body }),
          422,
          'validation_failed',
          `${nameOf(route)} ${name}`,
        );
        tried++;
      }
    }
    assert.ok(tried > 30, `only ${tried} texts were tried`);
  });

  test('a body that is not JSON, is of another type, or repeats a member is refused', async () => {
    const asked = { method: 'POST', path: '/v1/agents' };
    const cases: readonly (readonly [string, string, number])[] = [
      ['{"name":', 'application/json', 400],
      ['{"name":"a","name":"b","purpose":"c"}', 'application/json', 400],
      ['name=a', 'application/x-www-form-urlencoded', 415],
      ['{"name":"a","purpose":"c"}', 'text/plain', 415],
      [`{"name":"a","purpose":"${'x'.repeat(3_000_000)}"}`, 'application/json', 413],
    ];
    for (const [body, type, status] of cases) {
      const answer = await administrator.call({ ...asked, body, headers: { 'content-type': type } });
      assert.equal(answer.status, status, `${body.slice(0, 40)} as ${type}: ${answer.text}`);
    }
  });
});

describe('another tenant’s things', () => {
  test('are not found, byte for byte as an id that is nowhere, on every route that names one', async () => {
    const foreign = await makeWorld(under, await under.as('administrator', under.other), under.other);
    const withIds = guarded.filter((route) => /:[a-z]+Id/i.test(route.path));
    assert.ok(withIds.length > 15);
    for (const route of withIds) {
      const [theirs, none] = [
        await administrator.call(request(route, { ...foreign, toolName: 'send' })),
        await administrator.call(request(route)),
      ];
      assertRefused(theirs, 404, 'not_found', nameOf(route));
      assert.deepEqual({ ...theirs.json, request_id: '' }, { ...none.json, request_id: '' }, nameOf(route));
    }
  });

  test('named in a body are not found either', async () => {
    const foreign = await makeWorld(under, await under.as('administrator', under.other), under.other);
    const attempts = [
      ['/v1/tool-permissions', { agentId: foreign.agentId, toolId: world.toolId }, 404],
      ['/v1/tool-permissions', { agentId: world.agentId, toolId: foreign.toolId }, 404],
      ['/v1/data-flows', { agentId: foreign.agentId, dataClass: 'public', handling: 'full' }, 404],
      ['/v1/findings', { agentId: foreign.agentId, severity: 'low', title: 'x' }, 404],
      [
        '/v1/agents',
        { name: 'stolen', purpose: 'x', humanOwnerId: (await under.as('standard', under.other)).userId },
        422,
      ],
      [
        '/v1/approval-gates',
        {
          name: 'stolen',
          actionTypes: ['read'],
          mode: 'covers',
          approverRole: 'administrator',
          toolIds: [foreign.toolId],
        },
        422,
      ],
    ] as const;
    for (const [path, body, status] of attempts)
      assert.equal((await administrator.call({ method: 'POST', path, body })).status, status, path);
  });

  test('are in no list', async () => {
    const foreign = await makeWorld(under, await under.as('administrator', under.other), under.other);
    const ids = Object.values(foreign).filter((value) => /^[a-z]{3}_/.test(value));
    for (const route of guarded.filter((one) => one.method === 'GET' && !/:[a-z]+Id/i.test(one.path))) {
      const answer = await administrator.call(request(route, world));
      for (const id of ids) assert.ok(!answer.text.includes(id), `${nameOf(route)} shows ${id}`);
    }
  });
});
