/**
 * One log file per child, opened for append by the child itself, so that its lines survive the launcher. Capped: over
 * `logBytesMax` the content moves to `NAME.log.1` and the file starts anew, which keeps both within a known size.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { asDiskError } from './durable-file.ts';

export const logBytesMax = 8_000_000;

export interface LogFile {
  readonly path: string;
  /** Append handle to give to a child; close it after spawning. */
  open(): number;
  /** Moves the content aside when it has outgrown its cap. */
  trim(): void;
  size(): number;
  /** The text written since `offset`, its last 16 kB. */
  since(offset: number): string;
}

export function logFile(folder: string, name: string): LogFile {
  const path = join(folder, `${name}.log`);
  const size = (): number => (existsSync(path) ? statSync(path).size : 0);
  return {
    path,
    size,
    open: () => {
      try {
        return openSync(path, 'a', 0o600);
      } catch (error) {
        throw asDiskError(error, path);
      }
    },
    trim: () => {
      if (size() <= logBytesMax) return;
      copyFileSync(path, `${path}.1`);
      truncateSync(path, 0);
    },
    since: (offset) => readTail(path, offset),
  };
}

function readTail(path: string, offset: number): string {
  if (!existsSync(path)) return '';
  const file = openSync(path, 'r');
  try {
    const end = fstatSync(file).size;
    const from = Math.max(offset > end ? 0 : offset, end - 16_384);
    const buffer = Buffer.alloc(end - from);
    readSync(file, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
}
