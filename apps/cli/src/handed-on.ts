/**
 * What the operator may add to a process through the launcher's own environment: cells, a customer's key services, a login for each
 * tenant. A secret among it is handed on as the path of a file only, since a process table shows an environment.
 */
import { resolve } from 'node:path';
import { AppError } from '@gamut/kernel/app-error';

type Env = Readonly<Record<string, string | undefined>>;

const settings = {
  platform: [
    'GAMUT_KEY_SERVICES',
    'GAMUT_KEY_CHECK_MS',
    'GAMUT_KEY_SEAL_AFTER_MS',
    'GAMUT_DATABASE_CONNECTIONS',
    'GAMUT_SECURITY_CONTACT',
    'GAMUT_TRUSTED_PROXIES',
    'GAMUT_SECURITY_EXPIRES',
    'GAMUT_EGRESS_ALLOW',
  ],
  gateway: ['GAMUT_EGRESS_ALLOW', 'GAMUT_TOOL_SERVERS'],
  provision: [],
} as const;

const secrets = {
  platform: ['CELL_DATABASE_URLS', 'KEY_SERVICE_TOKENS', 'TENANT_LOGIN_SECRET'],
  gateway: [],
  provision: ['MIGRATOR_CELL_DATABASE_URLS', 'TENANT_LOGIN_SECRET'],
} as const;

/** Of a setting that is a path: from where the launcher was started. */
const paths: ReadonlySet<string> = new Set(['GAMUT_TOOL_SERVERS']);

export interface HandedOn {
  readonly platform: Readonly<Record<string, string>>;
  readonly gateway: Readonly<Record<string, string>>;
  readonly provision: Readonly<Record<string, string>>;
}

/** @throws AppError `bad_request` naming a secret that was given as a value */
export function handedOn(env: Env): HandedOn {
  return {
    platform: partOf('platform', env),
    gateway: partOf('gateway', env),
    provision: partOf('provision', env),
  };
}

function partOf(process: keyof HandedOn, env: Env): Record<string, string> {
  const part: Record<string, string> = {};
  for (const name of settings[process])
    if (env[name]) part[name] = paths.has(name) ? resolve(env[name]) : env[name];
  for (const name of secrets[process]) {
    if (env[name]) {
      throw new AppError('bad_request', `${name} is a secret, and stands in the environment`, {
        fix: `write it to a file that you alone can read, and set ${name}_FILE to its path`,
        who: 'whoever starts Gamut',
      });
    }
    const path = env[`${name}_FILE`];
    if (path) part[`${name}_FILE`] = resolve(path);
  }
  return part;
}
