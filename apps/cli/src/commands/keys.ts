/**
 * `gamut keys`: makes the keys that are missing and lists each process's own by fingerprint; never a value. `gamut keys rotate`
 * begins the replacement of DATA_ENCRYPTION_KEY, with `--signing` that of AGENTIC_SIGNING_SECRET, and with `--finish` ends it.
 */
import { AppError } from '@gamut/kernel/app-error';
import { parseArguments, UsageError } from '../arguments.ts';
import {
  dataKey,
  encryptionKeyFiles,
  replacedKeys,
  retiringName,
  signingSecret,
  type EncryptionKeyFiles,
  type ReplacedKey,
} from '../encryption-key-files.ts';
import { finishRotation } from '../finish-rotation.ts';
import { prepareHome } from '../home.ts';
import { derivedKeys, madeKeys } from '../key-table.ts';
import { findKeys, openKeys } from '../keys.ts';
import { takeLock } from '../lock.ts';
import { findOperator } from '../operator.ts';
import { findRunningState } from '../running-state.ts';
import { derivePublicKeys } from '../public-keys.ts';
import type { World } from '../world.ts';

export async function keys(args: readonly string[], world: World): Promise<number> {
  const { words, on } = parseArguments(args, { finish: 'switch', signing: 'switch' }, 1);
  if (words.length > 0 && words[0] !== 'rotate')
    throw new UsageError(`"keys ${words[0] as string}" is unknown: rotate, or nothing`);
  for (const name of ['finish', 'signing'] as const)
    if (words.length === 0 && on(name)) throw new UsageError(`--${name} belongs to "keys rotate"`);
  if (words.length > 0) return rotate(world, on('signing') ? signingSecret : dataKey, on('finish'));
  const running = findRunningState(world.home) === undefined ? undefined : findKeys(world.home.keys);
  const own = running ?? makeKeys(world);
  if (own.made.length > 0) world.say(`made: ${own.made.join(', ')}`);
  const rows = [
    ...madeKeys.flatMap((key) => key.holders.map((holder) => ({ holder, name: key.name }))),
    ...derivedKeys.map((key) => ({ holder: key.holder, name: key.name })),
    ...replacedKeys
      .filter((key) => encryptionKeyFiles(world.home.keys, key).state() === 'retiring')
      .map((key) => ({ holder: key.holder, name: retiringName(key) })),
  ].sort((a, b) => `${a.holder} ${a.name}`.localeCompare(`${b.holder} ${b.name}`));
  for (const { holder, name } of rows) {
    world.answer(`${holder.padEnd(10)} ${name.padEnd(30)} ${own.fingerprint(holder, name)}`);
  }
  world.answer(`journal key  ${derivePublicKeys(own, world.home.path).journalVkey}`);
  return Promise.resolve(0);
}

async function rotate(world: World, key: ReplacedKey, finish: boolean): Promise<number> {
  const files = encryptionKeyFiles(world.home.keys, key);
  if (findKeys(world.home.keys) === undefined)
    throw new AppError('not_found', `there are no keys in ${world.home.keys}`, {
      fix: 'npm start makes them; there is nothing to replace yet',
    });
  if (!finish) {
    files.stage();
    world.say(`A new ${key.name} lies beside the one in force. Back up GAMUT_HOME/keys now.`);
    world.say(`Next: stop and start Gamut (npx gamut stop, npm start), then npx ${key.command} --finish.`);
    if (key === signingSecret)
      world.say(
        'Before --finish, rotate the credentials of agents that sign: their new keys are under the new secret.',
      );
  } else if (key === dataKey) await finishRotation(files, findOperator(world), world.say);
  else giveUp(files, world);
  return 0;
}

/** Nothing is sealed under it: whoever still signs with what was drawn of it is refused from the next start on. */
function giveUp(files: EncryptionKeyFiles, world: World): void {
  const state = files.state();
  if (state !== 'retiring')
    throw new AppError('conflict', 'there is no AGENTIC_SIGNING_SECRET to take away', {
      fix: state === 'staged' ? 'stop and start Gamut first' : `${signingSecret.command} begins it`,
    });
  files.finish();
  world.say('The signing secret before is gone. From the next start on what was signed under it is refused.');
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
