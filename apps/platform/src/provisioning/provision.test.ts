/** The provision process as it is run: whole with its one secret, refused in one line with anything else, never showing a secret. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { compiled } from '../../../../tests/support/compiled.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';

const entry = join(import.meta.dirname, '..', 'provision.ts');
const planted = 'planted-secret-4711';
let server: TestDatabase;

before(async () => {
  server = await testDatabase();
});

after(() => server.close());

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function provision(args: readonly string[], env: Record<string, string>): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...compiled, GAMUT_DEPLOYMENT: 'tests', ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function lastJson(outcome: Outcome): unknown {
  assert.equal(outcome.status, 0, outcome.stderr);
  return JSON.parse(outcome.stdout.trim().split('\n').at(-1) ?? '');
}

test('bootstrap, migrate and tenant create make a new database ready, and again change nothing', async () => {
  const name = `${server.name}_new`;
  const url = (from: string, change: (url: URL) => void = () => undefined) => {
    const made = new URL(from);
    made.pathname = `/${name}`;
    change(made);
    return made.href;
  };
  const passwords = {
    GAMUT_APP_PASSWORD: new URL(server.appUrl).password,
    GAMUT_MIGRATOR_PASSWORD: new URL(server.migratorUrl).password,
  };
  const migrator = { MIGRATOR_DATABASE_URL: url(server.migratorUrl) };
  const tenant = ['tenant', 'create', '--slug', 'demo', '--name', 'Meridian Mutual', '--plan', 'enterprise'];
  try {
    const bootstrapped = provision(['bootstrap'], {
      SUPERUSER_DATABASE_URL: url(server.superuserUrl),
      ...passwords,
    });
    assert.deepEqual(lastJson(bootstrapped), { bootstrapped: true });
    const { control, tenant: perTenant } = server.migrations;
    assert.deepEqual(lastJson(provision(['migrate'], migrator)), {
      control: control.length,
      tenants: 0,
      applied: control.length,
    });
    const made = lastJson(provision(tenant, migrator)) as { id: string; created: boolean };
    assert.equal(made.created, true);
    assert.deepEqual(lastJson(provision(tenant, migrator)), { ...made, created: false });
    assert.deepEqual(lastJson(provision(['migrate'], migrator)), {
      control: control.length,
      tenants: 1,
      applied: 0,
    });
    const session = await openOwnerSession(url(server.superuserUrl), 'provision-test');
    const ledger = await session.query('SELECT version FROM control.migration_ledger WHERE scope = $1', [
      made.id,
    ]);
    assert.equal(ledger.length, perTenant.length);
    await assertToldOnce(session, made.id);
    await session.close();
  } finally {
    await dropWithRoles(url(server.superuserUrl), name);
  }
});

/** In the platform's own stream, and for the tenant's: nobody asked for this tenant by the operator's interface. */
async function assertToldOnce(session: OwnerSession, tenant: string): Promise<void> {
  const entries = await session.query<{ kind: string; subject: string; bytes: string }>(
    'SELECT kind, subject, bytes FROM control.journal_entries ORDER BY seq',
  );
  assert.deepEqual(
    entries.map(({ kind, subject }) => [kind, subject]),
    [['tenant.created', tenant]],
  );
  const { body } = JSON.parse(entries[0]?.bytes ?? '') as { body: { actor: object; after: object } };
  assert.deepEqual(body.actor, { kind: 'system', id: 'provision', name: 'Provision' });
  assert.deepEqual(body.after, { tenant, slug: 'demo', plan: 'enterprise', cell: 'home' });
  const carried = await session.query('SELECT kind, tenant_id AS tenant FROM control.audit_outbox');
  assert.deepEqual(carried, [{ kind: 'tenant.created', tenant }]);
}

test('a plan that nobody declared makes no tenant and leaves no entry', async () => {
  const session = await openOwnerSession(server.superuserUrl, 'provision-test');
  const count = () =>
    session.query(
      'SELECT (SELECT count(*) FROM control.tenants) AS tenants, (SELECT count(*) FROM control.journal_entries) AS entries',
    );
  const before = await count();
  const words = ['tenant', 'create', '--slug', 'gilded', '--name', 'Gilded'];
  for (const plan of ['gold_plated', 'constructor', 'enterprise2']) {
    const outcome = provision([...words, '--plan', plan], { MIGRATOR_DATABASE_URL: server.migratorUrl });
    assert.notEqual(outcome.status, 0);
    assert.match(outcome.stderr, new RegExp(`there is no plan "${plan}"`));
  }
  assert.deepEqual(await count(), before);
  await session.close();
});

