/** Asks a process whether it is ready (`/readyz`), and waits until all of them are. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@gamut/kernel/app-error';

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Readiness {
  readonly reachable: boolean;
  readonly ready: boolean;
  readonly checks: readonly ReadinessCheck[];
}

const pollMs = 60;

/** @param origin `http://127.0.0.1:port` */
export async function askReadiness(origin: string, deadlineMs = 2000): Promise<Readiness> {
  try {
    const answer = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(deadlineMs) });
    return { reachable: true, ...parseReadiness(await answer.json(), answer.ok) };
  } catch {
    return { reachable: false, ready: false, checks: [] };
  }
}

/** @throws AppError `unavailable` naming each process that is not ready at the deadline, and why */
export async function waitUntilReady(
  origins: Readonly<Record<string, string>>,
  options: { readonly deadlineMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const startedMs = performance.now();
  const waiting = new Map<string, Readiness | undefined>(
    Object.keys(origins).map((name) => [name, undefined]),
  );
  while (waiting.size > 0) {
    options.signal.throwIfAborted();
    for (const name of [...waiting.keys()]) {
      const answer = await askReadiness(origins[name] as string);
      if (answer.ready) waiting.delete(name);
      else waiting.set(name, answer);
    }
    if (waiting.size === 0) return;
    if (performance.now() - startedMs > options.deadlineMs) throw notReady(waiting);
    await delay(pollMs, undefined, { signal: options.signal });
  }
}

/** What is wrong with a process, in one line. */
export function describeReadiness(answer: Readiness | undefined): string {
  if (answer?.reachable !== true) return 'does not answer';
  const failing = answer.checks.filter((check) => !check.ok);
  if (failing.length === 0) return answer.ready ? 'ready' : 'not ready';
  return failing.map((check) => `${check.name}: ${check.detail}`).join('; ');
}

function notReady(waiting: ReadonlyMap<string, Readiness | undefined>): AppError {
  const named = [...waiting].map(([name, answer]) => `${name} (${describeReadiness(answer)})`).join(', ');
  return new AppError('unavailable', `not ready in time: ${named}`, {
    fix: 'read the log of the process named, in GAMUT_HOME/logs',
  });
}

function parseReadiness(body: unknown, httpOk: boolean): { ready: boolean; checks: ReadinessCheck[] } {
  const { ready, checks } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const rows = Array.isArray(checks) ? (checks as unknown[]) : [];
  return {
    ready: httpOk && ready === true,
    checks: rows.map((row) => {
      const { name, ok, detail } = (typeof row === 'object' && row !== null ? row : {}) as Record<
        string,
        unknown
      >;
      return { name: String(name), ok: ok === true, detail: typeof detail === 'string' ? detail : '' };
    }),
  };
}
