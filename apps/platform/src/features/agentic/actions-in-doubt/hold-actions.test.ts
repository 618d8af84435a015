/** Exactly the same action is not done a second time while nobody knows what became of the first; all others go on. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import type { DecisionEntry, LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import { clock, openLedger, outcome, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';
import { sweepUnfinished } from '../decisions/sweep-unfinished.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const inDoubt = (of: string): OutcomeEntry => ({ ...outcome(of), state: 'in_doubt', answerSha256: null });
const commit = async (entry: DecisionEntry | OutcomeEntry): Promise<LedgerResult> => {
  const [result] = await fixture.commit(entry);
  return result as LedgerResult;
};
const verdictOf = (result: LedgerResult): string =>
  result.status === 'refused' ? result.reason.code : result.status;

/** @returns an action that is in doubt */
async function doubtful(over: Partial<DecisionEntry> = {}): Promise<DecisionEntry> {
  const entry = fixture.decision(over);
  assert.equal((await commit(entry)).status, 'committed');
  assert.equal((await commit(inDoubt(entry.id))).status, 'committed');
  return entry;
}
const sameAs = ({ actionSha256, actionType }: DecisionEntry, over: Partial<DecisionEntry> = {}) =>
  fixture.decision({ actionSha256, actionType, ...over });
const asking: DecisionEntry['decision'] = { kind: 'require_approval', reasons: [], trace: [] };

const settle = (decision: string) =>
  fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query('UPDATE actions_in_doubt SET resolved_at = now() WHERE decision_id = $1', [decision]),
  );

test('the same action is refused as a block that names the first, and stands in the record as one', async () => {
  const first = await doubtful();
  const again = sameAs(first);
  const result = await commit(again);
  assert.equal(verdictOf(result), 'same_action_in_doubt');
  assert.ok(result.status === 'refused' && result.reason.message.includes(first.id));
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ kind: string; state: string; reason_codes: string[] }>(
      'SELECT kind, state, reason_codes FROM decisions WHERE id = $1',
      [again.id],
    ),
  );
  assert.deepEqual(row, { kind: 'block', state: 'decided', reason_codes: ['same_action_in_doubt'] });
});

test('nobody is asked to approve it, and it yields no token, before somebody has looked', async () => {
  const first = await doubtful();
  const approvable = sameAs(first, { decision: asking, approvalExpiresAfterMs: 3_600_000 });
  assert.equal(verdictOf(await commit(approvable)), 'same_action_in_doubt');
  const token = sameAs(first, { way: { kind: 'token', id: 'A'.repeat(22), lifeMs: 60_000 } });
  assert.equal(verdictOf(await commit(token)), 'same_action_in_doubt');
  const [left] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ approvals: number; tokens: number }>(
      `SELECT (SELECT count(*)::int FROM approvals WHERE action_sha256 = $1) AS approvals,
         (SELECT count(*)::int FROM allow_tokens WHERE decision_id = $2) AS tokens`,
      [first.actionSha256, token.id],
    ),
  );
  assert.deepEqual(left, { approvals: 0, tokens: 0 });
});

test('what the sweep puts in doubt is held as well', async () => {
  const first = fixture.decision();
  await commit(first);
  const later = { ...clock, nowMs: () => Date.now() + 600_000 };
  assert.equal((await sweepUnfinished(fixture.db, fixture.tenant, 300_000, later, randomBytes)).inDoubt, 1);
  assert.equal(verdictOf(await commit(sameAs(first))), 'same_action_in_doubt');
});

test('another action, and what only reads, go on', async () => {
  await doubtful();
  assert.equal(verdictOf(await commit(fixture.decision())), 'committed');
  const read = await doubtful({ actionType: 'read' });
  assert.equal(verdictOf(await commit(sameAs(read))), 'committed');
});

test('once somebody has said what became of it, it is judged like any other', async () => {
  const first = await doubtful();
  await settle(first.id);
  assert.equal(verdictOf(await commit(sameAs(first))), 'committed');
});

