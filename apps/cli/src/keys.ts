/**
 * The keys of each process apart: `GAMUT_HOME/keys/<process>/NAME`, 0600, 43 characters of base64url. Made once, raw
 * values compared pairwise as they are made, and a key that data depends on is never made a second time: when such a
 * file is gone or damaged the start refuses and says which backup to bring.
 */
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hkdfSha256 } from '@gamut/crypto/mac';
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { asDiskError, readIfPresent, readJsonIfPresent, removeDrafts, writeDurably } from './durable-file.ts';
import { encryptionKeyFiles, replacedKeys, retiringName } from './encryption-key-files.ts';
import { derivedKeys, holders, madeKeys, type Holder, type MadeKey } from './key-table.ts';

export interface Keys {
  /** Names this installation in journal origins and fingerprints. */
  readonly deployment: string;
  readonly made: readonly string[];
  file(holder: Holder, name: string): string;
  text(holder: Holder, name: string): string;
  bytes(holder: Holder, name: string): Uint8Array;
  /** What may be shown of a key: 16 hex digits of HKDF with the deployment's id. */
  fingerprint(holder: Holder, name: string): string;
}

/** Opens the keys, making what is missing. @throws AppError `integrity_failed` when a key that data depends on is gone */
export function openKeys(folder: string): Keys {
  for (const holder of holders) makeHolderFolder(folder, holder);
  const settled = existingDeployment(folder);
  if (settled !== undefined) for (const key of replacedKeys) encryptionKeyFiles(folder, key).promote();
  const values = new Map<string, string>();
  const made: string[] = [];
  for (const key of madeKeys) {
    const { text, fresh } = settleKey(folder, key, settled !== undefined);
    values.set(key.name, text);
    if (fresh) made.push(key.name);
  }
  for (const key of derivedKeys) {
    const source = decodeBase64url(values.get(key.from) as string) as Uint8Array;
    const text = encodeBase64url(hkdfSha256(source, 'gamut', key.info, 32));
    values.set(key.name, text);
    const path = join(folder, key.holder, key.name);
    if (readIfPresent(path) !== text) writeDurably(path, text);
  }
  for (const key of replacedKeys) {
    const retiring = readKey(join(folder, key.holder, retiringName(key)));
    if (retiring !== undefined) values.set(retiringName(key), retiring);
  }
  assertPairwiseDistinct(values);
  const deployment = settled ?? newDeployment(folder);
  return keysIn(folder, deployment, made);
}

/** The keys as they lie there, with nothing made: for commands beside a running stack. */
export function findKeys(folder: string): Keys | undefined {
  const deployment = existingDeployment(folder);
  return deployment === undefined ? undefined : keysIn(folder, deployment, []);
}

function keysIn(folder: string, deployment: string, made: readonly string[]): Keys {
  const file = (holder: Holder, name: string): string => join(folder, holder, name);
  const text = (holder: Holder, name: string): string => {
    const found = readKey(file(holder, name));
    if (found === undefined) throw missing(file(holder, name));
    return found;
  };
  const bytes = (holder: Holder, name: string): Uint8Array =>
    decodeBase64url(text(holder, name)) as Uint8Array;
  const fingerprint = (holder: Holder, name: string): string =>
    Buffer.from(hkdfSha256(bytes(holder, name), deployment, 'gamut fingerprint', 8)).toString('hex');
  return { deployment, made, file, text, bytes, fingerprint };
}

function settleKey(folder: string, key: MadeKey, settled: boolean): { text: string; fresh: boolean } {
  const places = key.holders.map((holder) => join(folder, holder, key.name));
  const found = places.map((path) => readKey(path));
  const known = found.find((text) => text !== undefined);
  if (known === undefined && settled && key.irreplaceable) throw missing(places[0] as string);
  const text = known ?? encodeBase64url(randomBytes(32));
  for (const [at, path] of places.entries()) {
    if (found[at] === text) continue;
    // an unreadable end of an edge is mended from the other end; a damaged key with data behind it is left as it is
    if (settled && key.irreplaceable && readIfPresent(path) !== undefined) throw missing(path);
    writeDurably(path, text);
  }
  return { text, fresh: known === undefined };
}

/** The key's text when the file holds one canonical 32-byte key; undefined when it is absent or anything else. */
function readKey(path: string): string | undefined {
  const text = readIfPresent(path)?.trim();
  if (text === undefined) return undefined;
  const bytes = decodeBase64url(text);
  if (bytes?.length !== 32) return undefined;
  if ((lstatSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  return text;
}

function missing(path: string): AppError {
  return new AppError('integrity_failed', `the key ${path} is missing or damaged, and data depends on it`, {
    fix: 'restore this file from the backup of GAMUT_HOME/keys; to give the data up and begin anew, move GAMUT_HOME aside',
    who: 'who keeps the backup of this installation',
  });
}

function assertPairwiseDistinct(values: ReadonlyMap<string, string>): void {
  const seen = new Map<string, string>();
  for (const [name, text] of values) {
    const other = seen.get(text);
    if (other !== undefined) {
      throw new AppError('integrity_failed', `the keys ${other} and ${name} are one and the same value`, {
        fix: 'each key serves one purpose: replace the one that was copied by its own from the backup',
      });
    }
    seen.set(text, name);
  }
}

function makeHolderFolder(folder: string, holder: Holder): void {
  const path = join(folder, holder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if ((lstatSync(path).mode & 0o777) !== 0o700) chmodSync(path, 0o700);
    removeDrafts(path);
  } catch (error) {
    throw asDiskError(error, path);
  }
}

/** Written last when the keys are first made, so its presence says that they are complete. */
function newDeployment(folder: string): string {
  const deployment = Buffer.from(randomBytes(8)).toString('hex');
  writeDurably(join(folder, 'deployment.json'), JSON.stringify({ deployment }));
  return deployment;
}

function existingDeployment(folder: string): string | undefined {
  const path = join(folder, 'deployment.json');
  if (readIfPresent(path) === undefined) return undefined;
  const record = readJsonIfPresent(path) as { deployment?: unknown } | null | undefined;
  if (typeof record?.deployment !== 'string' || !/^[0-9a-f]{16}$/.test(record.deployment))
    throw missing(path);
  return record.deployment;
}
