/** Rate limits that processes share admit exactly what their rule says, whoever asks where and whatever a clock does. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database } from '@gamut/database/database';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { networkOf } from './caller-measure.ts';
import { createRateLimits, sweepRateLimits } from './rate-limits.ts';
import { rateRules, type RateRule } from './rate-rules.ts';

let server: TestDatabase;
let [one, two]: [Database, Database] = [] as never;

before(async () => {
  server = await testDatabase();
  [one, two] = [0, 1].map((n) => createDatabase({ url: server.appUrl, applicationName: `test-${n}` })) as [
    Database,
    Database,
  ];
});
after(async () => {
  await one.close();
  await two.close();
  await server.close();
});

let monotonicMs = 0;
const clock = { nowMs: () => 0, monotonicMs: () => monotonicMs };
const limitsOf = (db: Database, rule: RateRule) => createRateLimits(db, clock, { ...rateRules, read: rule });
const somebody = () => ({ address: Buffer.from(randomBytes(8)).toString('hex'), credentialHash: undefined });
const moments = (db: Database, change: string) =>
  db.control((tx) => tx.execute(`UPDATE control.rate_limits SET ${change}`));

test('two processes together admit exactly the limit, however the requests race', async () => {
  const rule = { burst: 20, perMinute: 1 };
  const [here, there] = [limitsOf(one, rule), limitsOf(two, rule)];
  const caller = somebody();
  const verdicts = await Promise.all(
    Array.from({ length: 80 }, (_, n) => (n % 2 === 0 ? here : there).spend('read', caller)),
  );
  assert.equal(verdicts.filter((verdict) => verdict.admitted).length, 20);
});

test('a refusal says how long to wait, and waiting that long opens for one', async () => {
  const limits = limitsOf(one, { burst: 3, perMinute: 60 });
  const caller = somebody();
  const left = [];
  for (let n = 0; n < 3; n++) left.push((await limits.spend('read', caller)).fields.ratelimit);
  assert.deepEqual(left, ['"read";r=2;t=1', '"read";r=1;t=2', '"read";r=0;t=3']);
  const refused = await limits.spend('read', caller);
  assert.equal(refused.admitted, false);
  assert.ok(refused.waitMs > 500 && refused.waitMs <= 1000, String(refused.waitMs));
  assert.equal(refused.fields['ratelimit-policy'], '"read";q=3;w=3');
  await moments(one, 'due_us = due_us - 1000000');
  assert.equal((await limits.spend('read', caller)).admitted, false, 'remembered until it may pass');
  monotonicMs += 1000;
  assert.equal((await limits.spend('read', caller)).admitted, true);
  assert.equal((await limits.spend('read', caller)).admitted, false);
});

test('a clock that is set back makes nobody wait longer than for one place', async () => {
  const limits = limitsOf(two, { burst: 2, perMinute: 60 });
  const caller = somebody();
  await limits.spend('read', caller);
  await moments(two, 'due_us = due_us + 86400 * 1000000::bigint');
  const refused = await limits.spend('read', caller);
  assert.equal(refused.admitted, false);
  assert.ok(refused.waitMs <= 1000, String(refused.waitMs));
  await moments(two, 'due_us = due_us - 1000000');
  monotonicMs += 1000;
  assert.equal((await limits.spend('read', caller)).admitted, true);
});

test('a clock that is set forward gives no more than one burst', async () => {
  const limits = limitsOf(one, { burst: 2, perMinute: 1 });
  const caller = somebody();
  await limits.spend('read', caller);
  await moments(one, 'due_us = due_us - 86400 * 1000000::bigint');
  const admitted = [];
  for (let n = 0; n < 4; n++) admitted.push((await limits.spend('read', caller)).admitted);
  assert.deepEqual(admitted, [true, true, false, false]);
});

test('credentials that are none of ours share the measure of their address', async () => {
  const limits = limitsOf(one, { burst: 2, perMinute: 1 });
  const { address } = somebody();
  const admitted = [];
  for (let n = 0; n < 4; n++) {
    const credentialHash = Buffer.from(randomBytes(32)).toString('hex');
    admitted.push((await limits.spend('read', { address, credentialHash })).admitted);
  }
  assert.deepEqual(admitted, [true, true, false, false]);
});

test('what rides along counts only when it is admitted', async () => {
  const limits = limitsOf(one, { burst: 1, perMinute: 1 });
  const caller = somebody();
  const ask = () => limits.spendWith('read', caller, (tx) => tx.query('SELECT 1 AS found'));
  assert.deepEqual((await ask()).found, [{ found: 1 }]);
  assert.equal((await ask()).found, undefined);
  assert.deepEqual([...limits.refusals], [['read', 1]]);
});

test('a flood of callers leaves nothing behind once their buckets are full again', async () => {
  const limits = limitsOf(one, { burst: 5, perMinute: 60 });
  const count = async () =>
    (
      await one.readControl((tx) => tx.query<{ n: number }>('SELECT count(*) AS n FROM control.rate_limits'))
    )[0]?.n ?? 0;
  await Promise.all(Array.from({ length: 300 }, () => limits.spend('read', somebody())));
  assert.ok((await count()) >= 300);
  await moments(one, 'due_us = due_us - 3600 * 1000000::bigint');
  assert.ok((await sweepRateLimits(one)) >= 300);
  assert.equal(await count(), 0);
});

test('without the database nobody is admitted', async () => {
  const gone = createDatabase({
    url: 'postgres://gamut_app:none@127.0.0.1:1/none',
    applicationName: 'test-gone',
  });
  await assert.rejects(limitsOf(gone, rateRules.read).spend('read', somebody()), { code: 'unavailable' });
  await gone.close();
});

test('one network of IPv6 is one caller, and a mapped address is the address itself', () => {
  assert.equal(networkOf('2001:db8:1:2:aaaa::1'), networkOf('2001:0db8:1:2::ffff'));
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
  assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7');
  assert.equal(networkOf('::1'), '0:0:0:0');
});
