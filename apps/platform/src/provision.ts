/**
 * Entry of the provision process (security promise 1.2: migrations run as another login, in another process). Prints its
 * progress, then one line of JSON; a failure is one line on stderr and a non-zero exit.
 */
import { AppError } from '@gamut/kernel/app-error';
import { startFailureLine } from '@gamut/service/run-until-stopped';
import { parseProvisionCommand } from './provisioning/command.ts';
import { runProvision } from './provisioning/run-provision.ts';

try {
  const command = parseProvisionCommand(process.argv.slice(2));
  const result = await runProvision(command, process.env, (text) => process.stdout.write(`${text}\n`));
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  process.stderr.write(`${failureLine(error)}\n`);
  process.exitCode = 1;
}

function failureLine(error: unknown): string {
  if (!(error instanceof AppError)) return startFailureLine(error);
  return `gate provision: ${error.message}. Fix: ${error.fix ?? 'see the message'}`.replaceAll(/\s+/g, ' ');
}
