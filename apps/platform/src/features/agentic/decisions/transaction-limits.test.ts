/** Transaction limits on a real Postgres: one count for all Gateways, none lost, none begun anew by a clock that steps. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import type { DecisionEntry, LedgerResult } from '@gamut/protocol/ledger';
import type { TransactionLimit } from '@gamut/protocol/transaction-limit';
import {
  clock,
  nonce,
  openLedger,
  outcome,
  type LedgerFixture,
} from '../../../../../../tests/support/ledger.ts';
import { createLedger } from './commit-ledger.ts';

let fixture: LedgerFixture;
let tool = '';
before(async () => {
  fixture = await openLedger();
  tool = fixture.decision().toolId ?? '';
  await fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query(`INSERT INTO tool_permissions (id, agent_id, tool_id, created_at) VALUES ($1, $2, $3, now())`, [
      newId('prm', clock.nowMs(), randomBytes(16)),
      fixture.agent,
      tool,
    ]),
  );
});
beforeEach(() =>
  fixture.db.tenant(fixture.tenant, async (tx) => {
    await tx.query('DELETE FROM transaction_counts', []);
    await tx.query(`UPDATE agents SET transaction_limits = '[]'`, []);
    await tx.query(`UPDATE tool_permissions SET transaction_limits = '[]'`, []);
  }),
);
after(() => fixture.close());

const setLimits = (...limits: TransactionLimit[]) =>
  fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query('UPDATE tool_permissions SET transaction_limits = $1::jsonb', [JSON.stringify(limits)]),
  );
const setAgentLimits = (...limits: TransactionLimit[]) =>
  fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query('UPDATE agents SET transaction_limits = $1::jsonb', [JSON.stringify(limits)]),
  );
const daily = (limit: Partial<TransactionLimit>): TransactionLimit => ({
  window: 'day',
  callsMax: null,
  amountMax: null,
  whenOver: 'block',
  ...limit,
});
const pay = (amount: number, over: Partial<DecisionEntry> = {}) =>
  fixture.decision({ transaction: { amount }, ...over });
const statusOf = (results: readonly LedgerResult[]) => results.map((result) => result.status);

/** The running day and hour by the clock of the commit; a test that meets midnight sees two. */
const runningSince = (window: 'day' | 'hour'): string =>
  `${new Date().toISOString().slice(0, window === 'day' ? 10 : 13)}${window === 'day' ? 'T00' : ''}:00:00.000Z`;

test('of a batch exactly as many are committed as the limit lets through, and the others come back with the count', async () => {
  await setLimits(daily({ callsMax: 3 }));
  const results = await fixture.commit(...Array.from({ length: 5 }, () => pay(1)));
  assert.deepEqual(statusOf(results), ['committed', 'committed', 'committed', 'reconsider', 'reconsider']);
  const last = results.at(-1);
  assert.deepEqual(last?.status === 'reconsider' && last.transactions, [
    { scope: 'tool', window: 'day', startedAt: runningSince('day'), calls: 3, amount: 3 },
  ]);
});

test('amounts are added up, and one that would pass over leaves room for a smaller one', async () => {
  await setLimits(daily({ amountMax: 100 }));
  const results = await fixture.commit(pay(60), pay(50), pay(40), pay(0.01));
  assert.deepEqual(statusOf(results), ['committed', 'reconsider', 'committed', 'reconsider']);
});

test('several Gateways behind two platforms: of a hundred racers exactly as many are performed as the limit says', async () => {
  await setLimits(daily({ callsMax: 17 }));
  await setAgentLimits({ window: 'hour', callsMax: 40, amountMax: null, whenOver: 'block' });
  const second = createLedger({ db: fixture.db, clock, random: randomBytes, keys: fixture.keys });
  const [state] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ version: number }>('SELECT version FROM facts_state', []),
  );
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_one, at) =>
      (at % 2 === 0 ? fixture.ledger : second).commit(
        fixture.tenant,
        {
          tenant: fixture.tenant.id,
          instance: `gwy_${at % 4}`,
          entries: [1, 2].map(() => pay(1, { factsVersion: Number(state?.version) })),
        },
        nonce(),
      ),
    ),
  );
  const committed = answers.flatMap((answer) => answer.results).filter((one) => one.status === 'committed');
  assert.equal(committed.length, 17);
  const [stored] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ calls: string; amount: number }>(
      `SELECT calls, amount::float8 AS amount FROM transaction_counts WHERE tool_id <> '' AND time_window = 'day'`,
      [],
    ),
  );
  assert.deepEqual([Number(stored?.calls), stored?.amount], [17, 17]);
});

test('what is blocked, asked about or refused for another reason is not counted', async () => {
  await setLimits(daily({ callsMax: 2 }));
  const block = { kind: 'block' as const, reasons: [], trace: [] };
  const spent = pay(1);
  await fixture.commit(
    pay(1, { decision: block }),
    pay(1, { way: { kind: 'question' } }),
    pay(1, { approval: 'apr_00000000000000000000000000' }),
    spent,
  );
  const [replayed, second, third] = await fixture.commit({ ...spent }, pay(1), pay(1));
  assert.deepEqual(statusOf([replayed, second, third] as LedgerResult[]), [
    'refused',
    'committed',
    'reconsider',
  ]);
});

