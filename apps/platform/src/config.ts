/** The platform's configuration: what is secret (platform's own row and nothing more) apart from what is not. */
import { decodeBase64url } from '@gamut/kernel/base64url';
import { edgeOf, type Edge } from '@gamut/service/edge';
import { readEnvironment, type EnvironmentReader, type Mode } from '@gamut/service/environment';
import { holdSecrets, type Environment } from '@gamut/service/hold-secrets';
import type { HeldSecrets } from '@gamut/service/secret-fingerprints';
import { GateFailure } from '@gamut/service/start-gates';
import { assertTransport } from '@gamut/service/transport';
import { parseTrustedProxies } from '@gamut/service/trusted-proxies';
import { parseCellUrls } from './cell-urls.ts';
import { deploymentOf } from './deployment.ts';
import type { SecurityContact } from './http/security-contact.ts';
import { readKeyServices, tokensOf, type KeyServices } from './tenancy/key-port/key-services.ts';
import { readCheckTimes } from './tenancy/key-port/read-check-times.ts';
import type { CheckTimes } from './tenancy/key-port/sealing-parts.ts';

export interface PlatformConfig {
  readonly mode: Mode;
  readonly port: number;
  /** Names this installation in the journal's checkpoints. */
  readonly deployment: string;
  readonly gatewayUrl: string;
  readonly witnessUrl: string | null;
  readonly witnessVkey: string | null;
  readonly vaultPublicKey: Uint8Array | null;
  readonly operatorTokenSha256: string | null;
  /** Origins of the console beside the one that it listens on: what a terminating proxy shows to the world. */
  readonly consoleOrigins: readonly string[];
  /** Whose word is taken for where a request came from. */
  readonly trustedProxies: readonly string[];
  /** Exact origins that webhooks may reach as they are, private or not. */
  readonly egressAllow: readonly string[];
  readonly security: SecurityContact;
  readonly checkpointMs: number;
  readonly poolSize: number;
  readonly keyCheckTimes: CheckTimes;
}

export interface PlatformSecrets {
  readonly databaseUrl: string;
  /** The cells beside home, by name. */
  readonly cellUrls: Readonly<Record<string, string>>;
  /** Set: each tenant's connections are opened as its own login. */
  readonly tenantLoginSecret: Uint8Array | undefined;
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly tokenPepper: Uint8Array;
  readonly journalSigningKey: Uint8Array;
  /** Where customers keep keys of their own, with the tokens that it takes. */
  readonly keyServices: KeyServices;
  readonly fromGateway: Edge;
  readonly fromClaw: Edge;
  /** As they were held, by name: to be compared and fingerprinted. */
  readonly held: HeldSecrets;
  /** All of them, for the log to strike out. */
  readonly all: readonly (Uint8Array | string)[];
}

/** @throws GateFailure */
export function readPlatformConfig(env: Environment): { config: PlatformConfig; secrets: PlatformSecrets } {
  const held = holdSecrets('platform', env);
  const environment = readEnvironment(env);
  const retiring = held.DATA_ENCRYPTION_KEY_RETIRING;
  const cellUrls = parseCellUrls('CELL_DATABASE_URLS', held.CELL_DATABASE_URLS, held.DATABASE_URL);
  const keyServices = readKeyServices(environment.text('GAMUT_KEY_SERVICES'), held.KEY_SERVICE_TOKENS);
  const secrets = {
    databaseUrl: held.DATABASE_URL,
    cellUrls,
    tenantLoginSecret: held.TENANT_LOGIN_SECRET,
    encryptionKeys:
      retiring === undefined
        ? ([held.DATA_ENCRYPTION_KEY] as const)
        : ([held.DATA_ENCRYPTION_KEY, retiring] as const),
    tokenPepper: held.TOKEN_PEPPER,
    journalSigningKey: held.JOURNAL_SIGNING_KEY,
    keyServices,
    fromGateway: edgeOf(
      'gateway',
      'platform',
      held.EDGE_KEY_GATEWAY_TO_PLATFORM,
      held.EDGE_KEY_PLATFORM_TO_GATEWAY,
    ),
    fromClaw: edgeOf('claw', 'platform', held.EDGE_KEY_CLAW_TO_PLATFORM, held.EDGE_KEY_PLATFORM_TO_CLAW),
    held,
    all: [...Object.values(held), ...Object.values(cellUrls), ...tokensOf(keyServices)].filter(
      (value) => value !== undefined,
    ),
  };
  const config = readOpenSettings(environment);
  assertPlatformTransport(env, config, secrets);
  return { config, secrets };
}

