/**
 * What becomes of a job that failed: tried again after a pause, or failed for good, and in which words. A reason is one of our
 * own refusals or the mere kind of the fault, never what Postgres or a driver said: that may carry a value or an address.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { ErrorCode } from '@gamut/kernel/error-codes';

export interface JobFailure {
  readonly reason: string;
  /** Null: for good. */
  readonly againInMs: number | null;
}

export const attemptsMax = 5;
/** A job that takes its worker down is taken up again, but not for ever. */
export const deathsMax = 20;
const pauseMs = 1_000;
const passing: ReadonlySet<ErrorCode> = new Set([
  'unavailable',
  'deadline_exceeded',
  'storage_full',
  'dependency_failed',
]);
const reasonLengthMax = 500;

export function judgeFailure(error: unknown, attempts: number): JobFailure {
  const again = (!(error instanceof AppError) || passing.has(error.code)) && attempts < attemptsMax;
  return { reason: reasonOf(error), againInMs: again ? pauseMs * 2 ** (attempts - 1) : null };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof AppError)) {
    const code = (error as { code?: unknown } | null)?.code;
    const state = typeof code === 'string' && /^[A-Z0-9_]{2,32}$/.test(code) ? ` ${code}` : '';
    return `an unexpected fault (${error instanceof Error ? error.name : typeof error}${state})`;
  }
  const text = `${error.message}${error.fix === undefined ? '' : `. Fix: ${error.fix}`}`;
  return text
    .replaceAll(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '[address]')
    .replaceAll(/\s+/g, ' ')
    .slice(0, reasonLengthMax);
}
