/**
 * `gamut verify FILE [--key VKEY] [--witness VKEY] [--replay MATERIAL] [--json]`: verifies a journal export, or a signed statement,
 * with no server; with its material, every decision in it is derived again as well.
 * The key is the one asked for, else the one pinned in GAMUT_HOME, else the file's own, which it says aloud. Exit 0 verified,
 * 1 broken, 2 wrong key, 3 incomplete; 64 misused, 66 no such file.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256, startSha256 } from '@gamut/crypto/hash';
import { verifyEd25519 } from '@gamut/crypto/sign';
import { verifyExport } from '@gamut/journal/verify-export';
import { readStatementFile, verifyStatementText } from './verify-statement.ts';
import { wordReport, type KeySource } from './verify-words.ts';
import { ReplayMaterial } from './replay/replay-material.ts';
import { ReplayWalk } from './replay/replay-walk.ts';
import { wordReplay } from './replay/replay-words.ts';

export interface VerifyWorld {
  readonly stdout: { write(text: string): unknown };
  /** Where `journal.vkey` and `witness.vkey` may be pinned; undefined when there is no home. */
  readonly gamutHome: string | undefined;
  readonly nowMs?: number;
  readonly workingFolder?: string;
}

export const exitUsage = 64;
export const exitNoInput = 66;
const usage = 'Usage: gamut verify FILE [--key VKEY] [--witness VKEY] [--replay MATERIAL] [--json]\n';

interface Asked {
  readonly file: string;
  readonly key: string | undefined;
  readonly witness: string | undefined;
  readonly keySource: KeySource;
  readonly json: boolean;
  /** The material to derive its decisions from. */
  readonly replay: string | undefined;
}

export async function verifyCommand(args: readonly string[], world: VerifyWorld): Promise<number> {
  const asked = readArguments(args, world);
  if (typeof asked === 'string') {
    world.stdout.write(`gamut verify: ${asked}\n${usage}`);
    return exitUsage;
  }
  const { file, key, witness, json, keySource, replay } = asked;
  const nowMs = world.nowMs ?? Date.now();
  const path = resolve(world.workingFolder ?? '.', file);
  try {
    const statement = readStatementFile(path);
    if (statement !== undefined) {
      const { text, exitCode } = await verifyStatementText(statement, asked);
      world.stdout.write(text);
      return exitCode;
    }
    const walk =
      replay === undefined ? undefined : await beginReplay(resolve(world.workingFolder ?? '.', replay));
    const source = createReadStream(path, { highWaterMark: 1 << 20 });
    const report = await verifyExport(
      source,
      { key, witness, nowMs, ...(walk === undefined ? {} : { onEntry: (entry) => walk.take(entry) }) },
      { sha256, startSha256, verifyEd25519 },
    );
    const replayed = await walk?.finish();
    if (json)
      world.stdout.write(
        `${JSON.stringify(replayed === undefined ? report : { ...report, replay: replayed }, null, 2)}\n`,
      );
    else {
      world.stdout.write(wordReport(report, file, keySource));
      if (replayed !== undefined) world.stdout.write(wordReplay(replayed, replay ?? ''));
    }
    return report.exitCode === 0 ? (replayed?.exitCode ?? 0) : report.exitCode;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') throw error;
    world.stdout.write(
      `gamut verify: ${(error as { path?: unknown }).path === path ? file : (replay ?? file)} can't be read (${code}). Fix: name an export that you may read.\n`,
    );
    return exitNoInput;
  }
}

async function beginReplay(path: string): Promise<ReplayWalk> {
  const material = new ReplayMaterial(createReadStream(path, { highWaterMark: 1 << 20 }));
  await material.begin();
  return new ReplayWalk(material);
}

function readArguments(args: readonly string[], world: VerifyWorld): Asked | string {
  const options = {
    key: { type: 'string' },
    witness: { type: 'string' },
    replay: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined) return 'which file?';
    if (more.length > 0) return `one file at a time: "${more[0] ?? ''}" is one too many`;
    const json = values.json === true;
    const { replay } = values;
    if (values.key !== undefined) {
      return {
        file,
        key: values.key.trim(),
        witness: values.witness?.trim(),
        keySource: { is: 'given' },
        json,
        replay,
      };
    }
    const path = world.gamutHome === undefined ? undefined : join(world.gamutHome, 'journal.vkey');
    const key = readPinned(path);
    if (path === undefined || key === undefined) {
      return {
        file,
        key: undefined,
        witness: values.witness?.trim(),
        keySource: { is: 'file' },
        json,
        replay,
      };
    }
    const witness = values.witness?.trim() ?? readPinned(join(world.gamutHome ?? '', 'witness.vkey'));
    return { file, key, witness, keySource: { is: 'pinned', path }, json, replay };
  } catch (error) {
    return (error as Error).message.split('. ')[0] ?? 'the arguments can not be read';
  }
}

/** A pinned key that is there and can't be read is an error, not a reason to trust the file. */
function readPinned(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`the pinned key ${path} can't be read (${code ?? 'unknown fault'})`, { cause: error });
  }
}
