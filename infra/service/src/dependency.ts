/**
 * The one wrapper for everything that a decision depends on (security.md section 6): a name, a deadline and a hook where
 * tests put faults. What comes out is the value, or one AppError that says which dependency failed; nothing hangs.
 */
import { AppError } from '@gamut/kernel/app-error';

/** Called before the work begins; it may throw, delay, or do nothing. */
export type FaultHook = (dependency: string) => void | Promise<void>;

export interface Dependency {
  readonly name: string;
  readonly deadlineMs: number;
  readonly fault?: FaultHook | undefined;
  /** The caller's own end, for instance of the request that this work is for. */
  readonly signal?: AbortSignal | undefined;
}

/** @throws AppError: what the work itself refused with, `deadline_exceeded`, or `dependency_failed` */
export async function callDependency<T>(
  dependency: Dependency,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (error: AppError): void => {
    reject(error);
    controller.abort(error);
  };
  const timer = setTimeout(() => {
    end(deadlineExceeded(dependency));
  }, dependency.deadlineMs);
  const onAbort = (): void => {
    end(failed(dependency, dependency.signal?.reason));
  };
  dependency.signal?.addEventListener('abort', onAbort, { once: true });
  if (dependency.signal?.aborted === true) onAbort();
  try {
    return await Promise.race([attempt(dependency, work, controller.signal), ended]);
  } catch (error) {
    throw error instanceof AppError ? error : failed(dependency, error);
  } finally {
    clearTimeout(timer);
    dependency.signal?.removeEventListener('abort', onAbort);
    ended.catch(() => undefined);
  }
}

async function attempt<T>(
  dependency: Dependency,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  if (dependency.fault !== undefined) await dependency.fault(dependency.name);
  signal.throwIfAborted();
  return work(signal);
}

function deadlineExceeded(dependency: Dependency): AppError {
  return new AppError(
    'deadline_exceeded',
    `${dependency.name} did not answer within ${String(dependency.deadlineMs)} ms.`,
    {
      fix: `See that ${dependency.name} is up and not overloaded, then try again.`,
      who: 'the operator',
    },
  );
}

function failed(dependency: Dependency, cause: unknown): AppError {
  return new AppError(
    'dependency_failed',
    `${dependency.name} could not be reached or did not answer properly.`,
    {
      fix: `See that ${dependency.name} is up, then try again.`,
      who: 'the operator',
      cause,
    },
  );
}
