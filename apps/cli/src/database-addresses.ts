/**
 * The three logins of the database as URLs: who administers (bootstraps the roles), who migrates, who serves. With the
 * embedded server all three are ours; with DATABASE_URL the operator gives either both working logins
 * (MIGRATOR_DATABASE_URL beside it) or one administrator's, from which the two are made.
 */
import { AppError } from '@gamut/kernel/app-error';

export interface DatabaseAddresses {
  /** Absent when the operator brought both working logins: there is nothing to bootstrap then. */
  readonly administrator: string | undefined;
  readonly migrator: string;
  readonly application: string;
}

export interface Passwords {
  readonly application: string;
  readonly migrator: string;
}

export const applicationLogin = 'gamut_app';
export const migratorLogin = 'gamut_migrator';

/** Both working logins on the administrator's own server and database. */
export function addressesFrom(administrator: string, passwords: Passwords): DatabaseAddresses {
  return {
    administrator,
    migrator: withLogin(administrator, migratorLogin, passwords.migrator),
    application: withLogin(administrator, applicationLogin, passwords.application),
  };
}

/** What the environment asks for; undefined means the embedded server. */
export function externalAddresses(
  env: Readonly<Record<string, string | undefined>>,
  passwords: Passwords,
  say: (line: string) => void,
): DatabaseAddresses | undefined {
  const given = env['DATABASE_URL'];
  if (given === undefined || given === '') return undefined;
  const migrator = env['MIGRATOR_DATABASE_URL'];
  assertDatabaseUrl('DATABASE_URL', given);
  if (migrator !== undefined && migrator !== '') {
    assertDatabaseUrl('MIGRATOR_DATABASE_URL', migrator);
    say(`database: yours at ${hostOf(given)}, with the two logins that you gave`);
    return { administrator: undefined, migrator, application: given };
  }
  say(
    `database: yours at ${hostOf(given)}; DATABASE_URL alone is taken for an administrator's login, used once to make ${applicationLogin} and ${migratorLogin} and handed to no serving process`,
  );
  return addressesFrom(given, passwords);
}

function withLogin(url: string, login: string, password: string): string {
  const changed = new URL(url);
  changed.username = login;
  changed.password = password;
  return changed.href;
}

function assertDatabaseUrl(name: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '') return;
  throw new AppError('bad_request', `${name} is no Postgres URL`, {
    fix: `set ${name} to postgres://user:password@host:5432/database`,
  });
}

/** Host and port, never the login or password. */
function hostOf(text: string): string {
  return new URL(text).host;
}
