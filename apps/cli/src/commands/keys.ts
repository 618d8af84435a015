/** `gamut keys`: makes the keys that are missing and lists each process's own by fingerprint; never a value. */
import { parseArguments } from '../arguments.ts';
import { prepareHome } from '../home.ts';
import { derivedKeys, madeKeys } from '../key-table.ts';
import { findKeys, openKeys } from '../keys.ts';
import { takeLock } from '../lock.ts';
import { findRunningState } from '../running-state.ts';
import { derivePublicKeys } from '../public-keys.ts';
import type { World } from '../world.ts';

export async function keys(args: readonly string[], world: World): Promise<number> {
  parseArguments(args, {}, 0);
  const running = findRunningState(world.home) === undefined ? undefined : findKeys(world.home.keys);
  const own = running ?? makeKeys(world);
  if (own.made.length > 0) world.say(`made: ${own.made.join(', ')}`);
  const rows = [
    ...madeKeys.flatMap((key) => key.holders.map((holder) => ({ holder, name: key.name }))),
    ...derivedKeys.map((key) => ({ holder: key.holder, name: key.name })),
  ].sort((a, b) => `${a.holder} ${a.name}`.localeCompare(`${b.holder} ${b.name}`));
  for (const { holder, name } of rows) {
    world.answer(`${holder.padEnd(10)} ${name.padEnd(30)} ${own.fingerprint(holder, name)}`);
  }
  world.answer(`journal key  ${derivePublicKeys(own, world.home.path).journalVkey}`);
  return Promise.resolve(0);
}

function makeKeys(world: World): ReturnType<typeof openKeys> {
  prepareHome(world.home);
  const release = takeLock(world.home.path);
  try {
    return openKeys(world.home.keys);
  } finally {
    release();
  }
}
