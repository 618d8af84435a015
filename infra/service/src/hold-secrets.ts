/**
 * Takes a process's secrets out of its environment: its own row of the table, complete, canonical, strong and distinct,
 * and nobody else's. Each name has a `_FILE` twin. What has been read is removed, so that no child inherits it.
 */
import { readSecretFile } from './secret-file.ts';
import { GateFailure } from './start-gates.ts';
import { parseKey, weaknessOf } from './key-strength.ts';
import { findSharedSecret, type HeldSecret } from './distinct-secrets.ts';
import {
  isForeignSecret,
  mayHoldDatabaseUrl,
  secretTable,
  type SecretHolder,
  type SecretKind,
  type SecretsOf,
} from './secret-table.ts';

export type Environment = Record<string, string | undefined>;

/** @throws GateFailure `own-secrets`, `keys-present`, `key-encoding`, `key-strength` or `secrets-distinct` */
export function holdSecrets<P extends SecretHolder>(holder: P, env: Environment): SecretsOf<P> {
  assertOwnSecrets(holder, env);
  const rows = Object.entries(secretTable[holder] as Record<string, SecretKind>);
  const texts = new Map<string, string>();
  for (const [name, kind] of rows) {
    const text = takeText(name, env);
    if (text !== undefined) texts.set(name, text);
    else if (!kind.endsWith('?')) {
      throw new GateFailure(
        'keys-present',
        `${name} is not set`,
        `set ${name} or ${name}_FILE; "gamut keys" makes one`,
      );
    }
  }
  const held: Record<string, Uint8Array | string> = {};
  for (const [name, text] of texts)
    held[name] = kindOf(holder, name).startsWith('key') ? strongKey(name, text) : text;
  assertDistinct(Object.entries(held).map(([name, value]) => ({ name, value })));
  return held as SecretsOf<P>;
}

/** @throws GateFailure `own-secrets` when any secret of another process stands in the environment */
export function assertOwnSecrets(holder: SecretHolder, env: Environment): void {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '') continue;
    const secret = name.endsWith('_FILE') ? name.slice(0, -5) : name;
    if (isForeignSecret(holder, secret)) {
      throw new GateFailure(
        'own-secrets',
        `${holder} was handed ${name}, which is not its own`,
        `start ${holder} without ${name}`,
      );
    }
    if (!mayHoldDatabaseUrl(holder) && /^postgres(ql)?:\/\//i.test(value.trim())) {
      throw new GateFailure(
        'own-secrets',
        `${holder} was handed the address of a database in ${name}`,
        `start ${holder} without ${name}`,
      );
    }
  }
}

/** @throws GateFailure `secrets-distinct` when two are one value in any encoding; the witness to compare with are these names alone */
export function assertDistinct(held: readonly HeldSecret[]): void {
  const shared = findSharedSecret(held);
  if (shared === undefined) return;
  throw new GateFailure(
    'secrets-distinct',
    `${shared[0]} and ${shared[1]} are the same secret`,
    'make a key of its own for each purpose',
  );
}

function kindOf(holder: SecretHolder, name: string): SecretKind {
  return (secretTable[holder] as Record<string, SecretKind>)[name] as SecretKind;
}

function takeText(name: string, env: Environment): string | undefined {
  const twin = `${name}_FILE`;
  const direct = env[name];
  const path = env[twin];
  delete env[name];
  delete env[twin];
  if (direct !== undefined && direct !== '' && path !== undefined && path !== '') {
    throw new GateFailure('keys-present', `both ${name} and ${twin} are set`, 'set one of them');
  }
  if (direct !== undefined && direct !== '') return direct;
  return path === undefined || path === '' ? undefined : readSecretFile(twin, path);
}

function strongKey(name: string, text: string): Uint8Array {
  const key = parseKey(text);
  if (key === undefined) {
    throw new GateFailure(
      'key-encoding',
      `${name} is not base64url of exactly 32 bytes (43 characters, no padding)`,
      'make one with "gamut keys"',
    );
  }
  const weakness = weaknessOf(key);
  if (weakness !== undefined)
    throw new GateFailure('key-strength', `${name} is weak: ${weakness}`, 'make one with "gamut keys"');
  return key;
}
