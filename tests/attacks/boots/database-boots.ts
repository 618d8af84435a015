/** Databases that are away, another's, behind, changed or loosened, and logins that may too much. */
import { newKey, type BootWorld, type ProcessName } from './boot-world.ts';
import type { BadBoot } from './bad-boot.ts';

const away = 'postgres://gamut_app:not-the-password@127.0.0.1:1/gamut';

export function databaseBoots(world: BootWorld): BadBoot[] {
  const { server, loose } = world;
  const silent = `postgres://gamut_app:not-the-password@127.0.0.1:${String(world.silentPort)}/gamut`;
  const boot = (of: ProcessName, what: string, gate: string, change: BadBoot['change']): BadBoot => ({
    what,
    of,
    gate,
    change,
  });
  const inDatabase = (database: string, gate: string): BadBoot =>
    boot('platform', `the database ${database}`, gate, { DATABASE_URL: server.url('gamut_app', database) });
  const asLogin = (login: string, gate: string): BadBoot =>
    boot('platform', `the login ${login}`, gate, { DATABASE_URL: loose.url(login) });
  const migrator = (of: ProcessName, what: string, gate: string, login: string, database?: string): BadBoot =>
    boot(of, what, gate, { MIGRATOR_DATABASE_URL: server.url(login, database) });
  return [
    boot('platform', 'a database that is away', 'database', { DATABASE_URL: away }),
    boot('seed', 'a database that is away', 'database', { DATABASE_URL: away }),
    boot('migrate', 'a database that is away', 'database', { MIGRATOR_DATABASE_URL: away }),
    boot('platform', 'a database that never says a word', 'database', { DATABASE_URL: silent }),
    boot('migrate', 'a database that never says a word', 'database', { MIGRATOR_DATABASE_URL: silent }),
    boot('platform', 'a wrong password', 'database', {
      DATABASE_URL: server.url('gamut_app').replace(server.password('gamut_app'), newKey()),
    }),
    boot('platform', 'a database that is not there', 'database', {
      DATABASE_URL: server.url('gamut_app', 'none'),
    }),
    inDatabase('others', 'database-installation'),
    inDatabase('othercell', 'database-installation'),
    inDatabase('bare', 'database-migrations'),
    inDatabase('behind', 'database-migrations'),
    inDatabase('changed', 'database-migrations'),
    inDatabase('unwalled', 'database-walls'),
    inDatabase('unforced', 'database-walls'),
    inDatabase('unpoliced', 'database-walls'),
    inDatabase('opened', 'database-hardening'),
    inDatabase('public_', 'database-hardening'),
    inDatabase('careless', 'database-durable'),
    asLogin('possessor', 'database-owner'),
    ...['postgres', 'gamut_migrator', 'bypasser', 'creator', 'maker', 'copier', 'heir'].map((login) =>
      asLogin(login, 'database-login'),
    ),
    asLogin('reader', 'database-memberships'),
    boot('platform', 'a role that inherits', 'database-memberships', {
      DATABASE_URL: loose.url('gamut_app'),
    }),
    boot('platform', 'another data key', 'database-sentinel', { DATA_ENCRYPTION_KEY: newKey() }),
    boot('seed', 'another data key', 'database-sentinel', { DATA_ENCRYPTION_KEY: newKey() }),
    boot('seed', 'another deployment', 'database-installation', { GAMUT_DEPLOYMENT: 'elsewhere' }),
    migrator('migrate', 'the application’s login', 'database-login', 'gamut_app'),
    migrator('create', 'the superuser', 'database-login', 'postgres'),
    migrator('work', 'the application’s login', 'database-login', 'gamut_app'),
    ...(['migrate', 'create', 'work'] as const).map((of) =>
      migrator(of, 'another deployment’s database', 'database-installation', 'gamut_migrator', 'others'),
    ),
    migrator('migrate', 'migrations that were changed', 'provision', 'gamut_migrator', 'changed'),
    migrator('work', 'a database without migrations', 'provision', 'gamut_migrator', 'bare'),
    boot('bootstrap', 'a login that is no superuser', 'provision', {
      SUPERUSER_DATABASE_URL: loose.url('maker'),
    }),
    boot('bootstrap', 'another deployment’s database', 'database-installation', {
      SUPERUSER_DATABASE_URL: server.url('postgres', 'others'),
    }),
    ...(['platform', 'gateway', 'claw', 'witness'] as const).map((of) => ({
      ...boot(of, 'a port that is taken', 'port', {}),
      portTaken: true,
    })),
  ];
}
