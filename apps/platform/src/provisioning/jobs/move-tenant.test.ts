/** A tenant that is moved: every row exact, journal and sealed values whole, one cell that can be used and never two, whatever dies. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTwoCells, type TwoCells } from '../../../../../tests/support/two-cells.ts';

let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

test('a moved tenant is in its new cell whole, and gone from the old one', async () => {
  const tenant = await cells.live('mover');
  const before_ = await cells.ref(tenant.id);
  const row = await cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex' });
  assert.equal(row.failure, null);
  assert.equal(row.status, 'done');
  const ref = await cells.ref(tenant.id);
  assert.deepEqual([ref.cell, ref.status, ref.authorityEpoch], ['annex', 'active', before_.authorityEpoch]);
  assert.equal((await tenant.decide(ref)).status, 'committed');
});
