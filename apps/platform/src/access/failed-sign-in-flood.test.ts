/** A flood of made-up tokens costs one row an address, and holds up no record of what a tenant's own people and tokens are tried by. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, parseId, type Id } from '@gamut/kernel/id';
import { carryOutbox } from '../audit/carry-outbox.ts';
import { recordFailedSignIns } from '../audit/record-failed-sign-ins.ts';
import { rateRules } from '../limits/rate-rules.ts';
import { testPlatform, type PlatformUnderTest } from '../../../../tests/support/platform.ts';
import { newApiToken } from './api-token.ts';
import { countedByMs } from './failed-sign-in.ts';

/** Begins a quarter of an hour, so that no count is closed by the real one's end. */
let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() };
let under: PlatformUnderTest;
before(async () => {
  under = await testPlatform({ clock, rateRules: { ...rateRules, sign_in: { burst: 5, perMinute: 1 } } });
  aheadMs = countedByMs - (Date.now() % countedByMs);
});
after(() => under.close());

interface Row {
  readonly wrong: number;
  readonly refused: number;
  readonly token_id: string | null;
}
const rows = (): Promise<Row[]> =>
  under.running.platform.db.readControl((tx) =>
    tx.query<Row>("SELECT wrong, refused, token_id FROM control.failed_sign_ins WHERE door = 'api_token'"),
  );

async function show(id: string): Promise<number> {
  const { random, tokenPepper } = under.running.platform;
  const { token } = newApiToken(parseId('tok', id) as Id<'tok'>, random, tokenPepper);
  const headers = { authorization: `Bearer ${token}` };
  return (await under.anonymous({ method: 'GET', path: '/v1/roles', headers })).status;
}

test('made-up tokens of one address are one row, refused or not, and a tenant’s own token that is guessed at has its own', async () => {
  const { random } = under.running.platform;
  const owner = await under.as('administrator');
  const body = { name: 'guessed at', permissions: ['role.read'], expiresInDays: 1 };
  const { json } = await owner.call({ method: 'POST', path: '/v1/access-tokens', body });
  const known = json.id as string;
  assert.equal(await show(known), 401);
  const answers: number[] = [];
  for (let n = 0; n < 20; n++) answers.push(await show(newId('tok', clock.nowMs(), random(16))));
  assert.deepEqual([...new Set(answers)], [401, 429]);
  const found = await rows();
  assert.equal(found.length, 2, JSON.stringify(found));
  const madeUp = found.find(({ token_id: id }) => id === null);
  assert.equal((madeUp?.wrong ?? 0) + (madeUp?.refused ?? 0), answers.length, 'and all are counted');
  assert.equal(found.find(({ token_id: id }) => id === known)?.wrong, 1);
});

test('what a tenant is to hear waits behind no flood of strangers', async () => {
  const { db, random, blindIndex } = under.running.platform;
  while ((await recordFailedSignIns(db, clock, random)) > 0);
  await db.control((tx) =>
    tx.execute(
      `INSERT INTO control.failed_sign_ins (account_hash, door, quarter, wrong, refused, first_at, last_at)
       SELECT unnest($1::text[]), 'password', $2::timestamptz - interval '1 hour', 1, 0, $2::timestamptz, $2::timestamptz`,
      [
        Array.from({ length: 300 }, (_, n) => blindIndex('failedSignIn', `stranger ${String(n)}`)[0]),
        new Date(clock.nowMs()).toISOString(),
      ],
    ),
  );
  const account = await under.as('standard');
  const { user } = (await account.call({ method: 'GET', path: '/v1/session' })).json;
  const before = await heard();
  const change = { current: 'wrong', password: 'quartz-meadow-tugboat-37' };
  const hash = await under.running.platform.passwords.hash('lantern-orchard-velvet-58');
  await db.control((tx) =>
    tx.execute('UPDATE control.users SET password_hash = $2 WHERE email = $1', [user.email, hash]),
  );
  const answer = await account.call({ method: 'PUT', path: '/v1/session/password', body: change });
  assert.equal(answer.status, 401, answer.text);
  assert.ok((await recordFailedSignIns(db, clock, random)) < 300, 'one round does not take them all');
  assert.equal(await heard(), before + 1);
});

async function heard(): Promise<number> {
  const { db } = under.running.platform;
  while ((await carryOutbox(db, under.tenant, clock)) > 0);
  const [row] = await db.readTenant(under.tenant, (tx) =>
    tx.query<{ n: number }>("SELECT count(*) AS n FROM journal_entries WHERE kind = 'sign_in.failed'"),
  );
  return Number(row?.n ?? 0);
}
