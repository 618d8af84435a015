/** A tenant that is moved: every row exact, journal and sealed values whole, one cell that can be used and never two, whatever dies. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reportDrift } from '@gamut/database/drift';
import { systemTime } from '@gamut/service/system-time';
import { sumTenant, tracesOf } from '../../../../../tests/support/tenant-picture.ts';
import { openTwoCells, type LivingTenant, type TwoCells } from '../../../../../tests/support/two-cells.ts';
import { nonce } from '../../../../../tests/support/ledger.ts';
import { verifyJournal } from '../../audit/verify-journal.ts';

let cells: TwoCells;

before(async () => {
  cells = await openTwoCells();
});
after(() => cells.close());

const move = (tenant: LivingTenant, to: 'home' | 'annex') =>
  cells.run('tenant.move', tenant.id, { from: to === 'home' ? 'annex' : 'home', to });

async function assertWhole(tenant: LivingTenant): Promise<void> {
  const ref = await cells.ref(tenant.id);
  const { db, signer } = cells;
  const report = await verifyJournal({ db, signer, witness: null, clock: systemTime }, ref, 'test');
  assert.equal(report.outcome, 'verified', report.summary);
  const sealer = await cells.keys.sealerOf(ref);
  const sealed = await db.readTenant(ref, (tx) =>
    tx.query<{ id: string; text: string }>('SELECT id, arguments_sealed AS text FROM approvals', []),
  );
  assert.equal(sealed.length, 2);
  for (const { id, text } of sealed)
    assert.equal(
      sealer.open({ table: 'approvals', column: 'arguments_sealed', row: id }, text),
      '{"path":"a.txt"}',
    );
}

test('a moved tenant is in its new cell row for row, gone from the old one, and goes on working', async () => {
  const tenant = await cells.live('mover');
  const was = await cells.ref(tenant.id);
  const sums = await sumTenant(cells.look.home, was.schema);
  const row = await move(tenant, 'annex');
  assert.deepEqual([row.status, row.failure], ['done', null]);
  const ref = await cells.ref(tenant.id);
  assert.deepEqual([ref.cell, ref.status, ref.authorityEpoch], ['annex', 'active', was.authorityEpoch]);
  assert.deepEqual(await sumTenant(cells.look.annex, ref.schema), sums);
  assert.ok(sums.some(({ table, rows }) => table === 'nonces' && rows > 5));
  const ledger = cells.home.migrations.tenant.length;
  assert.deepEqual(await tracesOf(cells.look.annex, tenant.id), {
    schemas: [ref.schema],
    rows: 1,
    agents: 1,
    ledger,
  });
  assert.deepEqual(await tracesOf(cells.look.home, tenant.id), {
    schemas: [],
    rows: 1,
    agents: 0,
    ledger: 0,
  });
  assert.equal((await tenant.decide(ref)).status, 'committed');
  await assertWhole(tenant);
  for (const cell of ['home', 'annex'] as const) {
    const { migratorUrl, migrations } = cells[cell];
    const drift = await reportDrift({ migratorUrl, migrations, cell });
    assert.deepEqual(drift, [], 'it is what a new tenant there is');
  }
});

test('a nonce that was spent in the old cell is spent in the new one', async () => {
  const tenant = await cells.live('replayed');
  const spent = nonce();
  const before_ = await cells.ref(tenant.id);
  const batch = { tenant: tenant.id, instance: 'gwy_test', entries: [] };
  await cells.ledger.commit(before_, batch, spent);
  assert.equal((await move(tenant, 'annex')).status, 'done');
  const ref = await cells.ref(tenant.id);
  await assert.rejects(cells.ledger.commit(ref, batch, spent), { code: 'replayed' });
});

test('it moves back again, and a stale reference is refused on either side', async () => {
  const tenant = await cells.live('returner');
  const first = await cells.ref(tenant.id);
  await move(tenant, 'annex');
  const second = await cells.ref(tenant.id);
  assert.equal((await move(tenant, 'home')).status, 'done');
  const third = await cells.ref(tenant.id);
  assert.deepEqual(
    [await cells.writes(first), await cells.writes(second), await cells.writes(third)],
    [false, false, true],
  );
  assert.deepEqual(await tracesOf(cells.look.annex, tenant.id), {
    schemas: [],
    rows: 0,
    agents: 0,
    ledger: 0,
  });
  await assertWhole(tenant);
});

test('a suspended tenant stays suspended', async () => {
  const tenant = await cells.live('sleeper');
  await cells.look.home.query("UPDATE control.tenants SET status = 'suspended' WHERE id = $1", [tenant.id]);
  assert.equal((await move(tenant, 'annex')).status, 'done');
  assert.equal((await cells.ref(tenant.id)).status, 'suspended');
});

test('what a transaction under way writes is carried along, and what it writes after the fence is refused', async () => {
  const tenant = await cells.live('writer');
  const ref = await cells.ref(tenant.id);
  let enter!: () => void;
  let leave!: () => void;
  const inside = new Promise<void>((resolve) => (enter = resolve));
  const held = new Promise<void>((resolve) => (leave = resolve));
  const early = cells.db.tenant(ref, async (tx) => {
    await tx.query(
      "INSERT INTO people (id, name, email) VALUES ('usr_early', 'Early', 'early@x.example')",
      [],
    );
    enter();
    await held;
  });
  const moved = inside.then(() => move(tenant, 'annex'));
  // opened before the fence, and has touched nothing yet
  const late = cells.db
    .tenant(ref, async (tx) => {
      await tx.query('SELECT 1 AS one', []);
      await moved;
      await tx.query(
        "INSERT INTO people (id, name, email) VALUES ('usr_late', 'Late', 'late@x.example')",
        [],
      );
    })
    .then(
      () => 'written',
      (error: { code?: string }) => error.code,
    );
  await inside;
  setTimeout(leave, 300);
  assert.equal((await moved).status, 'done');
  await early;
  assert.ok(['unavailable', '42501', '42P01'].includes((await late) ?? ''), 'Postgres refused it');
  const people = await cells.db.readTenant(await cells.ref(tenant.id), (tx) =>
    tx.query<{ id: string }>("SELECT id FROM people WHERE id LIKE 'usr_early' OR id LIKE 'usr_late'", []),
  );
  assert.deepEqual(people, [{ id: 'usr_early' }]);
});

test('writers that take the tables in every order neither stop a move nor lose what was acknowledged', async () => {
  const tenant = await cells.live('crowd');
  const ref = await cells.ref(tenant.id);
  const inserts = [
    "INSERT INTO people (id, name, email) VALUES ($1, 'Crowd', 'crowd@x.example')",
    'INSERT INTO nonces (nonce, expires_at) VALUES ($1, now())',
    "INSERT INTO incident_playbooks (id, name, action_types, steps, created_at) VALUES ($1, $1, '{read}', '', now())",
    "INSERT INTO findings (id, agent_id, severity, title, created_at, updated_at) SELECT $1, id, 'low', 'x', now(), now() FROM agents",
  ];
  const acknowledged: string[] = [];
  const writer = async (which: number): Promise<void> => {
    for (let n = 0; ; n++) {
      const id = `crowd-${String(which)}-${String(n)}`;
      const order = which % 2 === 0 ? inserts : inserts.toReversed();
      try {
        await cells.db.tenant(ref, async (tx) => {
          for (const sql of order) await tx.query(sql, [id]);
        });
      } catch {
        return;
      }
      acknowledged.push(id);
    }
  };
  const writers = Promise.all(Array.from({ length: 8 }, (_, which) => writer(which)));
  while (acknowledged.length < 20) await new Promise((resolve) => void setImmediate(resolve));
  const row = await move(tenant, 'annex');
  await writers;
  assert.deepEqual([row.status, row.failure], ['done', null]);
  const rows = await cells.db.readTenant(await cells.ref(tenant.id), (tx) =>
    tx.query<{ id: string }>(
      'SELECT p.id FROM people p JOIN nonces n ON n.nonce = p.id JOIN findings f ON f.id = p.id',
      [],
    ),
  );
  assert.deepEqual(rows.map(({ id }) => id).sort(), acknowledged.sort());
});

for (const point of ['frozen', 'fenced', 'copied', 'flipped', 'dropped'])
  test(`killed when it has ${point}, at most one cell takes writes; then the job goes on to its end`, async () => {
    const tenant = await cells.live(`dies-${point}`);
    const stale = await cells.ref(tenant.id);
    const sums = await sumTenant(cells.look.home, stale.schema, ['journal_verifications']);
    const job = await cells.ask('tenant.move', tenant.id, { from: 'home', to: 'annex' });
    await cells.dieAt(point);
    const fresh = await cells.ref(tenant.id);
    const written = { stale: await cells.writes(stale), fresh: await cells.writes(fresh) };
    const flipped = point === 'flipped' || point === 'dropped';
    assert.deepEqual(written, { stale: point === 'frozen', fresh: flipped || point === 'frozen' });
    assert.equal(fresh.cell, flipped ? 'annex' : 'home');
    assert.equal(fresh.status, flipped ? 'active' : 'moving');
    assert.equal(await cells.work(), true);
    assert.equal((await cells.job(job)).status, 'done');
    const ref = await cells.ref(tenant.id);
    assert.deepEqual([await cells.writes(stale), await cells.writes(ref)], [false, true]);
    assert.deepEqual(await sumTenant(cells.look.annex, ref.schema, ['journal_verifications']), sums);
    assert.deepEqual(await tracesOf(cells.look.home, tenant.id), {
      schemas: [],
      rows: 1,
      agents: 0,
      ledger: 0,
    });
    await assertWhole(tenant);
  });

test('a journal that does not verify is not moved: the tenant stays where it was, and works', async () => {
  const tenant = await cells.live('tampered');
  const ref = await cells.ref(tenant.id);
  await cells.look.home.query(
    `UPDATE ${ref.schema}.journal_entries SET bytes = replace(bytes, '"files_write"', '"files_wrote"') WHERE stream = 'decisions' AND seq = 2`,
  );
  const row = await move(tenant, 'annex');
  assert.equal(row.status, 'failed');
  assert.match(row.failure ?? '', /the journal does not verify: entry 2 of decisions/);
  const still = await cells.ref(tenant.id);
  assert.deepEqual([still.cell, still.status], ['home', 'active']);
  assert.equal(await cells.writes(still), true);
  assert.deepEqual(await tracesOf(cells.look.annex, tenant.id), {
    schemas: [],
    rows: 0,
    agents: 0,
    ledger: 0,
  });
});

for (const [what, spoil, why] of [
  ['into the cell that it is in', { to: 'home' }, /lives in the cell home already/],
  ['into a cell that nobody knows', { to: 'nowhere' }, /no address of the cell nowhere/],
] as const)
  test(`a move ${what} is refused and changes nothing`, async () => {
    const tenant = await cells.live(`refused-${spoil.to}`);
    const row = await cells.run('tenant.move', tenant.id, { from: 'home', ...spoil });
    assert.equal(row.status, 'failed');
    assert.match(row.failure ?? '', why);
    const ref = await cells.ref(tenant.id);
    assert.deepEqual([ref.cell, ref.status, await cells.writes(ref)], ['home', 'active', true]);
  });

test('a cell that takes no new tenants takes no moved one', async () => {
  const tenant = await cells.live('drained');
  await cells.look.home.query("UPDATE control.cells SET state = 'draining' WHERE name = 'annex'");
  const row = await move(tenant, 'annex');
  await cells.look.home.query("UPDATE control.cells SET state = 'open' WHERE name = 'annex'");
  assert.match(row.failure ?? '', /takes no tenants/);
  assert.equal((await cells.ref(tenant.id)).status, 'active');
});
