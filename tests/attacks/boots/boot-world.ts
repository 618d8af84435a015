/** What the bad boots stand on: a sound environment for each process and command, and databases that are wrong in one way each. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { ed25519Signer } from '@gamut/crypto/sign';
import { bootstrapDatabase } from '@gamut/database/bootstrap';
import { createTenant } from '@gamut/database/create-tenant';
import { formatVkey, noteKey } from '@gamut/journal/signed-note';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { secretTable, type SecretHolder } from '@gamut/service/secret-table';
import { startOwnServer, type OwnServer } from '../../support/own-server.ts';

export const processNames = [
  'platform',
  'gateway',
  'claw',
  'witness',
  'migrate',
  'create',
  'work',
  'bootstrap',
  'seed',
] as const;
export type ProcessName = (typeof processNames)[number];
export type Env = Readonly<Record<string, string>>;

export interface Sound {
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Env;
  /** Name of the variable of its port; none for commands. */
  readonly portVariable?: string;
}

export interface BootWorld {
  readonly server: OwnServer;
  /** A second server, whose application inherits a tenant's role. */
  readonly loose: OwnServer;
  readonly sound: Readonly<Record<ProcessName, Sound>>;
  /** Databases of `server` beside the first, by what is wrong with them. */
  readonly databases: readonly string[];
  /** A file with this content and mode, by its path. */
  file(name: string, content: string, mode?: number): string;
  readonly folder: string;
  /** Where something listens that never says a word. */
  readonly silentPort: number;
  /** Compiled code of the processes. */
  readonly cache: string;
  close(): Promise<void>;
}

export const newKey = (): string => encodeBase64url(randomBytes(32));

export function holderOf(of: ProcessName): SecretHolder {
  if (of === 'migrate' || of === 'create' || of === 'work') return 'provision';
  return of === 'seed' ? 'platform' : of;
}

const wrongs: Readonly<Record<string, string>> = {
  others: `INSERT INTO control.installation (deployment, cell) VALUES ('other', 'home')`,
  othercell: `INSERT INTO control.installation (deployment, cell) VALUES ('boots', 'cell-b')`,
  behind: `DELETE FROM control.migration_ledger WHERE scope = 'control' AND version = (SELECT max(version) FROM control.migration_ledger WHERE scope = 'control')`,
  changed: 'UPDATE control.migration_ledger SET checksum = reverse(checksum)',
  unwalled: 'ALTER TABLE control.sessions DISABLE ROW LEVEL SECURITY',
  unforced: 'ALTER TABLE control.users NO FORCE ROW LEVEL SECURITY',
  unpoliced: 'DROP POLICY gamut_wall ON control.memberships',
  opened: 'GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO PUBLIC',
  public_: 'GRANT CREATE ON SCHEMA public TO PUBLIC',
  careless: 'ALTER DATABASE careless SET synchronous_commit = off',
};

const logins: Readonly<Record<string, string>> = {
  bypasser: 'NOINHERIT BYPASSRLS',
  creator: 'NOINHERIT CREATEROLE',
  maker: 'NOINHERIT CREATEDB',
  copier: 'NOINHERIT REPLICATION',
  heir: 'INHERIT',
  possessor: 'NOINHERIT',
  reader: 'NOINHERIT',
};

export async function openBootWorld(): Promise<BootWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'gamut-boots-'));
  chmodSync(folder, 0o755);
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const [server, loose] = await Promise.all([startOwnServer(), startOwnServer()]);
  const close = async (): Promise<void> => {
    silent.close();
    await Promise.all([server.close(), loose.close()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await makeDatabases(server);
    await loosen(loose);
  } catch (error) {
    await close();
    throw error;
  }
  const file = (name: string, content: string, mode = 0o600): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode });
    chmodSync(path, mode);
    return path;
  };
  return {
    server,
    loose,
    sound: soundEnvironments(server, folder),
    databases: [...Object.keys(wrongs), 'bare'],
    file,
    folder,
    silentPort: (silent.address() as AddressInfo).port,
    cache: join(folder, 'cache'),
    close,
  };
}

