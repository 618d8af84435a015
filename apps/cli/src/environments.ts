/**
 * The environment of each process, built from nothing: a few harmless variables, its own settings, and the paths of its
 * own secrets (`NAME_FILE`). Nothing is inherited, so no process ever sees another's secret or the operator's.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replacedKeys, retiringName } from './encryption-key-files.ts';
import type { HandedOn } from './handed-on.ts';
import { derivedKeys, madeKeys, type Holder } from './key-table.ts';
import type { Home } from './home.ts';
import type { Keys } from './keys.ts';
import type { Ports } from './ports.ts';
import type { PublicKeys } from './public-keys.ts';

export interface Deployment {
  readonly home: Home;
  readonly keys: Keys;
  readonly publicKeys: PublicKeys;
  readonly ports: Ports;
  /** Harmless variables of the launcher's own environment. */
  readonly inherited: Readonly<Record<string, string>>;
  readonly handedOn: HandedOn;
}

export interface SecretFiles {
  readonly applicationUrl: string;
  readonly migratorUrl: string;
  readonly administratorUrl: string;
}

type Env = Record<string, string>;
const passedOn = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'] as const;

/** What a child may know of the launcher's environment. */
export function harmless(env: Readonly<Record<string, string | undefined>>): Env {
  return Object.fromEntries(passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

export function origins(ports: Ports): {
  readonly platform: string;
  readonly gateway: string;
  readonly claw: string;
  readonly witness: string;
} {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    platform: at(ports.platform),
    gateway: at(ports.gateway),
    claw: at(ports.claw),
    witness: at(ports.witness),
  };
}

/** Files that hold the database addresses of this run, each readable by the one process that needs it. */
export function secretFiles(home: Home): SecretFiles {
  return {
    applicationUrl: join(home.keys, 'platform', 'DATABASE_URL'),
    migratorUrl: join(home.keys, 'provision', 'MIGRATOR_DATABASE_URL'),
    administratorUrl: join(home.keys, 'provision', 'SUPERUSER_DATABASE_URL'),
  };
}

export function platformEnvironment(at: Deployment): Env {
  const urls = origins(at.ports);
  return {
    ...base(at, true),
    ...keyFiles(at, 'platform'),
    DATABASE_URL_FILE: secretFiles(at.home).applicationUrl,
    GAMUT_PLATFORM_PORT: String(at.ports.platform),
    GAMUT_GATEWAY_URL: urls.gateway,
    GAMUT_WITNESS_URL: urls.witness,
    GAMUT_CLAW_URL: urls.claw,
    WITNESS_VKEY: at.publicKeys.witnessVkey,
    GATEWAY_VAULT_PUBLIC_KEY: at.publicKeys.vaultPublicKey,
    GAMUT_OPERATOR_TOKEN_SHA256: at.publicKeys.operatorTokenSha256,
    GAMUT_DEPLOYMENT: at.keys.deployment,
    ...at.handedOn.platform,
  };
}

/** Where the seed writes the demo agents' tokens, 0600. */
export function demoTokensFile(home: Home): string {
  return join(home.demo, 'agents.json');
}

/** The seed of the demo tenant runs as platform does, and is told where the demo's files lie. */
export function demoEnvironment(at: Deployment): Env {
  return {
    ...platformEnvironment(at),
    GAMUT_DEMO_TOKENS_FILE: demoTokensFile(at.home),
    GAMUT_DEMO_CLAIMS: join(at.home.demo, 'claims'),
    GAMUT_DEMO_MEMORY: join(at.home.demo, 'memory'),
  };
}

export function gatewayEnvironment(at: Deployment): Env {
  const urls = origins(at.ports);
  return {
    ...base(at, true),
    ...keyFiles(at, 'gateway'),
    GAMUT_GATEWAY_PORT: String(at.ports.gateway),
    GAMUT_PLATFORM_URL: urls.platform,
    GAMUT_CONSOLE_URL: urls.platform,
    GAMUT_TOOL_SERVERS: join(at.home.path, 'tool-servers.json'),
    GAMUT_RUNNER_HOME: join(at.home.path, 'runner'),
    ...at.handedOn.gateway,
  };
}

export function clawEnvironment(at: Deployment): Env {
  const urls = origins(at.ports);
  return {
    ...base(at, false),
    ...keyFiles(at, 'claw'),
    GAMUT_CLAW_PORT: String(at.ports.claw),
    // how soon Claw sees that platform is there, or gone
    GAMUT_CLAW_HEARTBEAT_MS: '1000',
    GAMUT_PLATFORM_URL: urls.platform,
    GAMUT_GATEWAY_URL: urls.gateway,
  };
}

export function witnessEnvironment(at: Deployment): Env {
  return {
    ...base(at, true),
    ...keyFiles(at, 'witness'),
    GAMUT_WITNESS_PORT: String(at.ports.witness),
    GAMUT_WITNESS_HOME: at.home.witness,
    JOURNAL_VKEY: at.publicKeys.journalVkey,
  };
}

export function bootstrapEnvironment(at: Deployment): Env {
  return {
    ...base(at, true),
    GAMUT_DEPLOYMENT: at.keys.deployment,
    SUPERUSER_DATABASE_URL_FILE: secretFiles(at.home).administratorUrl,
    GAMUT_APP_PASSWORD_FILE: at.keys.file('provision', 'GAMUT_APP_PASSWORD'),
    GAMUT_MIGRATOR_PASSWORD_FILE: at.keys.file('provision', 'GAMUT_MIGRATOR_PASSWORD'),
  };
}

export function provisionEnvironment(at: Deployment): Env {
  return {
    ...base(at, true),
    GAMUT_DEPLOYMENT: at.keys.deployment,
    MIGRATOR_DATABASE_URL_FILE: secretFiles(at.home).migratorUrl,
    ...at.handedOn.provision,
  };
}

/** The one that works jobs: a file of a tenant is written to, and read from, one folder. */
export function workerEnvironment(at: Deployment): Env {
  return { ...provisionEnvironment(at), GAMUT_EXPORT_FOLDER: at.home.exports };
}

/** @param cached compiled code is kept in GAMUT_HOME; Claw may not write there */
function base(at: Deployment, cached: boolean): Env {
  return {
    ...at.inherited,
    GAMUT_MODE: 'development',
    ...(cached ? { NODE_COMPILE_CACHE: at.home.cache } : {}),
  };
}

function keyFiles(at: Deployment, holder: Holder): Env {
  const own = [
    ...madeKeys.filter((key) => key.holders.includes(holder)).map((key) => key.name),
    ...derivedKeys.filter((key) => key.holder === holder).map((key) => key.name),
  ];
  for (const key of replacedKeys)
    if (holder === key.holder && existsSync(at.keys.file(holder, retiringName(key))))
      own.push(retiringName(key));
  return Object.fromEntries(own.map((name) => [`${name}_FILE`, at.keys.file(holder, name)]));
}
