/**
 * What Postgres and the connection to it say when they fail, as refusals that name the cause. What a store can expect
 * (a unique name taken) stays a database error, and is asked about here.
 */
import { AppError } from '@gamut/kernel/app-error';

const operator = 'whoever operates the database';

/** Connection-level failures: classes 08 and 28 aside, these. */
const awayStates = new Set([
  '53200',
  '53300',
  '53400',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '3D000',
  '58030',
  '58000',
]);
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT',
]);
const awayText =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout expired|Query read timeout|Connection ended)/;
const lateStates = new Set(['57014', '25P03', '25P04']);
const raceStates = new Set(['40001', '40P01']);
const textStates = new Set(['22021', '22P05']);

interface SqlFailure {
  readonly code?: string;
  readonly message?: string;
  readonly constraint?: string;
}

/** The refusal for a failure that is nobody's statement's fault; any other error unchanged. */
export function mapSqlError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { code = '', message = '' } = error as SqlFailure;
  if (code.startsWith('28')) {
    return new AppError('unavailable', 'the database refused the login', {
      fix: 'correct the user and password in the database URL',
      who: operator,
      cause: error,
    });
  }
  if (code === '3D000')
    return new AppError('unavailable', 'there is no such database', {
      fix: 'create it with `provision bootstrap`, or correct the database URL',
      who: operator,
      cause: error,
    });
  if (isConnectionLost(error)) return away(error);
  if (code === '0A000' && message.startsWith('cached plan')) {
    return new AppError('unavailable', 'the database was migrated a moment ago', {
      fix: 'try again',
      who: 'the caller',
      cause: error,
    });
  }
  if (code === '53100') {
    return new AppError('storage_full', 'the database has no space left', {
      fix: 'free space on the database’s disk; what was committed is kept, nothing else was written',
      who: operator,
      cause: error,
    });
  }
  if (lateStates.has(code))
    return new AppError('deadline_exceeded', 'the database did not finish in time', {
      fix: 'try again',
      who: 'the caller',
      cause: error,
    });
  if (code === '55P03')
    return new AppError('unavailable', 'a row was held by another change for too long', {
      fix: 'try again',
      who: 'the caller',
      cause: error,
    });
  if (raceStates.has(code))
    return new AppError('conflict', 'another change came first', {
      fix: 'try again',
      who: 'the caller',
      cause: error,
    });
  if (textStates.has(code))
    return new AppError('bad_request', 'a text holds a character that cannot be stored', {
      fix: 'remove NUL characters',
      who: 'the caller',
      cause: error,
    });
  return error;
}

/** Whether the connection is gone or Postgres is not serving, as opposed to a statement that failed. */
export function isConnectionLost(error: unknown): boolean {
  const { code = '', message = '' } = error as SqlFailure;
  return (
    code.startsWith('08') ||
    code.startsWith('28') ||
    awayStates.has(code) ||
    awayCodes.has(code) ||
    awayText.test(message)
  );
}

function away(cause: unknown): AppError {
  return new AppError('unavailable', 'the database is away', {
    fix: 'start Postgres, or correct DATABASE_URL; no restart of this process is needed',
    who: operator,
    cause,
  });
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23505', constraint);
}

export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23503', constraint);
}

export function isCheckViolation(error: unknown, constraint?: string): boolean {
  return violates(error, '23514', constraint);
}

function violates(error: unknown, state: string, constraint: string | undefined): boolean {
  const failure = error as SqlFailure | undefined;
  return failure?.code === state && (constraint === undefined || failure.constraint === constraint);
}

const inDoubt = new WeakSet<object>();

/** A COMMIT was sent and no answer came: the change may stand or not. Callers treat it as not permitted and say so. */
export function commitInDoubt(cause: unknown): AppError {
  const error = new AppError(
    'unavailable',
    'the database went away during the commit, so its outcome is in doubt',
    {
      fix: 'look whether the change is there before trying again',
      who: 'the caller',
      cause,
    },
  );
  inDoubt.add(error);
  return error;
}

export function isCommitInDoubt(error: unknown): boolean {
  return typeof error === 'object' && error !== null && inDoubt.has(error);
}
