/** A tenant that is restored: what the file says, row for row, and nothing that was issued before counts any more; killed anywhere, resumed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { reportDrift } from '@gamut/database/drift';
import { migrateDatabase } from '@gamut/database/migrate';
import { newId } from '@gamut/kernel/id';
import { systemTime } from '@gamut/service/system-time';
import { newDecision, nonce } from '../../../../../tests/support/ledger.ts';
import { sumTenant, tracesOf } from '../../../../../tests/support/tenant-picture.ts';
import {
  openTwoCells,
  type ExportedFile,
  type JobRow,
  type LivingTenant,
  type TwoCells,
} from '../../../../../tests/support/two-cells.ts';
import { verifyJournal } from '../../audit/verify-journal.ts';

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

test('an export is one whole file, for its owner’s eyes, and the same moment exports to the same rows', async () => {
  const tenant = await cells.live('exporter');
  const first = await cells.exported(tenant);
  const path = join(cells.exportFolder, first.file);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(sha256Hex(readFileSync(path)), first.sha256);
  assert.equal(readdirSync(cells.exportFolder).filter((name) => name.endsWith('.part')).length, 0);
  const second = await cells.exported(tenant);
  const rows = ({ file }: ExportedFile) =>
    readFileSync(join(cells.exportFolder, file), 'utf8').split('\n').slice(1, -2);
  assert.deepEqual(rows(first), rows(second));
});

test('the drill: exported, then acted on, then restored; what was issued before and since is dead', async () => {
  const tenant = await cells.live('driller');
  const before_ = await cells.ref(tenant.id);
  const old = await one<{ version: number }>(tenant, 'SELECT version FROM facts_state');
  const file = await cells.exported(tenant);
  // acted on: a batch that somebody captures, an approval that is used up, a journal that grows
  const approval = await one<{ id: string; action: string }>(
    tenant,
    "SELECT id, action_sha256 AS action FROM approvals WHERE status = 'approved'",
  );
  const captured = {
    tenant: tenant.id,
    instance: 'gwy_test',
    entries: [newDecision(tenant.agent, tenant.tool, { factsVersion: old.version })],
  };
  const spent = nonce();
  await cells.ledger.commit(before_, captured, spent);
  const uses = { approval: approval.id, actionSha256: approval.action };
  assert.equal((await tenant.decide(before_, uses)).status, 'committed');
  const grown = await one<{ seq: number }>(
    tenant,
    "SELECT seq FROM journal_heads WHERE stream = 'decisions'",
  );

  const row = await restore(tenant, { file: file.file });
  assert.deepEqual([row.status, row.failure], ['done', null]);

  const ref = await cells.ref(tenant.id);
  assert.deepEqual([ref.status, ref.authorityEpoch], ['suspended', 2]);
  const facts = await one<{ version: number }>(tenant, 'SELECT version FROM facts_state');
  assert.equal(facts.version, 2 * 2 ** 32);
  // the very batch again, under its own nonce and under a fresh one; suspended and reactivated
  await assert.rejects(cells.ledger.commit(ref, captured, spent), { code: 'replayed' });
  await cells.look.home.query("UPDATE control.tenants SET status = 'active' WHERE id = $1", [tenant.id]);
  const active = await cells.ref(tenant.id);
  assert.equal((await cells.ledger.commit(active, captured, nonce())).results[0]?.status, 'stale');
  assert.equal((await tenant.decide(active, { factsVersion: old.version })).status, 'stale');
  const reused = await tenant.decide(active, uses);
  assert.deepEqual(
    [reused.status, 'reason' in reused && reused.reason.code],
    ['refused', 'approval_not_usable'],
  );
  const dead = await one<{ open: number; live: number }>(
    tenant,
    `SELECT (SELECT count(*) FROM approvals WHERE status IN ('pending', 'approved')) AS open,
       (SELECT count(*) FROM agent_credentials WHERE revoked_at IS NULL) AS live`,
  );
  assert.deepEqual(dead, { open: 0, live: 0 });
  const [control] = await cells.look.home.query(
    `SELECT (SELECT count(*) FROM control.sessions WHERE tenant_id = $1 AND ended_at IS NULL) AS sessions,
       (SELECT count(*) FROM control.sign_in_links WHERE tenant_id = $1 AND used_at IS NULL) AS links`,
    [tenant.id],
  );
  assert.deepEqual(control, { sessions: 0, links: 0 });
  // and it says so itself
  const said = await one<{ bytes: string }>(
    tenant,
    "SELECT bytes FROM journal_entries WHERE kind = 'journal.restored'",
  );
  const { after: told } = (JSON.parse(said.bytes) as { body: { after: Record<string, unknown> } }).body;
  assert.equal(told['sha256'], file.sha256);
  assert.equal((told['was'] as { decisions: number }).decisions, grown.seq);
  assert.equal((told['is'] as { decisions: number }).decisions, grown.seq - 2);
  assert.equal((await tenant.decide(active)).status, 'committed', 'on the facts in force it works');
  const { db, signer } = cells;
  const report = await verifyJournal({ db, signer, witness: null, clock: systemTime }, active, 'test');
  assert.equal(report.outcome, 'verified', report.summary);
  assert.ok(report.notes.some((note) => note.includes('generation 2')));
});

test('what comes back is the file, row for row, and sealed values open', async () => {
  const tenant = await cells.live('faithful');
  const was = await cells.ref(tenant.id);
  const changed = ['facts_state', 'approvals', 'agent_credentials', 'journal_entries', 'journal_heads'];
  const sums = await sumTenant(cells.look.home, was.schema, changed);
  const { file } = await cells.exported(tenant);
  await cells.db.tenant(was, (tx) => tx.query("UPDATE people SET name = 'Somebody else'", []));
  assert.equal((await restore(tenant, { file })).status, 'done');
  const ref = await cells.ref(tenant.id);
  assert.deepEqual(await sumTenant(cells.look.home, ref.schema, changed), sums);
  assert.deepEqual((await tracesOf(cells.look.home, tenant.id)).schemas, [ref.schema]);
  const sealer = await cells.keys.sealerOf(ref);
  const sealed = await one<{ id: string; text: string }>(
    tenant,
    'SELECT id, arguments_sealed AS text FROM approvals',
  );
  const place = { table: 'approvals', column: 'arguments_sealed', row: sealed.id } as const;
  assert.equal(sealer.open(place, sealed.text), '{"path":"a.txt"}');
  assert.deepEqual([await cells.writes(was), await cells.writes(ref)], [false, true]);
});

test('a tenant in a cell beside home is restored there', async () => {
  const tenant = await cells.live('outsider');
  await cells.run('tenant.move', tenant.id, { from: 'home', to: 'annex' });
  const { file } = await cells.exported(tenant);
  const row = await restore(tenant, { file });
  assert.deepEqual([row.status, row.failure], ['done', null]);
  const ref = await cells.ref(tenant.id);
  assert.deepEqual([ref.cell, ref.authorityEpoch], ['annex', 2]);
  const ledger = cells.home.migrations.tenant.length;
  assert.deepEqual(await tracesOf(cells.look.annex, tenant.id), {
    schemas: [ref.schema],
    rows: 1,
    agents: 1,
    ledger,
  });
  const [mirror] = await cells.look.annex.query<{ schema: string }>(
    'SELECT schema_name AS schema FROM control.tenants WHERE id = $1',
    [tenant.id],
  );
  assert.equal(mirror?.schema, ref.schema);
});

for (const point of ['frozen', 'fenced', 'built', 'flipped', 'dropped'])
  test(`killed when it has ${point}, what home points to is whole; then the job goes on to its end`, async () => {
    const tenant = await cells.live(`falls-${point}`);
    const stale = await cells.ref(tenant.id);
    const { file } = await cells.exported(tenant);
    const job = await cells.ask('tenant.restore', tenant.id, { file });
    await cells.dieAt(point);
    const fresh = await cells.ref(tenant.id);
    const flipped = point === 'flipped' || point === 'dropped';
    assert.deepEqual([fresh.status, fresh.authorityEpoch], flipped ? ['suspended', 2] : ['moving', 1]);
    assert.equal(await cells.writes(stale), point === 'frozen');
    assert.equal(await cells.writes(fresh), flipped || point === 'frozen');
    assert.equal(await cells.work(), true);
    assert.equal((await cells.job(job)).status, 'done');
    const ref = await cells.ref(tenant.id);
    assert.deepEqual([ref.status, ref.authorityEpoch], ['suspended', 2]);
    assert.deepEqual((await tracesOf(cells.look.home, tenant.id)).schemas, [ref.schema]);
    assert.equal(await cells.writes(stale), false);
  });

test('a deleted tenant comes back only when that is said, with its people, its key and an epoch above the last', async () => {
  const tenant = await cells.live('lazarus');
  await cells.look.home.query(
    `WITH person AS (INSERT INTO control.users (id, email, name, created_at, updated_at)
       VALUES ($1, 'auditor@lazarus.example', 'Auditor', now(), now()) RETURNING id)
     INSERT INTO control.memberships (user_id, tenant_id, role, created_at) SELECT id, $2, 'auditor', now() FROM person`,
    [newId('usr', Date.now(), randomBytes(16)), tenant.id],
  );
  const { file, sha256 } = await cells.exported(tenant);
  await cells.look.home.query("UPDATE control.tenants SET status = 'deleting' WHERE id = $1", [tenant.id]);
  assert.equal((await cells.run('tenant.delete', tenant.id, { slug: 'lazarus' })).failure, null);
  const refused = await restore(tenant, { file });
  assert.match(refused.failure ?? '', /was deleted, and its key with it/);
  const shut = await restore(tenant, { file, sha256, afterDeletion: true, opensKeys: ['AAAAAAAAAAA'] });
  assert.match(shut.failure ?? '', /under a DATA_ENCRYPTION_KEY that platform does not hold/);
  assert.deepEqual(await tracesOf(cells.look.home, tenant.id), {
    schemas: [],
    rows: 0,
    agents: 0,
    ledger: 0,
  });
  const row = await restore(tenant, { file, sha256, afterDeletion: true });
  assert.deepEqual([row.status, row.failure], ['done', null]);
  const ref = await cells.ref(tenant.id);
  assert.deepEqual([ref.slug, ref.status, ref.authorityEpoch], ['lazarus', 'suspended', 2]);
  assert.deepEqual([row.result?.['membersBroughtBack'], row.result?.['keysBroughtBack']], [2, 1]);
  const people = await cells.look.home.query(
    'SELECT role, status, status_reason AS why FROM control.memberships WHERE tenant_id = $1 ORDER BY role',
    [tenant.id],
  );
  const why = 'came back with the tenant after its deletion';
  assert.deepEqual(people, [
    { role: 'administrator', status: 'invited', why },
    { role: 'auditor', status: 'suspended', why },
  ]);
  cells.keys.forget(tenant.id);
  const sealer = await cells.keys.sealerOf(ref);
  const sealed = await one<{ id: string; text: string }>(
    tenant,
    'SELECT id, arguments_sealed AS text FROM approvals',
  );
  assert.equal(
    sealer.open({ table: 'approvals', column: 'arguments_sealed', row: sealed.id }, sealed.text),
    '{"path":"a.txt"}',
  );
});

test('a data key that was replaced and shredded since comes back with what it sealed, and seals nothing more', async () => {
  const tenant = await cells.live('rekeyed');
  const { file } = await cells.exported(tenant);
  const rows =
    'SELECT version, wrapped, retired_at IS NULL AS seals FROM control.tenant_keys WHERE tenant_id = $1';
  const [was] = await cells.look.home.query<{ wrapped: string }>(rows, [tenant.id]);
  await cells.look.home.query(
    "UPDATE control.tenant_keys SET wrapped = 'shredded', retired_at = now() WHERE tenant_id = $1",
    [tenant.id],
  );
  await cells.look.home.query(
    "INSERT INTO control.tenant_key_ports (tenant_id, service, key_name, opened_at, created_at) VALUES ($1, 'acme', 'gamut', now(), now())",
    [tenant.id],
  );
  const row = await restore(tenant, { file });
  assert.equal(row.failure, null);
  assert.equal(row.result?.['keysNotUnderCustomersKey'], 1, 'and it is said that theirs does not wrap it');
  const said = `SELECT bytes FROM control.journal_entries WHERE kind = 'tenant.restored' AND subject = '${tenant.id}'`;
  assert.match(JSON.stringify(await cells.look.home.query(said)), /keysNotUnderCustomersKey\W+1/);
  assert.deepEqual(await cells.look.home.query(rows, [tenant.id]), [
    { version: 1, wrapped: was?.wrapped, seals: false },
  ]);
});

test('a slug that somebody else has by now is not taken from them', async () => {
  const tenant = await cells.live('namesake');
  const { file } = await cells.exported(tenant);
  await cells.look.home.query("UPDATE control.tenants SET status = 'deleting' WHERE id = $1", [tenant.id]);
  await cells.run('tenant.delete', tenant.id, { slug: 'namesake' });
  await cells.home.createTenant('namesake');
  const row = await restore(tenant, { file, afterDeletion: true });
  assert.match(row.failure ?? '', /the slug namesake belongs to/);
});

test('a tenant whose cell lost its schema comes back from its file', async () => {
  const tenant = await cells.live('stricken');
  const { file } = await cells.exported(tenant);
  const { schema } = await cells.ref(tenant.id);
  await cells.look.home.script(`DROP SCHEMA ${schema} CASCADE`);
  assert.deepEqual((await restore(tenant, { file })).status, 'done');
  assert.equal(await cells.writes(await cells.ref(tenant.id)), true);
});

test('a file of an older build is brought to this build’s migrations as it is restored', async () => {
  const tenant = await cells.live('older');
  const { file } = await cells.exported(tenant);
  const { migrations } = cells.home;
  const sql = "ALTER TABLE :schema.people ADD COLUMN nickname text NOT NULL DEFAULT 'none'";
  const next = { version: migrations.tenant.length + 1, name: 'nicknames', checksum: sha256Hex(sql), sql };
  const newer = { control: migrations.control, tenant: [...migrations.tenant, next] };
  const job = await cells.ask('tenant.restore', tenant.id, { file });
  await cells.work({ migrations: newer });
  assert.match((await cells.job(job)).failure ?? '', /not at this build’s version/);
  await migrateDatabase({ migratorUrl: cells.home.migratorUrl, migrations: newer });
  const again = await cells.ask('tenant.restore', tenant.id, { file });
  await cells.work({ migrations: newer });
  assert.equal((await cells.job(again)).failure, null);
  assert.deepEqual(await one(tenant, 'SELECT DISTINCT nickname FROM people'), { nickname: 'none' });
  const drift = await reportDrift({ migratorUrl: cells.home.migratorUrl, migrations: newer });
  assert.deepEqual(drift, [], 'and it is what a new tenant of that build is');
});
