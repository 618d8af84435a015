/**
 * Entry of the provision process (security promise 1.2: migrations run as another login, in another process). Prints its
 * progress, then one line of JSON; a failure is one line on stderr and a non-zero exit.
 */
import { AppError } from '@gamut/kernel/app-error';
import { startFailureLine } from '@gamut/service/run-until-stopped';
import { parseProvisionCommand } from './provisioning/command.ts';
import { runProvision } from './provisioning/run-provision.ts';

const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    // a second one: somebody lost patience, and what was under way is taken up by the next start
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
  });

try {
  const command = parseProvisionCommand(process.argv.slice(2));
  // bootstrap, migrate and the others are whole or absent by themselves: only `work` has something to end in order
  if (command.kind !== 'work') stop.signal.addEventListener('abort', () => process.exit(1));
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const result = await runProvision(command, process.env, say, stop.signal);
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  process.stderr.write(`${failureLine(error)}\n`);
  process.exitCode = 1;
}

function failureLine(error: unknown): string {
  if (!(error instanceof AppError)) return startFailureLine(error);
  return `gate provision: ${error.message}. Fix: ${error.fix ?? 'see the message'}`.replaceAll(/\s+/g, ' ');
}
