/**
 * A key port on a folder: the operator mounts `<key name>.key`, 32 bytes in base64url, and the customer takes the file away to
 * take the key back. Only names without a separator are looked up, and a link that leads out of the folder is refused.
 */
import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { openValue, sealValue, type NamedKey, type Place } from '@gamut/crypto/envelope';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import { decodeBase64url } from '@gamut/kernel/base64url';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { callDependency } from '@gamut/service/dependency';
import { KeyPortFailure, keyNamePattern, type KeyPort } from './key-port.ts';

export interface FilePortParts {
  readonly folder: string;
  readonly random: RandomBytes;
  /** A mount that hangs must not hang the check. */
  readonly deadlineMs: number;
}

const fileBytesMax = 256;

export function createFilePort({ folder, random, deadlineMs }: FilePortParts): KeyPort {
  /** Reads the key for the length of one piece of work, and wipes it. */
  async function withKey<T>(keyName: string, work: (key: NamedKey) => T): Promise<T> {
    const bytes = await readKey(folder, keyName, deadlineMs);
    try {
      return work({ id: keyIdOf(bytes), key: bytes });
    } finally {
      bytes.fill(0);
    }
  }
  return {
    wrap: (tenantId, keyName, dataKey) =>
      withKey(keyName, (key) => sealValue(key, placeOf(tenantId, keyName), dataKey, random)),
    unwrap: (tenantId, keyName, wrapped) =>
      withKey(keyName, (key) => {
        try {
          return openValue((id) => (id === key.id ? key : undefined), placeOf(tenantId, keyName), wrapped);
        } catch {
          throw new KeyPortFailure('wrong', 'the key file holds another key than the one that wrapped');
        }
      }),
  };
}

function placeOf(tenantId: string, keyName: string): Place {
  return { tenant: tenantId, table: 'tenant_keys', column: 'wrapped', row: keyName, purpose: 'customer-key' };
}

async function readKey(folder: string, keyName: string, deadlineMs: number): Promise<Uint8Array> {
  if (!keyNamePattern.test(keyName))
    throw new KeyPortFailure('unreachable', 'the name of the key is not one that a file can have');
  let text: string;
  try {
    text = await callDependency({ name: 'the key folder', deadlineMs }, () =>
      readInside(folder, `${keyName}.key`),
    );
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof KeyPortFailure) throw cause;
    throw new KeyPortFailure('unreachable', 'the key folder cannot be read');
  }
  const key = decodeBase64url(text.replace(/\r?\n$/, ''));
  if (key?.length === 32) return key;
  throw new KeyPortFailure('unreachable', 'the key file does not hold 32 bytes in base64url');
}

/** The folder must be there, or a mount that fell away would look like a key that was taken back. */
async function readInside(folder: string, file: string): Promise<string> {
  const inside = await realpath(folder);
  let path: string;
  try {
    path = await realpath(join(inside, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new KeyPortFailure('revoked', 'the key file is gone');
    throw error;
  }
  if (!path.startsWith(inside + sep))
    throw new KeyPortFailure('unreachable', 'the key file is a link that leads out of its folder');
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > fileBytesMax)
      throw new KeyPortFailure('unreachable', 'the key file is not a small regular file');
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
