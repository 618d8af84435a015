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

test('a plan that a refused checkpoint stopped after the export stays stopped, whatever the file knows of it', async () => {
  const tenant = await cells.live('planned-since');
  const stages = JSON.stringify([
    {
      name: 'one',
      toolIds: [],
      toolsets: [],
      checkpoint: { approverRole: 'agent_operator', approverIds: [] },
    },
    { name: 'two', toolIds: [], toolsets: [], checkpoint: null },
  ]);
  const write = async (id: string, halted: boolean): Promise<void> =>
    cells.db.tenant(await cells.ref(tenant.id), async (tx) => {
      await tx.query(
        `INSERT INTO workflow_plans (id, agent_id, name, purpose, stages, throughout_tool_ids, lasts_hours, sha256, status, stage, halted,
           written_by, written_at, approved_by, approved_at, started_by, started_at, ends_at)
         VALUES ($1, $2, 'a plan', 'tests', $3::jsonb, '{}', 1, repeat('0', 64), 'active', 1, $4, 'usr_a', now(), 'usr_b', now(), 'usr_b', now(), now())`,
        [id, tenant.agent, stages, halted],
      );
    });
  const standing = () =>
    one<{ said: string }>(
      tenant,
      "SELECT string_agg(id || ' ' || status || ' ' || halted, ', ' ORDER BY id) AS said FROM workflow_plans",
    );
  const before = await cells.exported(tenant);
  await write('wfp_later', true);
  assert.equal((await restore(tenant, { file: before.file })).status, 'done');
  assert.deepEqual(await standing(), { said: 'wfp_later active true' }, 'the file knows nothing of it');
  await cells.db.tenant(await cells.ref(tenant.id), (tx) =>
    tx.query("UPDATE workflow_plans SET halted = false WHERE id = 'wfp_later'", []),
  );
  const running = await cells.exported(tenant);
  await cells.db.tenant(await cells.ref(tenant.id), async (tx) => {
    await tx.query(
      "UPDATE workflow_plans SET status = 'cancelled', ended_at = now(), ended_by = 'usr_a', end_reason = 'another' WHERE id = 'wfp_later'",
      [],
    );
  });
  await write('wfp_other', true);
  assert.equal((await restore(tenant, { file: running.file })).status, 'done');
  assert.deepEqual(
    await standing(),
    { said: 'wfp_later active true' },
    'the one that binds it now is stopped',
  );
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
