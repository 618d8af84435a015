/**
 * Runs a program from start to its orderly end: a start-up that fails prints one line and exits non-zero, SIGTERM and SIGINT
 * close within five seconds, a second signal or a fault that nobody caught ends at once.
 */
import { GateFailure } from './start-gates.ts';
import type { Logger } from './logger.ts';

export interface Program {
  listen(): Promise<unknown>;
  close(): Promise<unknown>;
  /** Resolves, if ever, with the gate that shut after the port opened: the process ends by it. */
  readonly refused?: Promise<GateFailure>;
}

export const stopMsMax = 5000;

/** @param start composes and gates the program; nothing listens before it resolves */
export async function runUntilStopped(
  start: () => Program | Promise<Program>,
  logger?: Logger,
): Promise<void> {
  process.on('unhandledRejection', (error) => {
    endAtOnce(error, logger);
  });
  process.on('uncaughtException', (error) => {
    endAtOnce(error, logger);
  });
  let program: Program | undefined;
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    // nothing runs yet, or somebody lost patience
    if (program === undefined || stopping) process.exit(1);
    stopping = true;
    logger?.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), stopMsMax).unref();
    program.close().then(
      () => process.exit(0),
      (error: unknown) => {
        endAtOnce(error, logger);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  try {
    program = await start();
    await program.listen();
    void program.refused?.then(endByGate);
  } catch (error) {
    endByGate(error);
  }
}

function endByGate(error: unknown): void {
  process.stderr.write(`${startFailureLine(error)}\n`, () => process.exit(1));
}

/** One line; of an error that is not a gate's it tells the kind and the code, for its message may carry a value. */
export function startFailureLine(error: unknown): string {
  if (error instanceof GateFailure) return error.message.replaceAll(/\s+/g, ' ');
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'EADDRINUSE') {
    const port = String((error as { port?: unknown }).port);
    return `gate port: port ${port} is taken. Fix: stop what listens there, or set another port`;
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return `gate start: the program could not start (${kind}${typeof code === 'string' ? ` ${code}` : ''}). Fix: see its log, or run "gamut doctor"`;
}

function endAtOnce(error: unknown, logger: Logger | undefined): void {
  if (logger === undefined)
    process.stderr.write(`fault: ${error instanceof Error ? error.name : 'unknown'}\n`);
  else logger.fatal({ err: error }, 'a fault that nobody caught');
  process.exit(70);
}
