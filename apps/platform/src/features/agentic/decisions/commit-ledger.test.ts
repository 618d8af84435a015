/** The ledger's guarantees on a real Postgres: durable before it is answered, once, on present facts, and chained. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import {
  clock,
  nonce,
  openLedger,
  outcome,
  zeros,
  type LedgerFixture,
} from '../../../../../../tests/support/ledger.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { openAsked } from './asked-action.ts';
import { createLedger } from './commit-ledger.ts';
import { sweepUnfinished } from './sweep-unfinished.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const commit: LedgerFixture['commit'] = (...entries) => fixture.commit(...entries);
const decision: LedgerFixture['decision'] = (over) => fixture.decision(over);

async function versionNow(): Promise<number> {
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ version: number }>('SELECT version FROM facts_state', []),
  );
  return Number(row?.version);
}

test('entries of a batch stand chained and gapless in the decision stream, and each answer names its place', async () => {
  const results = await commit(decision(), decision(), decision());
  assert.deepEqual(
    results.map((result) => result.status),
    ['committed', 'committed', 'committed'],
  );
  const rows = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ seq: number; hash: string; bytes: string }>(
      `SELECT seq, hash, bytes FROM journal_entries WHERE stream = 'decisions' ORDER BY seq`,
      [],
    ),
  );
  rows.forEach((row, at) => {
    const entry = JSON.parse(row.bytes) as { seq: number; prev: string };
    assert.equal(Number(row.seq), at + 1);
    assert.equal(entry.prev, at === 0 ? zeros : rows[at - 1]?.hash);
  });
  const last = results.at(-1);
  assert.equal(last?.status === 'committed' && last.receipt.hash, rows.at(-1)?.hash);
});

test('a decision on older facts is stale, leaves nothing, and its nonce can still be spent', async () => {
  await fixture.db.tenant(fixture.tenant, (tx) => bumpFacts(tx));
  const late = decision({ factsVersion: 999 });
  const [stale] = await commit(late);
  assert.equal(stale?.status, 'stale');
  const [fresh] = await commit({ ...late, factsVersion: 1 });
  assert.equal(fresh?.status, 'committed');
});

test('a nonce is spent once: the replay is refused and recorded as a block', async () => {
  const first = decision();
  const [one] = await commit(first);
  const [two] = await commit({ ...first, id: newId('dec', clock.nowMs(), randomBytes(16)) });
  assert.equal(one?.status, 'committed');
  assert.equal(two?.status === 'refused' && two.reason.code, 'replayed');
  const [left, right] = await commit(...twins());
  assert.deepEqual([left?.status, right?.status], ['committed', 'refused']);
});

function twins(): DecisionEntry[] {
  const one = decision();
  return [one, { ...one, id: newId('dec', clock.nowMs(), randomBytes(16)) }];
}

test('a signed request that is carried out twice is refused whole', async () => {
  const request = nonce();
  const batch = { tenant: fixture.tenant.id, instance: 'gwy_test', entries: [decision({ factsVersion: 2 })] };
  await fixture.ledger.commit(fixture.tenant, batch, request);
  await assert.rejects(
    fixture.ledger.commit(fixture.tenant, { ...batch, entries: [decision({ factsVersion: 2 })] }, request),
    { code: 'replayed' },
  );
});

test('a credential is held to its end by the ledger’s own clock: to the millisecond before, and not at it', async () => {
  const credential = newId('crd', clock.nowMs(), randomBytes(16));
  const endMs = 1_900_000_000_123;
  await fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query(
      `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at, expires_at) VALUES ($1, $2, 'ends', $3, now(), $4)`,
      [credential, fixture.agent, zeros, new Date(endMs).toISOString()],
    ),
  );
  let nowMs = endMs - 1;
  const { db, keys, tenant } = fixture;
  const ledger = createLedger({
    ...{ db, keys, random: randomBytes },
    clock: { ...clock, nowMs: () => nowMs },
  });
  const said = async (over: Partial<DecisionEntry> = {}): Promise<string | undefined> => {
    const factsVersion = await versionNow();
    const entry = decision({ credential, factsVersion, ...over });
    const { results } = await ledger.commit(
      tenant,
      { tenant: tenant.id, instance: 'gwy_test', entries: [entry] },
      nonce(),
    );
    return results[0]?.status === 'refused' ? results[0].reason.code : results[0]?.status;
  };
  const kind = (word: 'require_approval' | 'block') => ({ decision: { kind: word, reasons: [], trace: [] } });
  assert.equal(await said(), 'committed');
  nowMs = endMs;
  assert.equal(await said(), 'credential_expired');
  assert.equal(await said(kind('require_approval')), 'credential_expired', 'nobody is asked either');
  assert.equal(await said(kind('block')), 'committed');
});

test('incidents: one open per agent, and the facts move when it opens', async () => {
  const blocked = () => decision({ decision: { kind: 'block_and_open_incident', reasons: [], trace: [] } });
  const [one] = await commit(blocked());
  const [two] = await commit(blocked());
  assert.ok(one?.status === 'committed' && one.incident !== null);
  assert.equal(two?.status === 'committed' && two.incident, one.incident);
});

test('an outcome closes a started action once, and never one that was not allowed', async () => {
  const [allowed] = await commit(decision());
  const [blocked] = await commit(decision({ decision: { kind: 'block', reasons: [], trace: [] } }));
  const [done] = await commit(outcome(allowed?.id ?? ''));
  const [twice] = await commit(outcome(allowed?.id ?? ''));
  const [never] = await commit(outcome(blocked?.id ?? ''));
  assert.deepEqual([done?.status, twice?.status, never?.status], ['committed', 'refused', 'refused']);
});

test('what a person may have to see is kept sealed to its row, and opens nowhere else', async () => {
  const [kept] = await commit(
    decision({
      decision: { kind: 'allow_and_log', reasons: [], trace: [] },
      argumentsShown: '{"path":"secret-plans.txt"}',
    }),
  );
  const id = kept?.id ?? '';
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ arguments_sealed: string }>('SELECT arguments_sealed FROM decisions WHERE id = $1', [id]),
  );
  const sealed = row?.arguments_sealed ?? '';
  assert.doesNotMatch(sealed, /secret-plans/);
  const { open } = await fixture.keys.sealerOf(fixture.tenant);
  assert.deepEqual(openAsked(open, id, sealed), {
    target: 'a.txt',
    argumentsShown: '{"path":"secret-plans.txt"}',
  });
  assert.throws(() => openAsked(open, 'another', sealed), { code: 'integrity_failed' });
  const entries = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ bytes: string }>('SELECT bytes FROM journal_entries WHERE subject = $1', [id]),
  );
  assert.equal(
    entries.some((entry) => entry.bytes.includes('secret-plans')),
    false,
  );
});

test('an action whose end never came is recorded as in doubt, once, and its late outcome is refused', async () => {
  const [started] = await commit(decision());
  const later = { ...clock, nowMs: () => Date.now() + 600_000 };
  assert.ok((await sweepUnfinished(fixture.db, fixture.tenant, 300_000, later, randomBytes)).inDoubt >= 1);
  assert.equal((await sweepUnfinished(fixture.db, fixture.tenant, 300_000, later, randomBytes)).inDoubt, 0);
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ state: string; outcome_seq: number }>(
      'SELECT state, outcome_seq FROM decisions WHERE id = $1',
      [started?.id],
    ),
  );
  assert.equal(row?.state, 'in_doubt');
  assert.ok(Number(row?.outcome_seq) > 0);
  const [late] = await commit(outcome(started?.id ?? ''));
  assert.equal(late?.status, 'refused');
});

for (const [change, code] of [
  [`status = 'suspended'`, 'tenant_not_active'],
  [`plan = 'standard'`, 'plan_not_entitled'],
] as const) {
  test(`after control says ${change}, the very next action is refused and recorded as a block`, async () => {
    const set = (sql: string) =>
      fixture.db.control((tx) => tx.query(`UPDATE tenants SET ${sql} WHERE id = $1`, [fixture.tenant.id]));
    await set(change);
    const [refused] = await commit(decision());
    await set(`status = 'active', plan = 'enterprise'`);
    const [again] = await commit(decision());
    assert.equal(refused?.status === 'refused' && refused.reason.code, code);
    assert.equal(again?.status, 'committed');
  });
}
