/**
 * The files of a key that is replaced while Gamut serves: DATA_ENCRYPTION_KEY, AGENTIC_SIGNING_SECRET. `rotate` only lays the new key beside (`…_NEXT`), so whatever runs, or is
 * started again after a crash, goes on with what it knows; the next start of the launcher puts it in force and keeps the one before
 * as `…_RETIRING`. Each step is one durable write or removal, and a kill between any two leaves a state that the next start or
 * command goes on from.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf } from '@gamut/crypto/key-purposes';
import { randomBytes } from '@gamut/crypto/random';
import { AppError } from '@gamut/kernel/app-error';
import { decodeBase64url, encodeBase64url } from '@gamut/kernel/base64url';
import { asDiskError, readIfPresent, writeDurably } from './durable-file.ts';

/** A key that has a retiring twin, and the command that replaces it. */
export interface ReplacedKey {
  readonly holder: 'platform' | 'gateway';
  readonly name: string;
  readonly command: string;
}

export const dataKey: ReplacedKey = {
  holder: 'platform',
  name: 'DATA_ENCRYPTION_KEY',
  command: 'gamut keys rotate',
};
export const signingSecret: ReplacedKey = {
  holder: 'gateway',
  name: 'AGENTIC_SIGNING_SECRET',
  command: 'gamut keys rotate --signing',
};
export const replacedKeys: readonly ReplacedKey[] = [dataKey, signingSecret];

export const retiringName = ({ name }: ReplacedKey): string => `${name}_RETIRING`;

export type EncryptionKeyState =
  /** One key, nothing under way. */
  | 'settled'
  /** A new key lies beside; it comes into force with the next start. */
  | 'staged'
  /** The new key is in force, the one before still opens what is under it. */
  | 'retiring';

export interface EncryptionKeyFiles {
  state(): EncryptionKeyState;
  /** The public name of the key in force. */
  keyId(): string;
  /** Lays a new key beside. @throws AppError `conflict` while one is on its way */
  stage(): void;
  /** Puts a staged key in force; nothing when there is none. For a start alone: nothing may run on these files. */
  promote(): void;
  /** Gives the key before up. Only after the platform said that nothing stands under it. */
  finish(): void;
}

/** @param folder `GAMUT_HOME/keys` */
export function encryptionKeyFiles(folder: string, key: ReplacedKey = dataKey): EncryptionKeyFiles {
  const current = key.name;
  const retiringKey = retiringName(key);
  const next = `${current}_NEXT`;
  const path = (name: string): string => join(folder, key.holder, name);
  const read = (name: string): string | undefined => {
    const text = readIfPresent(path(name))?.trim();
    if (text === undefined) return undefined;
    if (decodeBase64url(text)?.length === 32) return text;
    throw damaged(path(name), name);
  };
  const state = (): EncryptionKeyState => {
    if (read(next) !== undefined) return 'staged';
    return read(retiringKey) === undefined ? 'settled' : 'retiring';
  };
  return {
    state,
    keyId: () => keyIdOf(decodeBase64url(inForce(read(current), path(current))) as Uint8Array),
    stage: () => {
      const found = state();
      if (found !== 'settled') throw underWay(key, found);
      writeDurably(path(next), encodeBase64url(randomBytes(32)));
    },
    promote: () => {
      const staged = read(next);
      if (staged === undefined) return;
      const known = inForce(read(current), path(current));
      if (known !== staged) {
        const retiring = read(retiringKey);
        // another one than the key in force is still needed: two at a time can't retire
        if (retiring !== undefined && retiring !== known) throw underWay(key, 'retiring');
        if (retiring === undefined) writeDurably(path(retiringKey), known);
        writeDurably(path(current), staged);
      }
      remove(path(next));
    },
    finish: () => {
      remove(path(retiringKey));
    },
  };
}

function inForce(text: string | undefined, path: string): string {
  if (text !== undefined) return text;
  throw new AppError('integrity_failed', `the key ${path} is missing, and data depends on it`, {
    fix: 'restore this file from the backup of GAMUT_HOME/keys',
    who: 'who keeps the backup of this installation',
  });
}

function damaged(path: string, name: string): AppError {
  return new AppError('integrity_failed', `the key ${path} is damaged`, {
    fix: name.endsWith('_NEXT')
      ? 'delete it, nothing stands under it yet, and begin again'
      : 'restore this file from the backup of GAMUT_HOME/keys',
    who: 'who keeps the backup of this installation',
  });
}

function underWay({ name, command }: ReplacedKey, state: 'staged' | 'retiring'): AppError {
  return new AppError('conflict', `a new ${name} is already on its way`, {
    fix:
      state === 'staged'
        ? `stop and start Gamut, then run ${command} --finish`
        : `run ${command} --finish, which ends the one before`,
  });
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw asDiskError(error, path);
  }
}
