/** Lists of decisions find what was asked for, and by any of the reasons that a decision names. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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
const blocked = async (...codes: string[]): Promise<string> => {
  const decision = { kind: 'block' as const, reasons: codes.map(reason), trace: [] };
  const entry = fixture.decision({ decision });
  assert.equal((await fixture.commit(entry))[0]?.status, 'committed');
  return entry.id;
};
const found = async (filter: string): Promise<string[]> => {
  const asked = parseDecisionFilter(filter, Date.now());
  const rows = await fixture.db.readTenant(fixture.tenant, (tx) =>
    listDecisions(tx, asked, { limit: 50, after: undefined }),
  );
  return rows.map(({ id }) => id);
};

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
