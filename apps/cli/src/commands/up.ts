/**
 * `gamut up` (`npm start`): brings all of Gamut up, says where it is, keeps it up, and stops it in order on Ctrl-C or SIGTERM.
 * `--raise-authority`, after a database was brought back whole: what was issued before is void before anything is served.
 */
import { AppError } from '@gamut/kernel/app-error';
import { parseArguments } from '../arguments.ts';
import { bringDown, bringUp, recordState, type Stack, type Started } from '../bring-up.ts';
import { loadDemoCredentials, type DemoCredentials } from '../demo-credentials.ts';
import { rolesShown } from '../demo-people.ts';
import { origins } from '../environments.ts';
import { prepareHome } from '../home.ts';
import { takeLock } from '../lock.ts';
import { createProgress } from '../progress.ts';
import { stopOrphans } from '../running-record.ts';
import type { World } from '../world.ts';

export async function up(args: readonly string[], world: World): Promise<number> {
  const raiseAuthority = parseArguments(args, { 'raise-authority': 'switch' }, 0).on('raise-authority');
  const startedMs = performance.now();
  prepareHome(world.home);
  const release = takeLock(world.home.path);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new Stopped());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const started: Started = { children: [] };
  try {
    world.say(`Gamut starts in ${world.home.path} (development: keys on this disk, loopback only)`);
    const orphans = await stopOrphans(world.home.run);
    if (orphans.length > 0) world.say(`  stopped what an interrupted run left: ${orphans.join(', ')}`);
    const progress = createProgress(
      (text) => void process.stderr.write(text),
      () => performance.now(),
    );
    const stack = await bringUp(world, progress, started, { signal: stopping.signal, raiseAuthority });
    recordState(world, stack.deployment, stack.database, true);
    await announce(world, stack, (performance.now() - startedMs) / 1000);
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
    throw stopping.signal.reason;
  } catch (error) {
    if (!stopping.signal.aborted) {
      await bringDown(started, () => undefined);
      throw error;
    }
    world.say('Stopping …');
    await bringDown(started, world.say);
    return 0;
  } finally {
    release();
  }
}

class Stopped extends Error {}

async function announce(world: World, stack: Stack, seconds: number): Promise<void> {
  const { platform, gateway } = origins(stack.deployment.ports);
  world.answer(`\nReady in ${seconds.toFixed(1)} s.\n`);
  world.answer(`  console   ${platform}`);
  world.answer(`  gateway   ${gateway}/mcp\n`);
  try {
    sayDemo(world, await loadDemoCredentials(world.home, stack.deployment.ports));
  } catch (error) {
    // an operator may suspend, move or delete the demo tenant like any other; nothing of Gamut hangs on it
    if (!(error instanceof AppError)) throw error;
    world.answer(`The demo tenant is not open: ${error.message}`);
    world.answer('npx gamut tenant list shows how each tenant stands. Ctrl-C stops all of it.');
  }
}

function sayDemo(world: World, credentials: DemoCredentials): void {
  world.answer(
    'Sign in as one of the demo tenant’s people; each link works once, npx gamut demo credentials makes new ones:',
  );
  for (const { email, signIn } of credentials.people)
    world.answer(`  ${rolesShown(email).padEnd(26)} ${signIn}`);
  world.answer(
    '\nAgents: npx gamut demo credentials · try every outcome: npx gamut demo tour · Ctrl-C stops all of it.',
  );
}
