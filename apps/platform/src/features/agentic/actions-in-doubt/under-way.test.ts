/** Of exactly the same action one is under way at a time, whoever asks where; it holds nobody up once it has ended, or can't end any more. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase } from '@gamut/database/database';
import type { DecisionEntry, LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import {
  clock,
  nonce,
  openLedger,
  outcome,
  type LedgerFixture,
} from '../../../../../../tests/support/ledger.ts';
import { createLedger } from '../decisions/commit-ledger.ts';
import { sweepUnfinished } from '../decisions/sweep-unfinished.ts';
import { tellDoubts } from './tell-doubts.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const commit = async (entry: DecisionEntry | OutcomeEntry): Promise<LedgerResult> =>
  (await fixture.commit(entry))[0] as LedgerResult;
const verdictOf = (result: LedgerResult): string =>
  result.status === 'refused' ? result.reason.code : result.status;
const sameAs = ({ actionSha256, actionType }: DecisionEntry, over: Partial<DecisionEntry> = {}) =>
  fixture.decision({ actionSha256, actionType, ...over });
const inDoubt = (of: string): OutcomeEntry => ({ ...outcome(of), state: 'in_doubt', answerSha256: null });
const at = (laterMs: number) => ({ ...clock, nowMs: () => clock.nowMs() + laterMs });
const rows = <T extends object>(sql: string, values: readonly unknown[] = []) =>
  fixture.db.readTenant(fixture.tenant, (tx) => tx.query<T>(sql, [...values]));

async function begun(over: Partial<DecisionEntry> = {}): Promise<DecisionEntry> {
  const entry = fixture.decision(over);
  assert.equal((await commit(entry)).status, 'committed');
  return entry;
}

test('while an action is under way the same one is refused as a block that names it, and another goes on', async () => {
  const first = await begun();
  const again = sameAs(first);
  const result = await commit(again);
  assert.equal(verdictOf(result), 'same_action_under_way');
  assert.ok(result.status === 'refused' && result.reason.message.includes(first.id));
  assert.deepEqual(await rows('SELECT kind, state, reason_codes FROM decisions WHERE id = $1', [again.id]), [
    { kind: 'block', state: 'decided', reason_codes: ['same_action_under_way'] },
  ]);
  assert.equal(verdictOf(await commit(fixture.decision())), 'committed');
});

test('nobody is asked to approve it and it yields no token meanwhile', async () => {
  const first = await begun();
  const asking: DecisionEntry['decision'] = { kind: 'require_approval', reasons: [], trace: [] };
  const approvable = sameAs(first, { decision: asking, approvalExpiresAfterMs: 3_600_000 });
  assert.equal(verdictOf(await commit(approvable)), 'same_action_under_way');
  const token = sameAs(first, { way: { kind: 'token', id: 'B'.repeat(22), lifeMs: 60_000 } });
  assert.equal(verdictOf(await commit(token)), 'same_action_under_way');
});

for (const state of ['done', 'failed'] as const)
  test(`once it has ended as ${state}, the same action is judged like any other`, async () => {
    const first = await begun();
    assert.equal((await commit({ ...outcome(first.id), state })).status, 'committed');
    assert.equal(verdictOf(await commit(sameAs(first))), 'committed');
  });

test('what only reads is never held up, in one batch or over several', async () => {
  for (const actionType of ['read', 'retrieve', 'model'] as const) {
    const first = await begun({ actionType });
    const twins = await fixture.commit(sameAs(first), sameAs(first));
    assert.deepEqual(twins.map(verdictOf), ['committed', 'committed'], actionType);
  }
  assert.deepEqual(
    await rows(`SELECT id FROM decisions WHERE action_type = 'read' AND action_sha256 IS NOT NULL`),
    [],
  );
});

test('of sixteen in one batch exactly the first goes ahead', async () => {
  const first = fixture.decision();
  const results = await fixture.commit(first, ...Array.from({ length: 15 }, () => sameAs(first)));
  assert.deepEqual(results.map(verdictOf), ['committed', ...Array<string>(15).fill('same_action_under_way')]);
});

test('of sixteen at once at two platforms exactly one goes ahead, each time', async () => {
  const db = createDatabase({ url: fixture.databaseUrl, applicationName: 'test' });
  const other = createLedger({ db, clock, random: randomBytes, keys: fixture.keys });
  const [state] = await rows<{ version: number }>('SELECT version FROM facts_state');
  for (let round = 0; round < 8; round++) {
    const first = fixture.decision({ factsVersion: Number(state?.version) });
    const entries = Array.from({ length: 16 }, () => ({
      ...sameAs(first),
      factsVersion: first.factsVersion,
    }));
    const results = await Promise.all(
      entries.map(async (entry, place) => {
        const batch = { tenant: fixture.tenant.id, instance: 'gwy_test', entries: [entry] };
        const ledger = place % 2 === 0 ? fixture.ledger : other;
        return (await ledger.commit(fixture.tenant, batch, nonce())).results[0] as LedgerResult;
      }),
    );
    assert.equal(results.filter(({ status }) => status === 'committed').length, 1);
    assert.equal(results.filter((one) => verdictOf(one) === 'same_action_under_way').length, 15);
  }
  await db.close();
});

test('whoever is behind one that could not begin after all takes its turn', async () => {
  const first = fixture.decision({ approval: 'apr_00000000000000000000000000' });
  const second = sameAs(first);
  const third = sameAs(first);
  assert.deepEqual((await fixture.commit(first, second, third)).map(verdictOf), [
    'approval_not_usable',
    'committed',
    'same_action_under_way',
  ]);
});

test('a token that was used is told so, also while its call is under way', async () => {
  const way = { kind: 'token', id: 'C'.repeat(22), lifeMs: 60_000 } as const;
  const given = await begun({ way });
  const redeem = () => sameAs(given, { way: { kind: 'redeem', token: way.id, decision: given.id } });
  assert.deepEqual((await fixture.commit(redeem(), redeem())).map(verdictOf), ['committed', 'token_used']);
  assert.equal(verdictOf(await commit(redeem())), 'token_used');
});

test('past the time of its connector it is in doubt, before and after the sweep says so', async () => {
  const first = await begun();
  // 20 s for the call, 40 s beyond
  const [soon, late] = [at(59_000), at(61_000)];
  assert.equal((await sweepUnfinished(fixture.db, fixture.tenant, 300_000, soon, randomBytes)).inDoubt, 0);
  const ledger = createLedger({ db: fixture.db, clock: late, random: randomBytes, keys: fixture.keys });
  const batch = { tenant: fixture.tenant.id, instance: 'gwy_test', entries: [sameAs(first)] };
  const [state] = await rows<{ version: number }>('SELECT version FROM facts_state');
  batch.entries = batch.entries.map((entry) => ({ ...entry, factsVersion: Number(state?.version) }));
  const { results } = await ledger.commit(fixture.tenant, batch, nonce());
  assert.deepEqual(results.map(verdictOf), ['same_action_in_doubt']);
  const { inDoubt: swept } = await sweepUnfinished(fixture.db, fixture.tenant, 300_000, late, randomBytes);
  assert.ok(swept >= 1);
  assert.equal(verdictOf(await commit(sameAs(first))), 'same_action_in_doubt');
});

test('a connector that nobody knows gives its calls five minutes', async () => {
  await begun({ connector: 'gone' });
  const sweepAt = async (laterMs: number) =>
    (await sweepUnfinished(fixture.db, fixture.tenant, 300_000, at(laterMs), randomBytes)).inDoubt;
  await sweepAt(61_000);
  assert.equal(await sweepAt(299_000), 0);
  assert.equal(await sweepAt(301_000), 1);
});

test('each action in doubt is told in the audit stream once, whoever put it in doubt', async () => {
  await tellDoubts(fixture.db, fixture.tenant, clock);
  const told = (of: string) =>
    rows<{ bytes: string }>(
      `SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'action_in_doubt.noticed' AND subject = $1`,
      [of],
    );
  const lost = await begun();
  await commit({ ...inDoubt(lost.id), detail: 'The call was stopped.' });
  const swept = await begun();
  await sweepUnfinished(fixture.db, fixture.tenant, 300_000, at(600_000), randomBytes);
  assert.deepEqual(await told(swept.id), []);
  await Promise.all([0, 1, 2].map(() => tellDoubts(fixture.db, fixture.tenant, clock)));
  for (const [one, reason] of [
    [lost, 'The call was stopped.'],
    [swept, 'Gateway started this action and never said how it ended.'],
  ] as const) {
    const entries = await told(one.id);
    assert.equal(entries.length, 1);
    const { body } = JSON.parse(entries[0]?.bytes ?? '') as { body: Record<string, unknown> };
    assert.equal(body['reason'], reason);
    assert.deepEqual(body['subject'], { kind: 'decision', id: one.id, name: 'writer: files_write' });
  }
});
