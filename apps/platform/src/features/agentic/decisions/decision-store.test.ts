/** Lists of decisions find what was asked for, and by any of the reasons that a decision names. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { reasonRows } from '@gamut/policy/reason-codes';
import type { Reason } from '@gamut/protocol/decision';
import { openLedger, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';
import { parseDecisionFilter } from './decision-filter.ts';
import { listDecisions } from './decision-store.ts';

let fixture: LedgerFixture;
before(async () => {
  fixture = await openLedger();
});
after(() => fixture.close());

const reason = (code: string): Reason => ({ code, control: null, message: 'm', fix: 'f', who: 'w' });
const decided = async (kind: 'block' | 'allow_and_log', ...codes: string[]): Promise<string> => {
  const decision = { kind, reasons: codes.map(reason), trace: [] };
  const entry = fixture.decision({ decision });
  assert.equal((await fixture.commit(entry))[0]?.status, 'committed');
  return entry.id;
};
const blocked = (...codes: string[]): Promise<string> => decided('block', ...codes);
const found = async (filter: string): Promise<string[]> => {
  const asked = parseDecisionFilter(filter, Date.now());
  const rows = await fixture.db.readTenant(fixture.tenant, (tx) =>
    listDecisions(tx, asked, { limit: 50, after: undefined }),
  );
  return rows.map(({ id }) => id);
};

test('what is noted of a decision that allows is found by its note, and only that stands in one', async () => {
  const id = await decided('allow_and_log', 'logged_high_risk', 'logged_acting_alone');
  assert.deepEqual(await found('reason:logged_acting_alone'), [id]);
  assert.deepEqual(await found('reason:logged_*'), [id]);
  const notes = Object.entries(reasonRows).filter(([, { effect }]) => effect === 'note');
  assert.deepEqual(
    notes.map(([code]) => code),
    Object.keys(reasonRows).filter((code) => code.startsWith('logged_')),
  );
});

test('among many decisions a reason that few have is found by its index, page after page', async () => {
  const first = await blocked('rare_gap', 'other_gap');
  await fixture.db.tenant(fixture.tenant, (tx) =>
    tx.query(
      `INSERT INTO decisions (id, seq, at, agent_id, agent_name, tool, kind, reason_codes)
       SELECT 'dec_many' || n, 1000000 + n, now(), $1, 'writer', 'files_write', 'block', ARRAY['common_gap', 'level_forbids_writing']
       FROM generate_series(1, 20000) AS n`,
      [fixture.agent],
    ),
  );
  const second = await blocked('rare_gap');
  const filter = parseDecisionFilter('reason:rare_gap', Date.now());
  const asked: [string, unknown[]][] = [];
  const query = async (sql: string, values: unknown[] = []) => {
    asked.push([sql, values]);
    return [];
  };
  await listDecisions({ query } as unknown as TenantReader, filter, { limit: 50, after: undefined });
  const [[sql, values] = ['', []]] = asked;
  const owner = await fixture.owner();
  await owner.script('ANALYZE decisions');
  const plan = JSON.stringify(await owner.query(`EXPLAIN ${sql}`, values));
  await owner.close();
  assert.match(plan, /decisions_refused_by_reason/);
  assert.deepEqual(new Set(await found('reason:rare_gap')), new Set([second, first]));
});

test('a reason is found first or last among several, whole or by its beginning, and never within another', async () => {
  const both = await blocked('tool_not_permitted', 'limit_calls');
  const one = await blocked('limit_calls');
  const other = await blocked('limit_calls_of_tool');
  await fixture.commit(fixture.decision());
  assert.deepEqual(await found('reason:limit_calls'), [one, both]);
  assert.deepEqual(await found('reason:limit_*'), [other, one, both]);
  assert.deepEqual(await found('reason:tool_not_permitted,limit_calls_of_tool'), [other, both]);
  assert.deepEqual(await found('reason:limit_calls decision:block tool:files_*'), [one, both]);
  assert.deepEqual(await found('reason:calls'), []);
  assert.deepEqual(await found("reason:x');--"), []);
});