function assertPlatformTransport(env: Environment, config: PlatformConfig, secrets: PlatformSecrets): void {
  const cells = Object.entries(secrets.cellUrls).map(([cell, url]) => [`CELL_DATABASE_URLS (${cell})`, url]);
  assertTransport(env, {
    databases: { DATABASE_URL: secrets.databaseUrl, ...Object.fromEntries(cells) },
    origins: {
      GAMUT_GATEWAY_URL: [config.gatewayUrl],
      GAMUT_WITNESS_URL: config.witnessUrl === null ? [] : [config.witnessUrl],
      GAMUT_CONSOLE_ORIGINS: config.consoleOrigins,
    },
  });
}

function readOpenSettings(environment: EnvironmentReader): PlatformConfig {
  const witnessVkey = environment.text('WITNESS_VKEY') ?? null;
  return {
    mode: environment.mode(),
    port: environment.port('GAMUT_PLATFORM_PORT', 4600),
    deployment: deploymentOf(environment.needText('GAMUT_DEPLOYMENT')),
    gatewayUrl: environment.origin('GAMUT_GATEWAY_URL', 'http://127.0.0.1:4610'),
    witnessUrl:
      witnessVkey === null ? null : environment.origin('GAMUT_WITNESS_URL', 'http://127.0.0.1:4630'),
    witnessVkey,
    vaultPublicKey: publicKeyOf(environment.text('GATEWAY_VAULT_PUBLIC_KEY')),
    operatorTokenSha256: digestOf(environment.text('GAMUT_OPERATOR_TOKEN_SHA256')),
    consoleOrigins: environment.origins('GAMUT_CONSOLE_ORIGINS'),
    trustedProxies: parseTrustedProxies('GAMUT_TRUSTED_PROXIES', environment.text('GAMUT_TRUSTED_PROXIES')),
    egressAllow: environment.origins('GAMUT_EGRESS_ALLOW'),
    security: {
      contact: contactOf(environment.text('GAMUT_SECURITY_CONTACT')),
      expiresAt: expiryOf(environment.text('GAMUT_SECURITY_EXPIRES')),
    },
    checkpointMs: environment.wholeNumber('GAMUT_CHECKPOINT_MS', 10_000, 100, 600_000),
    poolSize: environment.wholeNumber('GAMUT_DATABASE_CONNECTIONS', 16, 2, 200),
    keyCheckTimes: readCheckTimes(environment),
  };
}

function publicKeyOf(text: string | undefined): Uint8Array | null {
  if (text === undefined) return null;
  const key = decodeBase64url(text);
  if (key?.length === 32) return key;
  throw new GateFailure(
    'config',
    'GATEWAY_VAULT_PUBLIC_KEY is not a public key',
    'set it to base64url of 32 bytes, as "gamut keys" prints it',
  );
}

function digestOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new GateFailure(
    'config',
    'GAMUT_OPERATOR_TOKEN_SHA256 is not a SHA-256',
    'set it to 64 lower-case hexadecimal characters',
  );
}

function contactOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^(https:\/\/|mailto:)[^\s]+$/.test(text)) return text;
  throw new GateFailure(
    'config',
    'GAMUT_SECURITY_CONTACT is not an address',
    'set it to an https: or mailto: address',
  );
}

function expiryOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new GateFailure(
    'config',
    'GAMUT_SECURITY_EXPIRES is not a date',
    'set it to a date such as 2027-06-30, or a moment with its zone (RFC 3339)',
  );
}
