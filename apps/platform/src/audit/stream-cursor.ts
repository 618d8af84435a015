/**
 * A place in the audit stream: which log (a restore begins another one) and the number of the last record seen. Numbers are
 * gapless, so whoever goes on from a cursor misses nothing; what is made up, or of another log, is refused.
 */
import { AppError } from '@gamut/kernel/app-error';

export interface StreamPlace {
  /** The tenant's authority epoch. */
  readonly generation: number;
  readonly head: number;
}

export function formatStreamCursor({ generation }: Pick<StreamPlace, 'generation'>, seq: number): string {
  return `${generation}.${seq}`;
}

/** @returns the number after which to go on @throws AppError naming what is wrong with the cursor */
export function parseStreamCursor(text: string, { generation, head }: StreamPlace): number {
  const match = /^([1-9]\d{0,8})\.(0|[1-9]\d{0,14})$/.exec(text);
  if (match === null) throw refused('validation_failed', 'The cursor is not one that this stream gave.');
  const [ofLog, seq] = [Number(match[1]), Number(match[2])];
  if (ofLog < generation)
    throw refused(
      'stale',
      'The journal was restored since this cursor was given, and goes on as another log.',
    );
  if (ofLog > generation || seq > head)
    throw refused('validation_failed', `The cursor is beyond the stream, which has ${head} records.`);
  return seq;
}

function refused(code: 'validation_failed' | 'stale', message: string): AppError {
  return new AppError(code, message, {
    fix: 'Go on from the `id` of the last record that you were given, or read the log anew and follow from its end.',
    who: 'the caller',
    ...(code === 'stale'
      ? {}
      : { fields: [{ pointer: '/after', message: 'is not a place in this stream' }] }),
  });
}
