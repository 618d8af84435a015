/**
 * The witness's memory: the newest checkpoint of every log that it countersigned, one file each, read back and verified
 * when it starts. A checkpoint is on the disk (written aside, flushed, renamed, folder flushed) before anyone is told that
 * it was countersigned; otherwise a crash would let history be rewritten.
 */
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@gamut/crypto/hash';
import { verifyEd25519 } from '@gamut/crypto/sign';
import { type Checkpoint, parseCheckpoint } from '@gamut/journal/checkpoint';
import { verifyCosignature } from '@gamut/journal/cosignature';
import { type NoteKey, parseNote, verifyNote } from '@gamut/journal/signed-note';
import { GateFailure } from '@gamut/service/start-gates';

export interface WitnessedLogs {
  find(origin: string): Checkpoint | undefined;
  /** @param note the signed checkpoint with our countersignature */
  keep(checkpoint: Checkpoint, note: string): Promise<void>;
  /** Two signed histories of one log, side by side: the proof that somebody forked it. */
  keepContradiction(origin: string, note: string): Promise<void>;
  list(): readonly { readonly checkpoint: Checkpoint; readonly note: string }[];
  trouble(): string | undefined;
}

const recordName = /^[0-9a-f]{64}\.checkpoint$/;

/** @throws GateFailure `record` when what is kept can't be read or is not what we signed */
export async function openWitnessedLogs(
  folder: string,
  journalKey: NoteKey,
  ownKey: NoteKey,
): Promise<WitnessedLogs> {
  const kept = new Map<string, { checkpoint: Checkpoint; note: string }>();
  for (const name of readFolder(folder)) {
    if (name.endsWith('.tmp')) rmSync(join(folder, name), { force: true });
    if (!recordName.test(name)) continue;
    const note = readFileSync(join(folder, name), 'utf8');
    const checkpoint = await readRecord(name, note, journalKey, ownKey);
    kept.set(checkpoint.origin, { checkpoint, note });
  }
  return {
    find: (origin) => kept.get(origin)?.checkpoint,
    keep: async (checkpoint, note) => {
      await writeDurably(folder, `${sha256Hex(checkpoint.origin)}.checkpoint`, note);
      kept.set(checkpoint.origin, { checkpoint, note });
    },
    keepContradiction: (origin, note) => writeDurably(folder, `${sha256Hex(origin)}.contradiction`, note),
    list: () => [...kept.values()],
    trouble: () => troubleOf(folder),
  };
}

function readFolder(folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return readdirSync(folder);
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'unknown fault';
    throw new GateFailure(
      'record',
      `the witness's folder can't be read (${code})`,
      'set GAMUT_WITNESS_HOME to a folder of its own',
    );
  }
}

async function readRecord(
  name: string,
  text: string,
  journalKey: NoteKey,
  ownKey: NoteKey,
): Promise<Checkpoint> {
  const note = parseNote(text);
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text);
  const holds =
    note !== undefined &&
    checkpoint !== undefined &&
    name === `${sha256Hex(checkpoint.origin)}.checkpoint` &&
    (await verifyNote(note, journalKey, verifyEd25519)) === 'verified' &&
    (await verifyCosignature(note, ownKey, verifyEd25519)).is === 'verified';
  if (holds) return checkpoint;
  const fix = 'restore the folder from its backup; without it the witness can vouch for nothing before today';
  throw new GateFailure('record', `${name} is not what this witness signed for this journal key`, fix);
}

function troubleOf(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.R_OK);
    return undefined;
  } catch (error) {
    return `the witness's folder can't be written (${(error as { code?: string }).code ?? 'unknown fault'})`;
  }
}

async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `${name}.tmp`);
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, name));
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
