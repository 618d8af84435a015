/**
 * The gates again while the process serves (security.md section 3): every five minutes, and soon again while one is shut.
 * Readiness names the gate and follows it both ways. What could not be asked changes nothing: that is another check's word.
 */
import type { HealthCheck } from './health.ts';

export interface GateResult {
  readonly gate: string;
  /** Why it is shut; undefined while it holds. */
  readonly reason: string | undefined;
  readonly fix: string;
}

export interface GateWatchOptions {
  /** Looks at every gate. Throws when nothing could be learnt. */
  readonly look: () => Promise<readonly GateResult[]> | readonly GateResult[];
  /** What the start has found. */
  readonly known?: readonly GateResult[];
  readonly everyMs?: number;
  /** While a gate is shut, or nothing could be learnt. */
  readonly againMs?: number;
  /** True: look again soon although every gate holds. */
  readonly unsettled?: () => boolean;
  readonly onChange?: (shut: readonly GateResult[]) => void;
}

export interface GateWatch {
  /** Looks now; never throws. */
  round(): Promise<void>;
  shut(): readonly GateResult[];
  /** One for each gate that was looked at. */
  checks(): readonly HealthCheck[];
  start(): void;
  stop(): void;
}

const usualMs = 5 * 60_000;
const soonMs = 10_000;

export function createGateWatch(options: GateWatchOptions): GateWatch {
  const { everyMs = usualMs, againMs = soonMs } = options;
  let results: readonly GateResult[] = options.known ?? [];
  let running: Promise<boolean> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const shut = (): readonly GateResult[] => results.filter(({ reason }) => reason !== undefined);

  async function look(): Promise<boolean> {
    try {
      const before = describe(shut());
      results = await options.look();
      if (describe(shut()) !== before) options.onChange?.(shut());
      return true;
    } catch {
      return false;
    }
  }

  function round(): Promise<boolean> {
    running ??= look().finally(() => (running = undefined));
    return running;
  }

  function schedule(learnt: boolean): void {
    const settled = learnt && shut().length === 0 && options.unsettled?.() !== true;
    const pauseMs = settled ? everyMs : againMs;
    timer = setTimeout(() => {
      void round().then((again) => {
        if (!stopped) schedule(again);
      });
    }, pauseMs);
    timer.unref();
  }

  return {
    round: async () => void (await round()),
    shut,
    checks: () =>
      results.map(({ gate, reason, fix }) => ({
        name: gate,
        check: () => (reason === undefined ? undefined : `${reason}. Fix: ${fix}`),
      })),
    start: () => schedule(true),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** The gate of a self-test, watched. @param test names what failed */
export function watchSelfTest(test: () => string | undefined): GateWatch {
  const look = (): GateResult[] => [{ gate: 'self-test', reason: test(), fix: selfTestFix }];
  return createGateWatch({ known: look(), look });
}

export const selfTestFix = 'do not run on this machine or build';

function describe(shut: readonly GateResult[]): string {
  return shut.map(({ gate, reason }) => `${gate}: ${reason ?? ''}`).join('\n');
}