async function makeDatabases(server: OwnServer): Promise<void> {
  for (const [name, sql] of Object.entries(wrongs)) {
    await server.copyDatabase(name);
    await server.run(sql, name);
  }
  await bootstrapDatabase({
    superuserUrl: server.url('postgres', 'bare'),
    appPassword: server.password('gamut_app'),
    migratorPassword: server.password('gamut_migrator'),
  });
  await createTenant(server.url('gamut_migrator'), server.migrations, {
    slug: 'demo',
    name: 'Demo',
    plan: 'enterprise',
  });
}

/** Logins with one power too many each, beside an application that inherits a tenant's role. */
async function loosen(loose: OwnServer): Promise<void> {
  for (const [name, power] of Object.entries(logins)) {
    await loose.addLogin(name, power);
    await loose.run(`GRANT gamut_control TO ${name} WITH INHERIT FALSE`);
  }
  await loose.run('CREATE SCHEMA possessions AUTHORIZATION possessor');
  await loose.run('GRANT pg_read_all_data TO reader WITH INHERIT FALSE');
  const [row] = await loose.read<{ role: string }>('SELECT role_name AS role FROM control.tenants');
  await loose.run(`GRANT ${row?.role ?? ''} TO gamut_app WITH INHERIT TRUE`);
}

function keysOf(holder: SecretHolder): Record<string, string> {
  const rows = Object.entries(secretTable[holder]).filter(([, kind]) => kind === 'key');
  return Object.fromEntries(rows.map(([name]) => [name, newKey()]));
}

function soundEnvironments(server: OwnServer, folder: string): Record<ProcessName, Sound> {
  const platform = {
    ...keysOf('platform'),
    DATABASE_URL: server.url('gamut_app'),
    GAMUT_DEPLOYMENT: 'boots',
  };
  const journal = ed25519Signer(randomBytes(32));
  const provision = { MIGRATOR_DATABASE_URL: server.url('gamut_migrator'), GAMUT_DEPLOYMENT: 'boots' };
  const entry = 'apps/platform/src/provision.ts';
  const program = (name: string, env: Env): Sound => ({
    entry: `apps/${name}/src/main.ts`,
    args: [],
    env,
    portVariable: `GAMUT_${name.toUpperCase()}_PORT`,
  });
  for (const name of ['runner', 'witness', 'claims', 'cache']) mkdirSync(join(folder, name), { mode: 0o755 });
  const demo = {
    GAMUT_MODE: 'development',
    GAMUT_DEMO_TOKENS_FILE: join(folder, 'agents.json'),
    GAMUT_DEMO_CLAIMS: join(folder, 'claims'),
  };
  const create = ['tenant', 'create', '--slug', 'beta', '--name', 'Beta', '--plan', 'standard'];
  return {
    platform: program('platform', platform),
    gateway: program('gateway', { ...keysOf('gateway'), GAMUT_RUNNER_HOME: join(folder, 'runner') }),
    claw: program('claw', keysOf('claw')),
    witness: program('witness', {
      ...keysOf('witness'),
      GAMUT_WITNESS_HOME: join(folder, 'witness'),
      JOURNAL_VKEY: formatVkey(noteKey('note', 'gamut.example/boots', journal.publicKey, sha256)),
    }),
    migrate: { entry, args: ['migrate'], env: provision },
    create: { entry, args: create, env: provision },
    work: {
      entry,
      args: ['work', '--once'],
      env: { ...provision, GAMUT_EXPORT_FOLDER: join(folder, 'exports') },
    },
    bootstrap: {
      entry,
      args: ['bootstrap'],
      env: {
        SUPERUSER_DATABASE_URL: server.url('postgres'),
        GAMUT_APP_PASSWORD: server.password('gamut_app'),
        GAMUT_MIGRATOR_PASSWORD: server.password('gamut_migrator'),
        GAMUT_DEPLOYMENT: 'boots',
      },
    },
    seed: { entry: 'apps/platform/src/demo/main.ts', args: [], env: { ...platform, ...demo } },
  };
}
