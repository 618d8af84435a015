/** Whoever changes an agent, sweeps or ends actions takes what they share in one order: nobody is told that another came first. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import { eventually } from '../../../../../../tests/support/pace.ts';
import { clock, openLedger, outcome, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';
import { lockStreamHead } from '../../../audit/append-entries.ts';
import { lockAgent } from '../agents/agent-store.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { closeActions } from './ledger-store.ts';
import { sweepUnfinished } from './sweep-unfinished.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const oneWaits = async (): Promise<boolean> => {
  const owner = await fixture.owner();
  try {
    const [row] = await owner.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted`,
      [],
    );
    return (row?.waiting ?? 0) > 0;
  } finally {
    await owner.close();
  }
};

test('an agent that is being suspended keeps no outcome waiting that teaches it something, and is suspended', async () => {
  const entries = [fixture.decision(), fixture.decision()];
  await fixture.commit(...entries);
  const learned = ['0123456789012345678901'];
  await fixture.db.tenant(fixture.tenant, async (tx) => {
    await lockAgent(tx, fixture.agent);
    await tx.query(`UPDATE agents SET status_reason = 'looked at' WHERE id = $1`, [fixture.agent]);
    // while the change is under way the batch is committed whole
    const taken = await fixture.commit(...entries.map((one) => ({ ...outcome(one.id), learned })));
    assert.deepEqual(
      taken.map((one) => one.status),
      ['committed', 'committed'],
    );
    await bumpFacts(tx);
  });
});

test('the sweep waits for the stream with nothing in its hands; what ended meanwhile is not in doubt', async () => {
  const [ended, lost] = [fixture.decision(), fixture.decision()];
  await fixture.commit(ended, lost);
  const later = { ...clock, nowMs: () => clock.nowMs() + 3_600_000 };
  const swept = await fixture.db.tenant(fixture.tenant, async (tx) => {
    const head = await lockStreamHead(tx, 'decisions');
    const sweeping = sweepUnfinished(fixture.db, fixture.tenant, 1_000, later, randomBytes);
    await eventually(oneWaits, 'the sweep waits');
    const closed = await closeActions(tx, [outcome(ended.id)], head.seq);
    assert.equal(closed.size, 1);
    return { sweeping };
  });
  assert.deepEqual(await swept.sweeping, { inDoubt: 1 });
});

test('of two outcomes of one decision in one batch the first counts, whatever the second says, and neighbours are taken', async () => {
  const [twice, same, doubtful, neighbour] = [1, 2, 3, 4].map(() => fixture.decision()) as [
    ReturnType<LedgerFixture['decision']>,
    ReturnType<LedgerFixture['decision']>,
    ReturnType<LedgerFixture['decision']>,
    ReturnType<LedgerFixture['decision']>,
  ];
  await fixture.commit(twice, same, doubtful, neighbour);
  const again = outcome(same.id);
  const doubt = { ...outcome(doubtful.id), state: 'in_doubt' as const };
  const results = await fixture.commit(
    outcome(twice.id),
    { ...outcome(twice.id), state: 'failed' },
    again,
    again,
    doubt,
    { ...doubt, id: newId('out', clock.nowMs(), randomBytes(16)) },
    outcome(neighbour.id),
  );
  assert.deepEqual(
    results.map((one) => one.status),
    ['committed', 'refused', 'committed', 'committed', 'committed', 'refused', 'committed'],
  );
  const rows = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ state: string; kinds: string[]; own: string }>(
      `SELECT d.state, (SELECT j.kind FROM journal_entries j WHERE j.stream = 'decisions' AND j.seq = d.outcome_seq) AS own,
         (SELECT array_agg(j.kind ORDER BY j.seq) FROM journal_entries j WHERE j.stream = 'decisions' AND j.subject = d.id AND j.kind LIKE 'outcome%') AS kinds
       FROM decisions d JOIN unnest($1::text[]) WITH ORDINALITY AS a (id, n) USING (id) ORDER BY a.n`,
      [[twice.id, same.id, doubtful.id, neighbour.id]],
    ),
  );
  assert.deepEqual(rows, [
    { state: 'done', own: 'outcome', kinds: ['outcome', 'outcome.refused'] },
    { state: 'done', own: 'outcome', kinds: ['outcome'] },
    { state: 'in_doubt', own: 'outcome', kinds: ['outcome', 'outcome.refused'] },
    { state: 'done', own: 'outcome', kinds: ['outcome'] },
  ]);
});