test('what comes back spends no nonce, and is recorded as a block once it was decided with the count', async () => {
  await setLimits(daily({ callsMax: 0 }));
  const first = pay(1);
  const [back] = await fixture.commit(first);
  assert.ok(back?.status === 'reconsider');
  const decided = pay(1, {
    nonce: first.nonce,
    decision: { kind: 'block', reasons: [], trace: [] },
    transaction: { amount: 1, seen: back.transactions },
  });
  const [recorded] = await fixture.commit(decided);
  assert.equal(recorded?.status, 'committed');
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ bytes: string }>('SELECT bytes FROM journal_entries WHERE subject = $1', [decided.id]),
  );
  const { body } = JSON.parse(row?.bytes ?? '{}') as { body: { transaction: unknown } };
  assert.deepEqual(body.transaction, {
    amount: 1,
    seen: [{ scope: 'tool', window: 'day', startedAt: runningSince('day'), calls: 0, amount: 0 }],
  });
});

test('a Gateway that pretends to have seen the count passes no limit that blocks', async () => {
  await setLimits(daily({ callsMax: 1 }));
  await fixture.commit(pay(1));
  const seen = [{ scope: 'tool' as const, window: 'day' as const, calls: 1, amount: 1 }];
  const results = await fixture.commit(
    pay(1, { transaction: { amount: 1, seen } }),
    pay(1, { transaction: { amount: 1, seen: [] } }),
  );
  assert.deepEqual(statusOf(results), ['reconsider', 'reconsider']);
});

test('what asks over the limit of the hour comes back once that of the day is passed too', async () => {
  await setLimits(daily({ callsMax: 100 }));
  await fixture.commit(pay(1), pay(1));
  const lifted = { whenOver: 'require_approval' } as const;
  await setLimits(daily({ ...lifted, window: 'hour', callsMax: 0 }), daily({ ...lifted, callsMax: 2 }));
  const asks = (day: number, since = runningSince('hour')) =>
    pay(1, {
      decision: { kind: 'require_approval', reasons: [], trace: [] },
      transaction: {
        amount: 1,
        seen: [
          { scope: 'tool', window: 'hour', startedAt: since, calls: day, amount: day },
          { scope: 'tool', window: 'day', startedAt: runningSince('day'), calls: day, amount: day },
        ],
      },
    });
  assert.deepEqual(statusOf(await fixture.commit(asks(1), asks(2))), ['reconsider', 'committed']);
  const lastHour = '2026-11-22T23:00:00.000Z';
  assert.deepEqual(statusOf(await fixture.commit(asks(2, lastHour))), ['reconsider'], 'of another hour');
});

test('a Gateway that does not ask is refused while any limit stands, and the refusal is recorded', async () => {
  await setAgentLimits(daily({ callsMax: 100 }));
  const [refused] = await fixture.commit(fixture.decision());
  assert.ok(refused?.status === 'refused' && refused.receipt.seq > 0);
  assert.equal(refused.reason.code, 'transactions_unknown');
});

test('a clock that is set back begins no window anew, and one that is set forward and back gives nothing twice', async () => {
  await setLimits(daily({ callsMax: 2 }));
  const at = (shiftMs: number) => {
    const ledger = createLedger({
      db: fixture.db,
      clock: { ...clock, nowMs: () => Date.now() + shiftMs },
      random: randomBytes,
      keys: fixture.keys,
    });
    return async () => {
      const [state] = await fixture.db.readTenant(fixture.tenant, (tx) =>
        tx.query<{ version: number }>('SELECT version FROM facts_state', []),
      );
      const entries = [pay(1, { factsVersion: Number(state?.version) })];
      const batch = { tenant: fixture.tenant.id, instance: 'gwy_test', entries };
      return (await ledger.commit(fixture.tenant, batch, nonce())).results[0]?.status;
    };
  };
  const [now, tomorrow, yesterday] = [at(0), at(86_400_000), at(-86_400_000)];
  assert.deepEqual([await now(), await now(), await now()], ['committed', 'committed', 'reconsider']);
  assert.equal(await yesterday(), 'reconsider');
  assert.deepEqual([await tomorrow(), await tomorrow()], ['committed', 'committed']);
  assert.deepEqual([await now(), await tomorrow()], ['reconsider', 'reconsider']);
});

test('a failed action is not refunded: its tool may have done it all the same', async () => {
  await setLimits(daily({ callsMax: 1 }));
  const [started] = await fixture.commit(pay(1));
  await fixture.commit({ ...outcome(started?.id ?? ''), state: 'failed', answerSha256: null });
  const [next] = await fixture.commit(pay(1));
  assert.equal(next?.status, 'reconsider');
});
