/**
 * What a decision costs does not grow with what was decided before. Plans are kept from when their tables were empty, where a
 * scan from end to end is as cheap as any other way: so it is counted here what was read on tables that have grown since.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { eventually } from '../../../../../../tests/support/pace.ts';
import { openLedger, outcome, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';

let fixture: LedgerFixture;
let owner: OwnerSession;
before(async () => {
  fixture = await openLedger();
  owner = await openOwnerSession(fixture.superuserUrl, 'gamut-test');
});
after(async () => {
  await owner.close();
  await fixture.close();
});

const batches = 60;
const perBatch = 20;
/** At least so many rows: outcomes are refused for a quarter of the decisions, and of the others a third are in doubt. */
const written = {
  decisions: batches * perBatch,
  nonces: batches * perBatch,
  journal_entries: 2 * batches * perBatch,
  actions_in_doubt: (batches * perBatch) / 4,
  learned_values: batches * perBatch,
};
/** As an answer teaches them, and as a call seeks them that was taught none of them. */
const digests = (from: number): string[] =>
  Array.from({ length: perBatch }, (_, at) => String(from + at).padStart(22, '0'));

interface Read {
  readonly name: string;
  readonly rows: number;
  readonly scanned: number;
  readonly found: number;
  /** Entries of its indexes that were read. */
  readonly entries: number;
}

/**
 * Holds what nobody was told of yet, which is soon nothing: what is read there was told meanwhile, until it is tidied up, which
 * Postgres puts off while anything else goes on beside it.
 */
const tidied = ['actions_in_doubt_untold'];

/** What was read from end to end, and through an index, of each table of the tenant since it was made. */
async function whatWasRead(owner: OwnerSession): Promise<Read[]> {
  return owner.query<Read>(
    `SELECT relname AS name, n_tup_ins::int AS rows, seq_tup_read::int AS scanned, coalesce(idx_scan, 0)::int AS found,
       (SELECT coalesce(sum(i.idx_tup_read), 0)::int FROM pg_stat_user_indexes i WHERE i.relid = t.relid AND i.indexrelname <> ALL ($2::text[])) AS entries
     FROM pg_stat_user_tables t WHERE schemaname = $1`,
    [fixture.tenant.schema, tidied],
  );
}

test('no table that grows with decisions and outcomes is read from end to end by the next ones', async () => {
  for (let batch = 0; batch < batches; batch++) {
    const decided = await fixture.commit(
      ...Array.from({ length: perBatch }, (_, at) =>
        fixture.decision({
          decision: { kind: at % 4 === 0 ? 'block' : 'allow', reasons: [], trace: [] },
          ...(at === 1 ? { trust: { recipients: digests(1e6) } } : {}),
          ...(at === 2 ? { trust: { recipients: ['*'], seen: ['*'] } } : {}),
        }),
      ),
    );
    await fixture.commit(
      ...decided.map((one, at) => ({
        ...outcome(one.id),
        ...(at % 4 === 1 ? { state: 'in_doubt' as const } : {}),
        ...(at === 3 ? { learned: digests(batch * perBatch) } : {}),
      })),
    );
    assert.ok(decided.every((one) => one.status === 'committed'));
    // every kept plan is made anew, by what Postgres counts while tables are small, and stays when they have grown
    if (batch === 1) await owner.script(`ANALYZE`);
  }
  // a connection that ends says at once what it counted
  await fixture.db.close();
  const grown = await eventually(async () => {
    const tables = (await whatWasRead(owner)).filter((table) => table.rows > batches);
    const isTold = (name: string, most: number) =>
      tables.some((one) => one.name === name && one.rows >= most);
    // each of its connections tells by itself
    return Object.entries(written).every(([name, most]) => isTold(name, most)) && tables;
  }, 'the counts of what was read');
  for (const { name, rows, scanned, entries } of grown) {
    assert.ok(scanned <= 2 * rows, `${name}: ${scanned} rows were read from end to end, of ${rows}`);
    assert.ok(entries <= 20 * rows, `${name}: ${entries} entries of its indexes were read, of ${rows} rows`);
  }
  // what is under way: of the indexes that keep what has ended until they are tidied, only the one that is asked by what holds up
  const [holding, ...others] = await owner.query<{ scans: number; entries: number }>(
    `SELECT idx_scan::int AS scans, idx_tup_read::int AS entries FROM pg_stat_user_indexes WHERE schemaname = $1
     AND indexrelname IN ('decisions_holding', 'decisions_seq_idx', 'decisions_critical_under_way') ORDER BY indexrelname <> 'decisions_holding'`,
    [fixture.tenant.schema],
  );
  assert.ok(holding !== undefined && holding.scans >= batches * perBatch && holding.entries === 0);
  // Postgres itself looks at the ends of an index now and then, as it plans
  assert.ok(others.length === 2 && others.every(({ scans }) => scans < batches));
});
