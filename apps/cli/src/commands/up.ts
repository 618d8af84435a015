/** `gamut up` (`npm start`): brings all of Gamut up, says where it is, keeps it up, and stops it in order on Ctrl-C or SIGTERM. */
import { parseArguments } from '../arguments.ts';
import { bringDown, bringUp, recordState, type Stack, type Started } from '../bring-up.ts';
import { loadDemoCredentials } from '../demo-credentials.ts';
import { rolesShown } from '../demo-people.ts';
import { prepareHome } from '../home.ts';
import { takeLock } from '../lock.ts';
import { createProgress } from '../progress.ts';
import { stopOrphans } from '../running-record.ts';
import type { World } from '../world.ts';

export async function up(args: readonly string[], world: World): Promise<number> {
  parseArguments(args, {}, 0);
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
    const stack = await bringUp(world, progress, started, stopping.signal);
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
  const credentials = await loadDemoCredentials(world.home, stack.deployment.ports);
  world.answer(`\nReady in ${seconds.toFixed(1)} s.\n`);
  world.answer(`  console   ${credentials.platform}`);
  world.answer(`  gateway   ${credentials.gateway}/mcp\n`);
  world.answer(
    'Sign in as one of the demo tenant’s people; each link works once, npx gamut demo credentials makes new ones:',
  );
  for (const { email, signIn } of credentials.people)
    world.answer(`  ${rolesShown(email).padEnd(26)} ${signIn}`);
  world.answer(
    '\nAgents: npx gamut demo credentials · try every outcome: npx gamut demo tour · Ctrl-C stops all of it.',
  );
}
