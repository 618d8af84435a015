/** Of exactly the same action one is under way at a time, whoever asks where; it holds nobody up once it has ended, or can't end any more. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Begun with nothing else under way; @returns a clock at so many milliseconds after its own beginning, however long that is ago */
async function begunAlone(over: Partial<DecisionEntry> = {}) {
  await sweepUnfinished(fixture.db, fixture.tenant, 300_000, at(600_000), randomBytes);
  const entry = await begun(over);
  const [row] = await rows<{ at: Date }>('SELECT at FROM decisions WHERE id = $1', [entry.id]);
  const beganMs = row?.at.getTime() ?? Number.NaN;
  const after = (ms: number) => ({ ...clock, nowMs: () => beganMs + ms });
  const sweep = async (ms: number): Promise<number> =>
    (await sweepUnfinished(fixture.db, fixture.tenant, 300_000, after(ms), randomBytes)).inDoubt;
  return { entry, after, sweep };
}

test('past the time of its connector it is in doubt, before and after the sweep says so', async () => {
  const { entry, after, sweep } = await begunAlone();
  // 20 s for the call, 40 s beyond
  assert.equal(await sweep(60_000), 0);
  const [state] = await rows<{ version: number }>('SELECT version FROM facts_state');
  const askAgain = async (ms: number): Promise<string> => {
    const ledger = createLedger({
      db: fixture.db,
      clock: after(ms),
      random: randomBytes,
      keys: fixture.keys,
    });
    const entries = [{ ...sameAs(entry), factsVersion: Number(state?.version) }];
    const batch = { tenant: fixture.tenant.id, instance: 'gwy_test', entries };
    return verdictOf((await ledger.commit(fixture.tenant, batch, nonce())).results[0] as LedgerResult);
  };
  assert.equal(await askAgain(60_000), 'same_action_under_way');
  assert.equal(await askAgain(60_001), 'same_action_in_doubt');
  assert.equal(await sweep(60_001), 1);
  assert.equal(await askAgain(60_001), 'same_action_in_doubt');
});

test('a connector that nobody knows gives its calls five minutes', async () => {
  const { sweep } = await begunAlone({ connector: 'gone' });
  assert.equal(await sweep(300_000), 0);
  assert.equal(await sweep(300_001), 1);
});

test('what was under way before there was a place for it is held by the migration as the ledger would have', async () => {
  const [write, read] = [await begun(), await begun({ actionType: 'read' })];
  const ended = await begun();
  await commit(outcome(ended.id));
  const file = join(import.meta.dirname, '../../../../migrations/tenant/0026_actions_under_way.sql');
  const [update] = /UPDATE :schema\.decisions d [^;]+/.exec(readFileSync(file, 'utf8')) ?? [];
  assert.ok(update !== undefined);
  const held = () =>
    rows('SELECT id, action_sha256 FROM decisions WHERE state = $1 ORDER BY id', ['started']);
  const before = await held();
  await fixture.db.tenant(fixture.tenant, async (tx) => {
    await tx.query('UPDATE decisions SET action_sha256 = NULL', []);
    await tx.query(update.replaceAll(':schema.', ''), []);
  });
  assert.deepEqual(await held(), before);
  const found = await rows<{ id: string; action_sha256: string | null }>(
    'SELECT id, action_sha256 FROM decisions WHERE id = ANY ($1::text[])',
    [[write.id, read.id, ended.id]],
  );
  const digestOf = new Map(found.map((row) => [row.id, row.action_sha256]));
  assert.deepEqual(
    [write, read, ended].map(({ id }) => digestOf.get(id)),
    [write.actionSha256, null, null],
  );
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
