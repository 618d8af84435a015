/** A file that is being given ends, torn and without another page, once whoever takes it may no longer have it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { peopleActs } from '../../../../tests/support/people-world.ts';
import {
  origin,
  testPlatform,
  type Client,
  type PlatformUnderTest,
} from '../../../../tests/support/platform.ts';
import { openChange } from './change.ts';
import { longAnswer } from './long-answer.ts';

const records = 2_600;
let under: PlatformUnderTest;
let administrator: Client;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  const { db, clock } = under.running.platform;
  const actor = { kind: 'person', id: 'usr_test', name: 'Somebody' } as const;
  const subject = { kind: 'agent', id: 'agt_test', name: 'n'.repeat(100) };
  await db.tenant(under.tenant, async (tx) => {
    const change = openChange({ tx, actor, clock, random: randomBytes });
    for (let n = 0; n < records; n++) await change.recorded({ event: 'agent.updated', subject });
  });
});
after(() => under.close());

interface Given {
  readonly status: number;
  /** Resolves with all that has come, once so much of it has, or nothing more does. */
  take(characters: number): Promise<{ readonly text: string; readonly whole: boolean }>;
}

async function begin(url: string, headers: Record<string, string>): Promise<Given> {
  const response = await under.running.server.inject({ method: 'GET', url, headers, payloadAsStream: true });
  const pieces = response.stream()[Symbol.asyncIterator]();
  let text = '';
  const take = async (characters: number): Promise<{ text: string; whole: boolean }> => {
    while (text.length < characters) {
      const piece = await pieces.next().catch(() => undefined);
      if (piece === undefined) return { text, whole: false };
      if (piece.done === true) return { text, whole: true };
      text += String(piece.value);
    }
    return { text, whole: false };
  };
  return { status: response.statusCode, take };
}

const exports_ = [
  '/v1/audit-events/export?format=ocsf',
  '/v1/audit-events/export?format=csv',
  '/v1/journal/export',
];
const inControl = (sql: string, value: string): Promise<number> =>
  under.running.platform.db.control((tx) => tx.execute(sql, [value]));

const losses: Record<string, (person: Client) => Promise<unknown>> = {
  'the person is suspended': ({ userId }) =>
    administrator.call({ method: 'POST', path: `/v1/people/${userId}/suspend`, body: { reason: 'a test' } }),
  'the session is ended': (person) => person.call({ method: 'DELETE', path: '/v1/session' }),
  'the role is taken': ({ userId }) =>
    administrator.call({
      method: 'PUT',
      path: `/v1/people/${userId}/roles`,
      body: { role: 'standard', additiveRoles: [] },
    }),
  'the tenant is suspended': () =>
    inControl("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", under.tenant.id),
};

for (const url of exports_) {
  test(`${url} comes whole for whoever may have it to the end`, async () => {
    const given = await begin(url, { cookie: administrator.cookie, origin });
    assert.equal(given.status, 200);
    const { text, whole } = await given.take(Infinity);
    assert.ok(whole);
    assert.ok(text.split('\n').length > records);
  });

  for (const [name, lose] of Object.entries(losses))
    test(`${url} breaks off before its next page when ${name}`, async () => {
      const person = await peopleActs(under).addActive(administrator, {
        name: 'Leaver',
        role: 'administrator',
      });
      const given = await begin(url, { cookie: person.cookie, origin });
      assert.equal(given.status, 200);
      await given.take(1);
      await lose(person);
      const { text, whole } = await given.take(Infinity);
      await inControl("UPDATE control.tenants SET status = 'active' WHERE id = $1", under.tenant.id);
      assert.equal(whole, false, 'it ended as if it were all');
      // what lay ready when the right went, and no page that was fetched after
      assert.ok(text.split('\n').length < 1_700, String(text.split('\n').length));
    });
}

test('by a token as by a session', async () => {
  const body = { name: 'a script', permissions: ['audit_event.export'] };
  const { json } = await administrator.call({ method: 'POST', path: '/v1/access-tokens', body });
  const given = await begin(exports_[0] as string, { authorization: `Bearer ${String(json.token)}` });
  assert.equal(given.status, 200);
  await given.take(1);
  await inControl('UPDATE control.api_tokens SET revoked_at = now() WHERE id = $1', String(json.id));
  assert.equal((await given.take(Infinity)).whole, false);
});

async function* endless(fetched: { count: number }): AsyncGenerator<string> {
  for (;;) {
    fetched.count++;
    yield await Promise.resolve('a page');
  }
}

test('between two questions there is so much, and so long, and nothing is fetched before the answer', async () => {
  const fetched = { count: 0 };
  let [nowMs, asked] = [0, 0];
  const answer = longAnswer({
    pieces: endless(fetched),
    assertStillAllowed: () => (asked++ < 2 ? Promise.resolve() : Promise.reject(new Error('no longer'))),
    monotonicMs: () => nowMs,
    times: { checkMs: 3_600_000, charactersAtOnce: 30 },
  });
  await assert.rejects(async () => {
    for await (const _piece of answer) {
      if (fetched.count === 7) nowMs += 3_600_000;
    }
  }, /no longer/);
  assert.equal(asked, 3);
  assert.ok(fetched.count <= 5 + 3 + 5, String(fetched.count));
});

test('who takes nothing is cut on the beat all the same', async () => {
  const answer = longAnswer({
    pieces: endless({ count: 0 }),
    assertStillAllowed: () => Promise.reject(new Error('no longer')),
    monotonicMs: () => 0,
    times: { checkMs: 1, charactersAtOnce: 1_000_000 },
  });
  const held = setInterval(() => undefined, 1_000);
  const error = await new Promise<Error>((resolve) => answer.once('error', resolve));
  clearInterval(held);
  assert.match(error.message, /no longer/);
  assert.ok(answer.destroyed);
});
