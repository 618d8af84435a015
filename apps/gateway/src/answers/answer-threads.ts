/**
 * A few threads that go through dear answers, so that no tool server's answer holds up the thread that serves everybody. One
 * answer has so much time and memory; what runs out of them, or breaks, is withheld and its thread ended. Tenants take turns, none
 * has every thread, and what waits is bounded for each. A thread is started when it is needed and ended when it is not.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Answer } from './answer.ts';
import type { ThreadWord } from './answer-thread.ts';
import type { AnswerJob, RefusedAnswer, SafeAnswer } from './make-safe.ts';

/** Why nothing came back of an answer. */
export type WithheldWhy = 'late' | 'memory' | 'broke' | 'full' | 'unsafe' | 'stopped';

export class AnswerWithheld extends Error {
  readonly why: WithheldWhy;

  constructor(why: WithheldWhy) {
    super(`an answer was withheld: ${why}`);
    this.name = 'AnswerWithheld';
    this.why = why;
  }
}

export interface AnswerThreadsOptions {
  readonly threadsMax: number;
  /** From when a thread takes it, and so much more for each million characters. */
  readonly runMs: number;
  readonly runMsPerMillion: number;
  /** A thread that had nothing to do for so long is ended, and what it may still hold with it. */
  readonly idleMs: number;
  /** Of one tenant's answers that wait, and of all. */
  readonly waitingMax: number;
  readonly waitingCharsMax: number;
  readonly waitingCharsInAllMax: number;
  readonly memoryMb: number;
  /** For tests, which end what was started. */
  readonly start: (memoryMb: number) => Worker;
}

export const usualThreads: AnswerThreadsOptions = {
  // one processor is left to those who serve; and of two threads one tenant has one
  threadsMax: Math.max(2, Math.min(4, availableParallelism() - 1)),
  runMs: 5000,
  runMsPerMillion: 1000,
  idleMs: 30_000,
  waitingMax: 256,
  waitingCharsMax: 20_000_000,
  waitingCharsInAllMax: 80_000_000,
  memoryMb: 512,
  start: startThread,
};

interface Wanted {
  readonly job: AnswerJob;
  readonly onRead: (isError: boolean) => void;
  readonly resolve: (made: SafeAnswer | RefusedAnswer) => void;
  readonly reject: (error: AnswerWithheld) => void;
}

interface Thread {
  readonly worker: Worker;
  wanted: Wanted | undefined;
  timer: NodeJS.Timeout | undefined;
}

export class AnswerThreads {
  readonly #options: AnswerThreadsOptions;
  readonly #threads = new Set<Thread>();
  /** By tenant, in the order of their turns. */
  readonly #waiting = new Map<string, Wanted[]>();
  #waitingChars = 0;
  #closed = false;

  constructor(options: Partial<AnswerThreadsOptions> = {}) {
    this.#options = { ...usualThreads, ...options };
  }

