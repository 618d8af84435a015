/** After an outage of the database Gateways come first: what they kept is handed in before anything is put in doubt. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLogger } from '@gamut/service/logger';
import { clock, openLedger, outcome, type LedgerFixture } from '../../../tests/support/ledger.ts';
import { testPlatform, type PlatformUnderTest } from '../../../tests/support/platform.ts';
import type { Platform } from './platform.ts';
import { createSweeper } from './sweep-regularly.ts';

let fixture: LedgerFixture;
let under: PlatformUnderTest;
before(async () => {
  [fixture, under] = await Promise.all([openLedger(), testPlatform()]);
});
after(async () => {
  await under.close();
  await fixture.close();
});

const stateOf = async (id: string): Promise<string | undefined> => {
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ state: string }>('SELECT state FROM decisions WHERE id = $1', [id]),
  );
  return row?.state;
};

test('the first round after an outage puts nothing in doubt, and the next one does', async () => {
  const [kept, lost] = [fixture.decision(), fixture.decision()];
  await fixture.commit(kept, lost);
  let away = false;
  const listTenants = () =>
    away ? Promise.reject(new Error('the database is away')) : fixture.db.listTenants();
  const { platform } = under.running;
  const sweeper = createSweeper(
    {
      ...platform,
      db: Object.create(fixture.db, { listTenants: { value: listTenants } }) as Platform['db'],
      clock: { ...clock, nowMs: () => clock.nowMs() + 600_000 },
      logger: createLogger('sweeps', { level: 'silent' }),
    },
    1_000_000,
  );
  away = true;
  await sweeper.round();
  away = false;
  await sweeper.round();
  assert.deepEqual([await stateOf(kept.id), await stateOf(lost.id)], ['started', 'started']);
  await fixture.commit(outcome(kept.id));
  await sweeper.round();
  assert.deepEqual([await stateOf(kept.id), await stateOf(lost.id)], ['done', 'in_doubt']);
  await sweeper.stop();
});
