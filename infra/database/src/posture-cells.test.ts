/** Gates over all databases: whose each one is, who should live there, and which posture; each weakness refused by its name. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createTenant } from './create-tenant.ts';
import { ensureInstallation } from './installation.ts';
import { openOwnerSession, type OwnerSession } from './owner-session.ts';
import { checkPosture, type PostureOptions } from './posture.ts';
import { whyTooOld } from './server-posture.ts';

let home: TestDatabase;
let cell: TestDatabase;
let homeOwner: OwnerSession;
let cellOwner: OwnerSession;
let far: { id: string; schema_name: string; role_name: string };

before(async () => {
  [home, cell] = await Promise.all([testDatabase(), testDatabase()]);
  homeOwner = await openOwnerSession(home.superuserUrl, 'posture');
  cellOwner = await openOwnerSession(cell.superuserUrl, 'posture');
  await home.createTenant('near');
  await createTenant(
    home.migratorUrl,
    home.migrations,
    { slug: 'far', name: 'Far', plan: 'enterprise' },
    { cell: { name: 'cell-b', migratorUrl: cell.migratorUrl } },
  );
  const [row] = await cellOwner.query<typeof far>('SELECT id, schema_name, role_name FROM control.tenants');
  assert.ok(row);
  far = row;
});

after(async () => {
  await Promise.all([homeOwner.close(), cellOwner.close()]);
  await Promise.all([home.close(), cell.close()]);
});

const optionsOf = (change: Partial<PostureOptions> = {}): PostureOptions => ({
  url: home.appUrl,
  cells: { 'cell-b': cell.appUrl },
  deployment: 'here',
  migrations: home.migrations,
  nowMs: Date.now,
  ...change,
});

async function shut(change: Partial<PostureOptions> = {}, only?: readonly string[]): Promise<string[]> {
  const findings = await checkPosture(optionsOf(change), only);
  return findings.filter(({ ok }) => !ok).map(({ gate, detail }) => `${gate}: ${detail}`);
}

async function weakened(
  owner: OwnerSession,
  [weaken, mend]: readonly [string, string],
  look: () => Promise<void>,
): Promise<void> {
  await owner.script(weaken);
  try {
    await look();
  } finally {
    await owner.script(mend);
  }
}

test('home and a cell as provision makes them pass every gate, each asked in its own database', async () => {
  const findings = await checkPosture(optionsOf());
  assert.deepEqual(
    findings.filter(({ ok }) => !ok),
    [],
  );
  const gatesOf = (name: string) =>
    findings.filter((finding) => finding.cell === name).map(({ gate }) => gate);
  assert.ok(gatesOf('home').length >= 12);
  assert.deepEqual(gatesOf('cell-b'), gatesOf('home'));
});

test('a database belongs to whoever was first, and every other deployment or cell is refused by name', async () => {
  assert.deepEqual(await ensureInstallation(optionsOf()), []);
  assert.deepEqual(await ensureInstallation(optionsOf()), [], 'again changes nothing');
  assert.deepEqual(await shut(), []);
  for (const line of await shut({ deployment: 'elsewhere' }))
    assert.match(line, /^database-installation: .*belongs to the deployment here, not elsewhere/);
  assert.equal((await shut({ deployment: 'elsewhere' })).length, 2, 'home and the cell each say so');
  const other = await ensureInstallation({ ...optionsOf(), deployment: 'elsewhere' });
  assert.deepEqual(
    other.map((found) => found.cell),
    ['home', 'cell-b'],
  );
  const [row] = await homeOwner.query('SELECT deployment, cell FROM control.installation');
  assert.deepEqual(row, { deployment: 'here', cell: 'home' }, 'nothing was written over');
  const exchanged = await shut({ url: cell.appUrl, cells: { 'cell-b': home.appUrl } });
  assert.match(exchanged.join('\n'), /database-installation: the database is the cell cell-b, not home/);
  const twice = await shut({ cells: { 'cell-c': cell.appUrl } });
  assert.match(twice.join('\n'), /database-installation: the cell cell-c: the database is the cell cell-b/);
});

test('of two deployments that come first at once, exactly one has the database', async () => {
  await weakened(
    homeOwner,
    [
      'DELETE FROM control.installation',
      "INSERT INTO control.installation (deployment, cell) VALUES ('here', 'home')",
    ],
    async () => {
      const names = ['one', 'two', 'three', 'four'];
      const answers = await Promise.all(
        names.map((deployment) => ensureInstallation({ url: home.appUrl, deployment })),
      );
      assert.equal(answers.filter((found) => found.length === 0).length, 1);
      await homeOwner.script('DELETE FROM control.installation');
    },
  );
});

test('a tenant in a cell that is not configured is found by the cell’s name', async () => {
  assert.deepEqual(await shut({ cells: {} }), [
    'database-cells: tenants live in cells that are not configured: cell-b',
  ]);
});

test('a cell that is away is said to be away and hides nothing of the others; home away ends the asking', async () => {
  const lost = new URL(cell.appUrl);
  lost.port = '1';
  const findings = await checkPosture(optionsOf({ cells: { 'cell-b': lost.href } }));
  const bad = findings.filter(({ ok }) => !ok);
  assert.deepEqual(
    bad.map(({ gate, away, cell: name }) => [gate, away, name]),
    [['database-cell', true, 'cell-b']],
  );
  assert.equal(JSON.stringify(bad).includes(lost.password), false);
  const nowhere = new URL(home.appUrl);
  nowhere.port = '1';
  await assert.rejects(checkPosture(optionsOf({ url: nowhere.href })), { code: 'unavailable' });
});

test('a cell whose address is wrong is no silent one: it is shut by its name', async () => {
  const changes: readonly ((url: URL) => void)[] = [
    (url) => (url.password = 'wrong'),
    (url) => (url.pathname = '/nowhere'),
  ];
  for (const change of changes) {
    const url = new URL(cell.appUrl);
    change(url);
    const bad = (await checkPosture(optionsOf({ cells: { 'cell-b': url.href } }))).filter(({ ok }) => !ok);
    assert.deepEqual(
      bad.map(({ gate, away }) => [gate, away]),
      [['database-cell', false]],
    );
    assert.match(bad[0]?.detail ?? '', /^the cell cell-b: /);
  }
});

test('a cell that comes back is asked alone', async () => {
  const findings = await checkPosture(optionsOf(), ['cell-b']);
  assert.deepEqual([...new Set(findings.map((finding) => finding.cell))], ['cell-b']);
});

/** Where, what weakens it, what mends it, what must be found. */
const weaknesses: readonly (readonly [string, 'home' | 'cell', () => readonly [string, string], RegExp])[] = [
  [
    'a wall in the cell is off',
    'cell',
    () => [
      `ALTER TABLE ${far.schema_name}.agents DISABLE ROW LEVEL SECURITY`,
      `ALTER TABLE ${far.schema_name}.agents ENABLE ROW LEVEL SECURITY`,
    ],
    /database-walls: the cell cell-b: .*agents/,
  ],
  [
    'a wall that names another tenant',
    'cell',
    () => {
      const wall = (id: string) =>
        `ALTER POLICY gamut_wall ON ${far.schema_name}.agents USING (current_user = '${far.role_name}' AND current_setting('gamut.tenant', true) = '${id}')
         WITH CHECK (current_user = '${far.role_name}' AND current_setting('gamut.tenant', true) = '${id}')`;
      return [wall(`tnt_${'0'.repeat(26)}`), wall(far.id)];
    },
    /database-walls: the cell cell-b: .*agents/,
  ],
  [
    'a wall for reading alone',
    'cell',
    () => {
      const wall = `current_user = '${far.role_name}' AND current_setting('gamut.tenant', true) = '${far.id}'`;
      return [
        `DROP POLICY gamut_wall ON ${far.schema_name}.people; CREATE POLICY gamut_wall ON ${far.schema_name}.people FOR SELECT TO ${far.role_name} USING (${wall})`,
        `DROP POLICY gamut_wall ON ${far.schema_name}.people; CREATE POLICY gamut_wall ON ${far.schema_name}.people TO ${far.role_name} USING (${wall}) WITH CHECK (${wall})`,
      ];
    },
    /database-walls: the cell cell-b: .*people/,
  ],
  [
    'the row of a tenant missing in its cell',
    'cell',
    () => [
      `UPDATE control.tenants SET schema_name = 't_0000000000000000' WHERE id = '${far.id}'`,
      `UPDATE control.tenants SET schema_name = '${far.schema_name}' WHERE id = '${far.id}'`,
    ],
    new RegExp('database-residents: the cell cell-b: tenants whose row or schema is not here: tnt_'),
  ],
  [
    'a migration that a tenant of the cell lacks',
    'cell',
    () => [
      `CREATE TABLE public.kept AS SELECT * FROM control.migration_ledger WHERE scope = '${far.id}' AND version = 3; DELETE FROM control.migration_ledger WHERE scope = '${far.id}' AND version = 3`,
      'INSERT INTO control.migration_ledger SELECT * FROM public.kept; DROP TABLE public.kept',
    ],
    /database-migrations: the cell cell-b: /,
  ],
  [
    'set_config given back in the cell',
    'cell',
    () => [
      'GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO PUBLIC',
      'REVOKE EXECUTE ON FUNCTION set_config(text, text, boolean) FROM PUBLIC',
    ],
    /database-hardening: the cell cell-b: .*set_config/,
  ],
  [
    'a database that the application owns',
    'home',
    () => [
      `ALTER DATABASE ${home.name} OWNER TO gamut_app`,
      `ALTER DATABASE ${home.name} OWNER TO gamut_migrator; GRANT CONNECT ON DATABASE ${home.name} TO gamut_app`,
    ],
    /database-owner: the database is owned by the application/,
  ],
  [
    'a tenant’s role that is a login although the posture has roles',
    'cell',
    () => [`ALTER ROLE ${far.role_name} LOGIN`, `ALTER ROLE ${far.role_name} NOLOGIN`],
    /database-(roles|memberships): .*gt_/,
  ],
  [
    'somebody else who may take a tenant’s role',
    'cell',
    () => [
      `CREATE ROLE stranger_${cell.name}; GRANT ${far.role_name} TO stranger_${cell.name}`,
      `DROP ROLE stranger_${cell.name}`,
    ],
    /database-memberships: .*stranger_.* → gt_/,
  ],
];

for (const [name, where, change, expected] of weaknesses) {
  test(`found: ${name}`, async () => {
    await weakened(where === 'home' ? homeOwner : cellOwner, change(), async () => {
      assert.match((await shut()).join('\n'), expected);
    });
    assert.deepEqual(await shut(), []);
  });
}

test('a tenant on its way, suspended ones aside, is not missed: its job repairs it', async () => {
  await weakened(
    homeOwner,
    [
      `UPDATE control.tenants SET cell = 'home', status = 'moving' WHERE id = '${far.id}'`,
      `UPDATE control.tenants SET cell = 'cell-b', status = 'active' WHERE id = '${far.id}'`,
    ],
    async () => assert.deepEqual(await shut(), []),
  );
});

test('a server older than Postgres 17 is named', () => {
  assert.match(whyTooOld(160_009) ?? '', /Postgres 16/);
  assert.match(whyTooOld(90_624) ?? '', /Postgres 9/);
  assert.equal(whyTooOld(170_000), undefined);
  assert.match(whyTooOld(0) ?? '', /Postgres 0/, 'a server that does not say is too old');
});