  /** @throws AnswerWithheld */
  makeSafe(
    job: AnswerJob,
    onRead: (isError: boolean) => void,
    signal: AbortSignal,
  ): Promise<SafeAnswer | RefusedAnswer> {
    return new Promise((resolve, reject) => {
      const wanted: Wanted = {
        job,
        onRead,
        resolve: (made) => {
          signal.removeEventListener('abort', stop);
          resolve(made);
        },
        reject: (error) => {
          signal.removeEventListener('abort', stop);
          reject(error);
        },
      };
      const stop = (): void => this.#withhold(wanted, 'stopped');
      if (this.#closed || signal.aborted) return wanted.reject(new AnswerWithheld('stopped'));
      if (!this.#hasRoom(job)) return wanted.reject(new AnswerWithheld('full'));
      signal.addEventListener('abort', stop, { once: true });
      const { tenant, text } = job;
      this.#waiting.set(tenant, [...(this.#waiting.get(tenant) ?? []), wanted]);
      this.#waitingChars += text.length;
      this.#next();
    });
  }

  /** How many threads there are, how many of them are at work, and how many answers wait. */
  counts(): { readonly threads: number; readonly busy: number; readonly waiting: number } {
    const busy = [...this.#threads].filter((one) => one.wanted !== undefined).length;
    const waiting = [...this.#waiting.values()].reduce((sum, list) => sum + list.length, 0);
    return { threads: this.#threads.size, busy, waiting };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const list of [...this.#waiting.values()])
      for (const wanted of list) this.#withhold(wanted, 'stopped');
    await Promise.all([...this.#threads].map((thread) => this.#end(thread, 'stopped')));
  }

  #hasRoom({ tenant, text }: AnswerJob): boolean {
    const { waitingMax, waitingCharsMax, waitingCharsInAllMax } = this.#options;
    const own = this.#waiting.get(tenant) ?? [];
    const chars = own.reduce((sum, one) => sum + one.job.text.length, text.length);
    return (
      own.length < waitingMax &&
      chars <= waitingCharsMax &&
      this.#waitingChars + text.length <= waitingCharsInAllMax
    );
  }

  /** Gives threads to whose turn it is, for as long as there are both. */
  #next(): void {
    for (let wanted = this.#take(); wanted !== undefined; wanted = this.#take()) {
      try {
        const free = [...this.#threads].find((one) => one.wanted === undefined) ?? this.#start();
        this.#run(free, wanted);
      } catch {
        // the system gives no thread
        wanted.reject(new AnswerWithheld('broke'));
      }
    }
  }

  /** The next of the tenant whose turn it is, which then goes to the end of the line; none while every thread is taken. */
  #take(): Wanted | undefined {
    const { threadsMax } = this.#options;
    const busy = [...this.#threads].flatMap(({ wanted }) =>
      wanted === undefined ? [] : [wanted.job.tenant],
    );
    if (busy.length >= threadsMax) return undefined;
    const ownMax = Math.max(1, threadsMax - 1);
    for (const [tenant, [wanted, ...rest]] of this.#waiting) {
      if (wanted === undefined || busy.filter((one) => one === tenant).length >= ownMax) continue;
      this.#waiting.delete(tenant);
      if (rest.length > 0) this.#waiting.set(tenant, rest);
      this.#waitingChars -= wanted.job.text.length;
      return wanted;
    }
    return undefined;
  }

  #start(): Thread {
    const thread: Thread = {
      worker: this.#options.start(this.#options.memoryMb),
      wanted: undefined,
      timer: undefined,
    };
    const { worker } = thread;
    worker.on('message', (word: ThreadWord) => this.#hear(thread, word));
    worker.on('messageerror', () => void this.#end(thread, 'broke'));
    worker.on('error', (error: { code?: unknown }) => {
      void this.#end(thread, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broke');
    });
    worker.on('exit', () => void this.#end(thread, 'broke'));
    this.#threads.add(thread);
    return thread;
  }

  #run(thread: Thread, wanted: Wanted): void {
    clearTimeout(thread.timer);
    thread.wanted = wanted;
    const { runMs, runMsPerMillion } = this.#options;
    const lateMs = runMs + (wanted.job.text.length * runMsPerMillion) / 1_000_000;
    thread.timer = setTimeout(() => void this.#end(thread, 'late'), lateMs);
    thread.worker.ref();
    thread.worker.postMessage(wanted.job);
  }

  #hear(thread: Thread, word: ThreadWord): void {
    const { wanted } = thread;
    if (wanted === undefined) return void this.#end(thread, 'broke');
    if (word.kind === 'read') return wanted.onRead(word.isError);
    thread.wanted = undefined;
    clearTimeout(thread.timer);
    // what nothing more is asked of keeps no process alive
    thread.worker.unref();
    thread.timer = setTimeout(() => void this.#end(thread, 'stopped'), this.#options.idleMs).unref();
    if (word.kind === 'unsafe') wanted.reject(new AnswerWithheld('unsafe'));
    else if (word.kind === 'refused') wanted.resolve(word);
    else {
      const { answerJson, ...rest } = word;
      wanted.resolve({ ...rest, answer: JSON.parse(answerJson) as Answer });
    }
    this.#next();
  }

  #withhold(wanted: Wanted, why: WithheldWhy): void {
    const { tenant, text } = wanted.job;
    const thread = [...this.#threads].find((one) => one.wanted === wanted);
    if (thread !== undefined) return void this.#end(thread, why);
    const list = this.#waiting.get(tenant) ?? [];
    if (!list.includes(wanted)) return;
    const rest = list.filter((one) => one !== wanted);
    if (rest.length === 0) this.#waiting.delete(tenant);
    else this.#waiting.set(tenant, rest);
    this.#waitingChars -= text.length;
    wanted.reject(new AnswerWithheld(why));
  }

  /** Whatever it was at is withheld; who waits gets another thread. */
  async #end(thread: Thread, why: WithheldWhy): Promise<void> {
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.timer);
    thread.wanted?.reject(new AnswerWithheld(why));
    thread.wanted = undefined;
    if (!this.#closed) this.#next();
    await thread.worker.terminate();
  }
}

/** With no environment, no arguments and nothing to print on: what a thread needs comes with the answer. */
function startThread(memoryMb: number): Worker {
  const worker = new Worker(new URL('./answer-thread.ts', import.meta.url), {
    env: {},
    argv: [],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32 },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}
