/** What was stopped stays stopped through a restore; and where nobody knows what was, everything is stopped. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { newId } from '@gamut/kernel/id';
import {
  openTwoCells,
  type JobRow,
  type LivingTenant,
  type TwoCells,
} from '../../../../../tests/support/two-cells.ts';
import { stopsUnknown } from './keep-stops.ts';

let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

const restore = (tenant: LivingTenant, payload: object): Promise<JobRow> =>
  cells.run('tenant.restore', tenant.id, payload);

async function one<Row extends object>(tenant: LivingTenant, sql: string): Promise<Row> {
  const [row] = await cells.db.readTenant(await cells.ref(tenant.id), (tx) => tx.query<Row>(sql, []));
  assert.ok(row !== undefined);
  return row;
}

const engaged = (tenant: LivingTenant): Promise<{ target: string; id: string; reason: string }[]> =>
  cells
    .ref(tenant.id)
    .then((ref) =>
      cells.db.readTenant(ref, (tx) =>
        tx.query(
          'SELECT target, target_id AS id, reason FROM kill_switches WHERE released_at IS NULL ORDER BY target, target_id',
          [],
        ),
      ),
    );

test('kill switches and circuit breakers of after the export hold on, and one that was released since is engaged as the file has it', async () => {
  const tenant = await cells.live('stopped-since');
  const engage = (target: string, id: string) =>
    cells.ref(tenant.id).then((ref) =>
      cells.db.tenant(ref, (tx) =>
        tx.query(
          `INSERT INTO kill_switches (id, target, target_id, target_name, reason, engaged_at, engaged_by)
           VALUES ($1, $2, $3, 'it', 'a test', now(), 'usr_gone')`,
          [newId('kil', Date.now(), randomBytes(16)), target, id],
        ),
      ),
    );
  await engage('tool', tenant.tool);
  const { file } = await cells.exported(tenant);
  await cells.db.tenant(await cells.ref(tenant.id), async (tx) => {
    await tx.query(
      "UPDATE kill_switches SET released_at = now(), released_by = 'usr_gone', release_reason = 'a test'",
      [],
    );
    await tx.query("UPDATE agents SET breaker_opened_at = now(), breaker_reason = 'it ran wild'", []);
  });
  await engage('agent', tenant.agent);
  await engage('agent', 'agt_that_came_later');
  await engage('tenant', tenant.id);
  assert.equal((await restore(tenant, { file })).status, 'done');
  assert.deepEqual(
    (await engaged(tenant)).map(({ target, id }) => [target, id]).sort(),
    [
      ['agent', tenant.agent],
      ['agent', 'agt_that_came_later'],
      ['tenant', tenant.id],
      ['tool', tenant.tool],
    ].sort(),
  );
  assert.deepEqual(await one(tenant, 'SELECT breaker_reason AS why FROM agents'), { why: 'it ran wild' });
});

test('where nobody can say what was stopped since the export, everything is, until an administrator releases it', async () => {
  const tenant = await cells.live('nobody-knows');
  const { file } = await cells.exported(tenant);
  const { schema } = await cells.ref(tenant.id);
  await cells.look.home.script(`DROP SCHEMA ${schema} CASCADE`);
  assert.equal((await restore(tenant, { file })).status, 'done');
  const [only, ...more] = await engaged(tenant);
  assert.deepEqual([only?.target, only?.id, only?.reason, more], ['tenant', tenant.id, stopsUnknown, []]);
  const said = await one<{ bytes: string }>(
    tenant,
    "SELECT bytes FROM journal_entries WHERE kind = 'journal.restored'",
  );
  assert.match(said.bytes, /"stopsUnknown":true/);
});
