/** Limits in currencies on a real Postgres: each currency has one count for all Gateways, exact to its smallest unit. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import type { CurrencyAmount, TransactionLimit } from '@gamut/protocol/transaction-limit';
import { clock, nonce, openLedger, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';
import { createLedger } from './commit-ledger.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
  await fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query(`INSERT INTO tool_permissions (id, agent_id, tool_id, created_at) VALUES ($1, $2, $3, now())`, [
      newId('prm', clock.nowMs(), randomBytes(16)),
      fixture.agent,
      fixture.decision().toolId ?? '',
    ]),
  );
});
beforeEach(() => fixture.db.tenant(fixture.tenant, (tx) => tx.query('DELETE FROM transaction_counts', [])));
after(() => fixture.close());

const daily = (currency: string | undefined, amountMax: number): TransactionLimit => ({
  ...{ window: 'day', callsMax: null, amountMax, whenOver: 'block' },
  ...(currency === undefined ? {} : { currency }),
});
const setLimits = (...limits: TransactionLimit[]) =>
  fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query('UPDATE tool_permissions SET transaction_limits = $1::jsonb', [JSON.stringify(limits)]),
  );
const pay = (amounts: Readonly<Record<string, string>>, over: Partial<DecisionEntry> = {}) => {
  const told: CurrencyAmount[] = Object.entries(amounts).map(([currency, amount]) => ({
    ...{ currency: currency === 'none' ? null : currency, amount },
  }));
  return fixture.decision({ transaction: { amount: 0, amounts: told }, ...over });
};
const statusOf = async (...entries: DecisionEntry[]) =>
  (await fixture.commit(...entries)).map(({ status }) => status);
const stored = async () => {
  const rows = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ amount: string; currency_amounts: unknown }>(
      `SELECT amount::text, currency_amounts FROM transaction_counts WHERE tool_id <> '' AND time_window = 'day'`,
      [],
    ),
  );
  return rows.map((row) => [row.amount, row.currency_amounts]);
};

test('each currency is counted by itself, and what is told of it is what was moved', async () => {
  await setLimits(daily('EUR', 100), daily('JPY', 5000));
  assert.deepEqual(
    await statusOf(pay({ EUR: '60.01' }), pay({ EUR: '40', JPY: '1' }), pay({ EUR: '39.99', JPY: '4999' })),
    ['committed', 'reconsider', 'committed'],
  );
  assert.deepEqual(await stored(), [['0', { EUR: '100', JPY: '4999' }]]);
  const [again] = await fixture.commit(pay({ EUR: '0.01' }));
  assert.deepEqual(again?.status === 'reconsider' && again.transactions, [
    {
      ...{ scope: 'tool', window: 'day', calls: 2, amount: 0 },
      startedAt: `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`,
      sums: [
        { currency: 'EUR', amount: '100' },
        { currency: 'JPY', amount: '4999' },
      ],
    },
  ]);
  assert.deepEqual(
    await statusOf(pay({ JPY: '1' })),
    ['committed'],
    'the euro are used up, and this moves none',
  );
});

test('what was moved in a currency before a limit named it is in the count', async () => {
  await setLimits(daily(undefined, 1e6));
  await fixture.commit(pay({ USD: '70' }));
  await setLimits(daily('USD', 100));
  assert.deepEqual(await statusOf(pay({ USD: '30.01' }), pay({ USD: '30' })), ['reconsider', 'committed']);
});

test('sums that no double holds are kept, told and compared to the last digit', async () => {
  const max = Number.MAX_SAFE_INTEGER;
  await setLimits({ ...daily(undefined, max), whenOver: 'block' }, daily('EUR', max));
  assert.deepEqual(await statusOf(pay({ EUR: String(max) })), ['committed']);
  assert.deepEqual(await statusOf(pay({ EUR: '0.01' })), ['reconsider']);
  assert.deepEqual(await statusOf(pay({ none: `${max - 1}.5` }), pay({ none: '0.000001' })), [
    'committed',
    'committed',
  ]);
  assert.deepEqual(await stored(), [[`${max - 1}.500001`, { EUR: String(max) }]]);
  const [seen] = await fixture.commit(pay({ none: '1' }));
  assert.deepEqual(seen?.status === 'reconsider' && seen.transactions[0]?.sums?.[0], {
    ...{ currency: null, amount: `${max - 1}.500001` },
  });
});

test('several Gateways behind two platforms: of a hundred racers as many cents pass as the limit says', async () => {
  await setLimits(daily('EUR', 0.17));
  const second = createLedger({ db: fixture.db, clock, random: randomBytes, keys: fixture.keys });
  const [state] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ version: number }>('SELECT version FROM facts_state', []),
  );
  const factsVersion = Number(state?.version);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_one, at) =>
      (at % 2 === 0 ? fixture.ledger : second).commit(
        fixture.tenant,
        {
          ...{ tenant: fixture.tenant.id, instance: `gwy_${at % 4}` },
          entries: [1, 2].map(() => pay({ EUR: '0.01', USD: '1000000' }, { factsVersion })),
        },
        nonce(),
      ),
    ),
  );
  const passed = answers.flatMap(({ results }) => results).filter(({ status }) => status === 'committed');
  assert.equal(passed.length, 17);
  assert.deepEqual(await stored(), [['0', { EUR: '0.17', USD: '17000000' }]]);
});

test('amounts that contradict themselves pass no limit, and are counted nowhere', async () => {
  await setLimits(daily('EUR', 100));
  const twice = { amount: 0, amounts: [1, 2].map((amount) => ({ currency: 'EUR', amount: String(amount) })) };
  assert.deepEqual(await statusOf(fixture.decision({ transaction: twice })), ['reconsider']);
  assert.deepEqual(await stored(), []);
});
