/** `gamut demo credentials [--json]` and `gamut demo tour`. */
import { parseArguments, UsageError } from '../arguments.ts';
import { loadDemoAgents, loadDemoCredentials } from '../demo-credentials.ts';
import { rolesShown } from '../demo-people.ts';
import { runDemoTour } from '../demo-tour.ts';
import { origins } from '../environments.ts';
import { loadRunningState } from '../running-state.ts';
import type { World } from '../world.ts';

export async function demo(args: readonly string[], world: World): Promise<number> {
  const [which, ...rest] = args;
  if (which === 'credentials') return credentials(rest, world);
  if (which === 'tour') return tour(rest, world);
  throw new UsageError(
    which === undefined
      ? 'demo needs a word: credentials or tour'
      : `"demo ${which}" is unknown: credentials or tour`,
  );
}

async function credentials(args: readonly string[], world: World): Promise<number> {
  const asJson = parseArguments(args, { json: 'switch' }, 0).on('json');
  const found = await loadDemoCredentials(world.home, loadRunningState(world.home).ports);
  if (asJson) {
    world.answer(JSON.stringify(found, null, 2));
    return 0;
  }
  world.answer(`console  ${found.platform}\ngateway  ${found.gateway}/mcp\n`);
  for (const { email, signIn } of found.people)
    world.answer(`${email.padEnd(28)} ${rolesShown(email).padEnd(26)} ${signIn}`);
  world.answer('');
  for (const { name, level, token } of found.agents)
    world.answer(`${name.padEnd(16)} ${level.padEnd(8)} ${token}`);
  return 0;
}

async function tour(args: readonly string[], world: World): Promise<number> {
  parseArguments(args, {}, 0);
  const { gateway } = origins(loadRunningState(world.home).ports);
  return (await runDemoTour(gateway, loadDemoAgents(world.home), world.answer)) ? 0 : 1;
}