test('of several in doubt of one action all have to be resolved', async () => {
  const first = fixture.decision();
  const second = sameAs(first);
  await commit(first);
  // as it was begun before anything under way held another up
  await fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query('UPDATE decisions SET action_sha256 = NULL WHERE id = $1', [first.id]),
  );
  await commit(second);
  await commit(inDoubt(first.id));
  await commit(inDoubt(second.id));
  await settle(first.id);
  assert.equal(verdictOf(await commit(sameAs(first))), 'same_action_in_doubt');
  await settle(second.id);
  assert.equal(verdictOf(await commit(sameAs(first))), 'committed');
});

test('what was in doubt before there was a table for it is held by the migration as the ledger would have', async () => {
  await doubtful();
  await doubtful({ actionType: 'read' });
  const file = join(import.meta.dirname, '../../../../migrations/tenant/0021_actions_in_doubt.sql');
  const [, finding] = /(SELECT d\.id, d\.agent_id[^;]+);/.exec(readFileSync(file, 'utf8')) ?? [];
  assert.ok(finding !== undefined);
  const rows = (sql: string) => fixture.db.readTenant(fixture.tenant, (tx) => tx.query(sql, []));
  assert.deepEqual(
    await rows(
      `SELECT * FROM (${finding.replaceAll(':schema.', '')}) AS f (decision, agent, action, since) ORDER BY 1`,
    ),
    await rows(
      'SELECT decision_id AS decision, agent_id AS agent, action_sha256 AS action, since FROM actions_in_doubt ORDER BY 1',
    ),
  );
});

const digest = (): string => Buffer.from(randomBytes(32)).toString('hex');

test('an action is known again by its repetition, also where its class, type or name has changed its digest', async () => {
  const repetition = [digest()];
  const first = await doubtful({ repetition });
  const raised = {
    repetition,
    dataClass: 'personal',
    actionType: 'financial',
    tool: 'renamed_write',
  } as const;
  assert.equal(verdictOf(await commit(fixture.decision(raised))), 'same_action_in_doubt');
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ held: string }>('SELECT action_sha256 AS held FROM actions_in_doubt WHERE decision_id = $1', [
      first.id,
    ]),
  );
  assert.equal(row?.held, repetition[0]);
  await settle(first.id);
  const underWay = fixture.decision(raised);
  assert.equal(verdictOf(await commit(underWay)), 'committed');
  assert.equal(verdictOf(await commit(fixture.decision({ repetition }))), 'same_action_under_way');
});

test('where a safe form has set arguments since, what was asked for is held up as well', async () => {
  const [whole, reduced] = [digest(), digest()];
  await doubtful({ repetition: [whole] });
  assert.equal(
    verdictOf(await commit(fixture.decision({ repetition: [reduced, whole] }))),
    'same_action_in_doubt',
  );
  assert.equal(verdictOf(await commit(fixture.decision({ repetition: [reduced] }))), 'committed');
});

test('what was begun before repetitions had a digest holds by the digest of the action', async () => {
  const first = await doubtful();
  assert.equal(verdictOf(await commit(sameAs(first, { repetition: [digest()] }))), 'same_action_in_doubt');
});

test('twins of one batch are known by their repetition', async () => {
  const repetition = [digest()];
  const results = await fixture.commit(fixture.decision({ repetition }), fixture.decision({ repetition }));
  assert.deepEqual(results.map(verdictOf), ['committed', 'same_action_under_way']);
});

test('a transaction in doubt counts as spent, and goes on counting when somebody finds that it did not happen', async () => {
  const limits = [{ window: 'day', callsMax: 1, amountMax: null, whenOver: 'block' }];
  await fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query('UPDATE agents SET transaction_limits = $1::jsonb', [JSON.stringify(limits)]),
  );
  const paying = { transaction: { amount: 5 } };
  const first = await doubtful(paying);
  assert.equal((await commit(fixture.decision(paying))).status, 'reconsider');
  await settle(first.id);
  assert.equal((await commit(fixture.decision(paying))).status, 'reconsider');
});