async function dropWithRoles(superuserUrl: string, name: string): Promise<void> {
  const inside = await openOwnerSession(superuserUrl, 'provision-test');
  const roles = await inside.query<{ role: string }>('SELECT role_name AS role FROM control.tenants');
  await inside.close();
  const outside = await openOwnerSession(server.superuserUrl, 'provision-test');
  await outside.script(`DROP DATABASE ${name} WITH (FORCE)`);
  for (const { role } of roles) await outside.script(`DROP ROLE ${role}`);
  await outside.close();
}

const fine = ['--name', 'N', '--plan', 'enterprise'];
const badRuns: readonly (readonly [
  string,
  readonly string[],
  (migratorUrl: string) => Record<string, string>,
  RegExp,
])[] = [
  ['nothing asked', [], () => ({}), /nothing was asked for/],
  ['an unknown command', ['explode'], () => ({}), /"explode" is not a command/],
  ['an unknown option', ['migrate', '--force'], () => ({}), /Unknown option/],
  [
    'an option that does not belong',
    ['migrate', '--slug', 'x'],
    () => ({}),
    /not a command with these options/,
  ],
  [
    'tenant create without a name',
    ['tenant', 'create', '--slug', 'demo', '--plan', 'p'],
    () => ({}),
    /needs --slug, --name and --plan/,
  ],
  ['no secret', ['migrate'], () => ({}), /gate keys-present: MIGRATOR_DATABASE_URL is not set/],
  ['an empty secret', ['migrate'], () => ({ MIGRATOR_DATABASE_URL: '' }), /MIGRATOR_DATABASE_URL is not set/],
  [
    'a secret of the platform',
    ['migrate'],
    (url) => ({ MIGRATOR_DATABASE_URL: url, DATA_ENCRYPTION_KEY: planted }),
    /handed DATA_ENCRYPTION_KEY, which is not its own/,
  ],
  [
    'the application’s own database',
    ['migrate'],
    (url) => ({ MIGRATOR_DATABASE_URL: url, DATABASE_URL: planted }),
    /handed DATABASE_URL/,
  ],
  [
    'the superuser’s URL while migrating',
    ['migrate'],
    (url) => ({ MIGRATOR_DATABASE_URL: url, SUPERUSER_DATABASE_URL: planted }),
    /handed SUPERUSER_DATABASE_URL/,
  ],
  [
    'a signing key',
    ['migrate'],
    (url) => ({ MIGRATOR_DATABASE_URL: url, JOURNAL_SIGNING_KEY_FILE: `/${planted}` }),
    /handed JOURNAL_SIGNING_KEY_FILE/,
  ],
  ['a text that is no address', ['migrate'], () => ({ MIGRATOR_DATABASE_URL: planted }), /Fix: /],
  [
    'a wrong password',
    ['migrate'],
    (url) => ({ MIGRATOR_DATABASE_URL: url.replace(/:[^:@]+@/, `:${planted}@`) }),
    /refused the login/,
  ],
  [
    'a server that is not there',
    ['migrate'],
    () => ({ MIGRATOR_DATABASE_URL: `postgres://gamut_migrator:${planted}@127.0.0.1:1/gamut` }),
    /the database is away/,
  ],
  [
    'a slug with SQL in it',
    ['tenant', 'create', '--slug', "x'; DROP SCHEMA control CASCADE; --", ...fine],
    (url) => ({ MIGRATOR_DATABASE_URL: url }),
    /is not a slug/,
  ],
  [
    'a slug with a line break',
    ['tenant', 'create', '--slug', 'a\nb', ...fine],
    (url) => ({ MIGRATOR_DATABASE_URL: url }),
    /is not a slug/,
  ],
  [
    'an empty name',
    ['tenant', 'create', '--slug', 'ok', '--name', ' ', '--plan', 'p'],
    (url) => ({ MIGRATOR_DATABASE_URL: url }),
    /name is 1 to 200/,
  ],
  [
    'a plan that is none',
    ['tenant', 'create', '--slug', 'ok', '--name', 'N', '--plan', "p'"],
    (url) => ({ MIGRATOR_DATABASE_URL: url }),
    /is not a plan/,
  ],
];

for (const [name, args, env, expected] of badRuns) {
  test(`refused in one line: ${name}`, () => {
    const outcome = provision(args, env(server.migratorUrl));
    assert.notEqual(outcome.status, 0);
    assert.match(outcome.stderr, /^gate [a-z-]+: .+\. Fix: .+\n$/);
    assert.match(outcome.stderr, expected);
    assert.ok(!`${outcome.stdout}${outcome.stderr}`.includes(planted));
  });
}
