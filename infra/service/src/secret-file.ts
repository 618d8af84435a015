/**
 * Reads the file of a `_FILE` twin: a regular, small file that, when it is ours, nobody else may read. A file that another
 * user owns (as container platforms mount them) is that user's responsibility.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { limits } from '@gamut/kernel/limits';
import { GateFailure } from './start-gates.ts';

/** @returns the content without one final line break */
export function readSecretFile(name: string, path: string): string {
  const file = open(name, path);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile())
      throw new GateFailure(
        'keys-present',
        `${name} does not name a regular file`,
        `point ${name} at a file`,
      );
    if (stat.size > limits.secretFileBytesMax)
      throw new GateFailure('keys-present', `the file of ${name} is too large`, 'store one secret in it');
    if (stat.uid === process.getuid?.() && (stat.mode & 0o077) !== 0) {
      throw new GateFailure(
        'keys-present',
        `the file of ${name} can be read by others`,
        'chmod 600 the file',
      );
    }
    // what the kernel makes up (/proc) has no size, and no bound
    const text = stat.size === 0 ? '' : readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (text === '')
      throw new GateFailure('keys-present', `the file of ${name} is empty`, 'write the secret into it');
    return text;
  } finally {
    closeSync(file);
  }
}

function open(name: string, path: string): number {
  try {
    // a pipe without a writer would hold up the start for ever
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new GateFailure(
      'keys-present',
      `the file of ${name} cannot be opened (${code})`,
      `point ${name} at a file that this process may read`,
    );
  }
}
