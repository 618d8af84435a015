/** Work of the operator that crosses other work: each alone is sound, and none may undo what another promised. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { sealedUnder } from '@gamut/crypto/envelope';
import { newId } from '@gamut/kernel/id';
import { createFactsDesk } from '../../apps/platform/src/features/agentic/facts/facts-desk.ts';
import { raiseAuthority } from '../../apps/platform/src/provisioning/raise-authority.ts';
import { noKeyPorts } from '../../apps/platform/src/tenancy/key-ports.ts';
import { keyTimes } from '../../apps/platform/src/tenancy/key-times.ts';
import { createKeyRotations } from '../../apps/platform/src/tenancy/rotation/key-rotations.ts';
import { openTwoCells, type JobRow, type LivingTenant, type TwoCells } from '../support/two-cells.ts';

const encryptionKey = randomBytes(32);
let aheadMs = 0;
const clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: () => performance.now() + aheadMs };
let cells: TwoCells;

before(async () => {
  cells = await openTwoCells({ encryptionKey, clock });
});
after(() => cells.close());

const restore = (tenant: LivingTenant, payload: object): Promise<JobRow> =>
  cells.run('tenant.restore', tenant.id, payload);

async function rows<Row extends object>(tenant: LivingTenant, sql: string): Promise<Row[]> {
  return cells.db.readTenant(await cells.ref(tenant.id), (tx) => tx.query<Row>(sql, []));
}

for (const kind of ['tenant.move', 'tenant.restore'] as const)
  test(`a ${kind} that was under way in a database that was brought back gives nobody access, and is asked for again`, async () => {
    const tenant = await cells.live(kind === 'tenant.move' ? 'halfway' : 'half-restored');
    const payload = kind === 'tenant.move' ? { from: 'home', to: 'annex' } : await cells.exported(tenant);
    const job = await cells.ask(kind, tenant.id, payload);
    await cells.dieAt('frozen');
    await raiseAuthority(cells.parts());
    while (await cells.work());
    assert.equal((await cells.job(job)).status, 'failed');
    assert.notEqual((await cells.ref(tenant.id)).status, 'active');
    const [before_] = await cells.look.home.query<{ step: string }>(
      'SELECT step FROM control.jobs WHERE id = $1',
      [job],
    );
    assert.match(before_?.step ?? '', /^frozen suspended /, 'what a second request gives back');
    const again = await cells.run(kind, tenant.id, payload);
    assert.deepEqual([again.status, again.failure], ['done', null]);
    assert.equal((await cells.ref(tenant.id)).status, 'suspended');
    const live = await rows(tenant, 'SELECT id FROM agent_credentials WHERE revoked_at IS NULL');
    assert.deepEqual(live, []);
  });

test('a standing that ends with a move is given to no Gateway under a version that outlives it', async () => {
  const tenant = await cells.live('in-transit');
  const desk = createFactsDesk(cells.db);
  const ask = (version: number) =>
    desk.sync({ instance: 'gwy_test', directoryVersion: 0, held: [{ tenant: tenant.id, version }] });
  await cells.ask('tenant.move', tenant.id, { from: 'home', to: 'annex' });
  await cells.dieAt('frozen');
  cells.db.forgetTenant(tenant.id);
  const amid = await ask(0);
  assert.deepEqual([amid.facts, amid.unconfirmed], [[], [tenant.id]]);
  while (await cells.work());
  cells.db.forgetTenant(tenant.id);
  const answer = await ask(0);
  assert.equal(answer.facts[0]?.tenantStatus, 'active');
});

test('a restore amid the last pass of a data key’s rotation loses nothing that it brings back', async () => {
  const tenant = await cells.live('crossed-keys');
  const { file } = await cells.exported(tenant);
  const rotations = createKeyRotations(
    {
      db: cells.db,
      encryptionKeys: [encryptionKey],
      clock,
      random: randomBytes,
      keys: cells.keys,
      ports: noKeyPorts,
    },
    (_, error) => {
      throw error;
    },
  );
  const begun = await cells.db.control(async (tx) => rotations.beginDataKey(tx, await cells.ref(tenant.id)));
  const cursor = async () =>
    (
      await cells.look.home.query<{ state: string; cursor: { phase: string; table: string | null } }>(
        'SELECT state, cursor FROM control.key_rotations WHERE id = $1',
        [begun.id],
      )
    )[0];
  const roundsUntil = async (there: (at: { phase: string; table: string | null }) => boolean) => {
    for (let left = 60; left > 0; left--) {
      const row = await cursor();
      if (row === undefined || row.state !== 'running' || there(row.cursor)) return row?.state;
      aheadMs += keyTimes.settleMs;
      await rotations.round();
    }
    throw new Error('the rotation came to no end');
  };
  await roundsUntil(({ phase, table }) => phase === 'check' && table === 'webhook_endpoints');
  assert.equal((await restore(tenant, { file })).failure, null);
  cells.db.forgetTenant(tenant.id);
  assert.equal(await roundsUntil(() => false), 'done');
  cells.keys.forget(tenant.id);
  const sealer = await cells.keys.sealerOf(await cells.ref(tenant.id));
  const sealed = await rows<{ id: string; text: string }>(
    tenant,
    'SELECT id, arguments_sealed AS text FROM approvals',
  );
  assert.ok(sealed.length > 0);
  for (const { id, text } of sealed) {
    assert.equal(sealedUnder(text), begun.toKeyId);
    sealer.open({ table: 'approvals', column: 'arguments_sealed', row: id }, text);
  }
});

test('what was stopped after the export stays stopped through a restore', async () => {
  const tenant = await cells.live('stopped-since');
  const endpoint = newId('job', Date.now(), randomBytes(16));
  const ref = await cells.ref(tenant.id);
  await cells.db.tenant(ref, async (tx) => {
    for (const id of [endpoint, `${endpoint}-gone`])
      await tx.query(
        `INSERT INTO webhook_endpoints (id, name, url, events, status, secret_sealed, cursor, next_attempt_at, created_at, updated_at)
         VALUES ($1, $1, 'https://hooks.example/', '{*}', 'active', 'x', 0, now(), now(), now())`,
        [id],
      );
  });
  const { file } = await cells.exported(tenant);
  await cells.db.tenant(ref, async (tx) => {
    await tx.query("UPDATE agents SET status = 'suspended', status_reason = 'it went astray'", []);
    await tx.query("UPDATE connectors SET status = 'quarantined', status_reason = 'it lied'", []);
    await tx.query("UPDATE webhook_endpoints SET status = 'paused'", []);
    await tx.query('DELETE FROM webhook_endpoints WHERE id = $1', [`${endpoint}-gone`]);
  });
  assert.equal((await restore(tenant, { file })).failure, null);
  assert.deepEqual(await rows(tenant, 'SELECT DISTINCT status, status_reason AS why FROM agents'), [
    { status: 'suspended', why: 'it went astray' },
  ]);
  assert.deepEqual(await rows(tenant, 'SELECT DISTINCT status FROM connectors'), [{ status: 'quarantined' }]);
  assert.deepEqual(await rows(tenant, 'SELECT status FROM webhook_endpoints'), [
    { status: 'paused' },
    { status: 'paused' },
  ]);
});

test('a job’s step that names the place of another tenant drops nothing', async () => {
  const [tenant, victim] = [await cells.live('borrower'), await cells.live('lender')];
  const { schema, role } = await cells.ref(victim.id);
  const { file } = await cells.exported(tenant);
  for (const [kind, step, payload] of [
    ['tenant.move', `flipped home ${schema} ${role}`, { from: 'home', to: 'annex' }],
    ['tenant.restore', `flipped home ${schema} ${role}`, { file }],
    ['tenant.move', `frozen active ${schema} ${role}`, { from: 'annex', to: 'home' }],
    ['tenant.restore', `frozen active ${schema} ${role}`, { file }],
  ] as const) {
    const job = await cells.ask(kind, tenant.id, payload);
    await cells.look.home.query('UPDATE control.jobs SET step = $2 WHERE id = $1', [job, step]);
    await cells.work();
    const { status, failure } = await cells.job(job);
    assert.equal(status, 'failed', `${kind} ${step}`);
    assert.match(failure ?? '', /another tenant/);
    assert.equal(await cells.writes(await cells.ref(victim.id)), true, `${kind} ${step}`);
  }
});

test('a file of another slug than the one that the operator named is refused', async () => {
  const tenant = await cells.live('rightful');
  const { file } = await cells.exported(tenant);
  const row = await restore(tenant, { file, slug: 'pretender' });
  assert.match(row.failure ?? '', /rightful/);
  assert.equal((await cells.ref(tenant.id)).status, 'active');
});
