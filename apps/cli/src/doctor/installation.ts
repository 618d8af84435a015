/** The installation: GAMUT_HOME's folders and modes, every key present, whole and private, the pinned journal key. */
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBase64url } from '@gamut/kernel/base64url';
import { readIfPresent } from '../durable-file.ts';
import { derivedKeys, holders, madeKeys } from '../key-table.ts';
import { journalVkeyFile } from '../public-keys.ts';
import type { World } from '../world.ts';
import { notable, well, wrong, type Finding } from './finding.ts';

export function installationFindings(world: World): Finding[] {
  if (!existsSync(world.home.path))
    return [notable('home', `${world.home.path} is not there yet`, 'npm start makes it')];
  const passable = process.getuid?.() === 0 ? 0o711 : 0o700;
  const findings = [
    folderMode('home', world.home.path, passable),
    ...holders
      .filter((holder) => existsSync(join(world.home.keys, holder)))
      .map((holder) => folderMode(`keys of ${holder}`, join(world.home.keys, holder), 0o700)),
  ];
  return [...findings, ...keyFindings(world.home.keys), pinnedKey(world.home.path)];
}

function folderMode(what: string, path: string, expected: number): Finding {
  const mode = lstatSync(path).mode & 0o777;
  const shown = mode.toString(8).padStart(4, '0');
  return (mode & ~expected) === 0
    ? well(what, `${path} (${shown})`)
    : wrong(what, `${path} has mode ${shown}`, `chmod ${expected.toString(8)} ${path}`);
}

function keyFindings(keys: string): Finding[] {
  if (!existsSync(join(keys, 'deployment.json')))
    return [notable('keys', 'none made yet', 'npm start or npx gamut keys makes them')];
  const expected = [
    ...madeKeys.flatMap((key) =>
      key.holders.map((holder) => ({ holder, name: key.name, irreplaceable: key.irreplaceable })),
    ),
    ...derivedKeys.map((key) => ({ holder: key.holder, name: key.name, irreplaceable: false })),
  ];
  const bad: Finding[] = [];
  for (const { holder, name, irreplaceable } of expected) {
    const path = join(keys, holder, name);
    const text = readIfPresent(path)?.trim();
    if (text === undefined || decodeBase64url(text)?.length !== 32) {
      bad.push(
        wrong(
          `key ${holder}/${name}`,
          text === undefined ? 'missing' : 'damaged',
          irreplaceable ? 'restore it from the backup of GAMUT_HOME/keys' : 'start again: it is made anew',
        ),
      );
    } else if ((lstatSync(path).mode & 0o077) !== 0)
      bad.push(wrong(`key ${holder}/${name}`, 'others can read it', `chmod 600 ${path}`));
  }
  const stray = holders.flatMap((holder) =>
    strayFiles(
      join(keys, holder),
      expected.filter((key) => key.holder === holder).map((key) => key.name),
    ),
  );
  const summary =
    bad.length === 0
      ? [
          well(
            'keys',
            `${expected.length} present, whole, 0600, each in the folder of the process that holds it`,
          ),
        ]
      : bad;
  return [...summary, ...stray];
}

function strayFiles(folder: string, names: readonly string[]): Finding[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !names.includes(name) && !name.endsWith('DATABASE_URL'))
    .map((name) => notable('keys', `${join(folder, name)} is no key of ours`, 'move it away'));
}

function pinnedKey(home: string): Finding {
  const vkey = readIfPresent(join(home, journalVkeyFile))?.trim();
  return vkey === undefined
    ? notable('journal key', 'not pinned yet', 'npm start pins it')
    : well('journal key', vkey);
}
