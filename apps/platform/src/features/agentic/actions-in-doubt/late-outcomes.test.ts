/** An outcome that is said again, or too late: taken once, never lost, and where somebody was told that nobody knows, shown to them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import type { OutcomeEntry } from '@gamut/protocol/ledger';
import { clock, openLedger, outcome, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';
import { sweepUnfinished } from '../decisions/sweep-unfinished.ts';
import { findDoubt, type StoredDoubt } from './action-in-doubt-store.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const doubtOf = (id: string): Promise<StoredDoubt | undefined> =>
  fixture.db.readTenant(fixture.tenant, (tx) => findDoubt(tx, id));
const kindsOf = async (id: string): Promise<string[]> =>
  (
    await fixture.db.readTenant(fixture.tenant, (tx) =>
      tx.query<{ kind: string }>(
        `SELECT kind FROM journal_entries WHERE stream = 'decisions' AND subject = $1 ORDER BY seq`,
        [id],
      ),
    )
  ).map(({ kind }) => kind);
const verdictOf = async (entry: Parameters<LedgerFixture['commit']>[0]): Promise<string> => {
  const [result] = await fixture.commit(entry);
  return result?.status === 'refused' ? result.reason.code : (result?.status ?? 'nothing');
};

/** @returns a decision under way, and how it ended */
async function begun(): Promise<{ id: string; ended: OutcomeEntry; again: () => Promise<string> }> {
  const entry = fixture.decision();
  assert.equal(await verdictOf(entry), 'committed');
  const { actionSha256, actionType } = entry;
  return {
    id: entry.id,
    ended: outcome(entry.id),
    again: () => verdictOf(fixture.decision({ actionSha256, actionType })),
  };
}

test('the same outcome said again has the receipt that it had, and leaves nothing more', async () => {
  const { id, ended, again } = await begun();
  const [[first], [second]] = [await fixture.commit(ended), await fixture.commit(ended)];
  assert.equal(first?.status, 'committed');
  assert.deepEqual(second, first);
  assert.deepEqual(await kindsOf(id), ['decision', 'outcome']);
  assert.equal(await doubtOf(id), undefined);
  assert.equal(await again(), 'committed');
});

test('each decision names the place of its own outcome, whatever comes before it in the same batch', async () => {
  const [said, one, two] = [await begun(), await begun(), await begun()];
  await fixture.commit(said.ended);
  const stale = fixture.decision({ factsVersion: 999 });
  const unknown = outcome('dec_00000000000000000000000000');
  const batch = [stale, fixture.decision(), said.ended, one.ended, unknown, two.ended];
  const results = await fixture.commit(...batch);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['stale', 'committed', 'committed', 'committed', 'refused', 'committed'],
  );
  const rows = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ subject: string; told: string }>(
      `SELECT e.subject, e.bytes::jsonb #>> '{body,id}' AS told FROM decisions d
       JOIN journal_entries e ON e.stream = 'decisions' AND e.seq = d.outcome_seq WHERE d.id = ANY ($1::text[]) ORDER BY e.seq`,
      [[said.id, one.id, two.id]],
    ),
  );
  const wanted = [said, one, two].map(({ id, ended }) => ({ subject: id, told: ended.id }));
  assert.deepEqual(rows, wanted);
});

test('another outcome of what has ended is refused, whatever it says', async () => {
  const { id, ended } = await begun();
  await fixture.commit(ended);
  for (const other of [{}, { unheard: true }, { state: 'failed' }] as const)
    assert.equal(await verdictOf({ ...outcome(id), ...other }), 'unknown_action');
  assert.equal(await doubtOf(id), undefined);
});

test('where the agent heard that nobody knows, the record says how it ended and its repetition waits for a person', async () => {
  const heard = await begun();
  assert.equal(await verdictOf({ ...heard.ended, unheard: true }), 'committed');
  assert.match((await doubtOf(heard.id))?.why ?? '', /said too late that it was done/);
  assert.deepEqual(await kindsOf(heard.id), ['decision', 'outcome']);
  const taken = await begun();
  await fixture.commit(taken.ended);
  for (let n = 0; n < 2; n++)
    assert.equal(await verdictOf({ ...taken.ended, unheard: true }), 'committed', 'and once more, unheard');
  assert.deepEqual((await kindsOf(taken.id)).slice(0, 3), ['decision', 'outcome', 'outcome.unheard']);
  for (const { again } of [heard, taken]) assert.equal(await again(), 'same_action_in_doubt');
});

test('what is said after the sweep is shown to whoever looks, under its agent, and changes nothing else', async () => {
  const { id, ended, again } = await begun();
  const later = { ...clock, nowMs: () => clock.nowMs() + 400_000 };
  await sweepUnfinished(fixture.db, fixture.tenant, 300_000, later, randomBytes);
  assert.match((await doubtOf(id))?.why ?? '', /never said how it ended\.$/);
  const late = { ...ended, state: 'failed', unheard: true } as const;
  assert.equal(await verdictOf(late), 'unknown_action', 'so that no answer of it comes out');
  const { why, resolved_at: resolved } = (await doubtOf(id)) as StoredDoubt;
  assert.match(why ?? '', /never said how it ended\. Gateway said too late that it failed\.$/);
  assert.equal(resolved, null);
  assert.deepEqual(await kindsOf(id), ['decision', 'outcome', 'outcome.late']);
  assert.equal(await again(), 'same_action_in_doubt');
});
