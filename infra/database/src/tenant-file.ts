/**
 * The file of one tenant on disk: header, the rows of every table, a closing line over all bytes before it. Written aside and
 * renamed, readable by its owner alone; read whole and judged before a caller may act on it, then read again for its rows, in
 * bounded memory both times.
 */
import { constants } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { startSha256 } from '@gamut/crypto/hash';
import { AppError } from '@gamut/kernel/app-error';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import {
  badFile,
  fileLineBytesMax,
  formatTenantFileHeader,
  parseTenantFileHeader,
  tenantFileFormat,
  type TenantFileHeader,
} from './tenant-file-header.ts';

export interface RowsOfTable {
  readonly table: TenantFileHeader['tables'][number];
  readonly lines: readonly string[];
}

export interface TenantFile {
  readonly header: TenantFileHeader;
  /** Of the whole file. */
  readonly sha256: string;
  /** The rows again, in the file's order. @throws AppError when the file is no longer what was judged */
  rows(): AsyncGenerator<RowsOfTable, void, undefined>;
  close(): Promise<void>;
}

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/;
const pageBytes = 1_000_000;
const chunkBytes = 262_144;

/** @throws AppError `validation_failed` for anything but a plain name */
export function assertFileName(name: string): void {
  if (namePattern.test(name)) return;
  throw new AppError('validation_failed', 'that is not the name of a file in the export folder', {
    fix: 'give the plain name that the export answered with, without a folder',
    who: 'whoever operates Gamut',
  });
}

/** @param pages the rows of the header's tables, in its order. @returns the whole file's digest and length */
export async function writeTenantFile(
  folder: string,
  name: string,
  header: TenantFileHeader,
  pages: AsyncIterable<readonly string[]>,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  assertFileName(name);
  const aside = join(folder, `.${name}.part`);
  await rm(aside, { force: true });
  const file = await open(aside, 'wx', 0o600);
  try {
    const digest = startSha256();
    let bytes = 0;
    const put = async (text: string): Promise<void> => {
      const encoded = Buffer.from(text);
      digest.update(encoded);
      bytes += encoded.length;
      for (let at = 0; at < encoded.length;)
        at += (await file.write(encoded, at, encoded.length - at)).bytesWritten;
    };
    await put(`${formatTenantFileHeader(header)}\n`);
    for await (const lines of pages) if (lines.length > 0) await put(`${lines.join('\n')}\n`);
    await put(closingLine(bytes, toHex(digest.digest())));
    await file.sync();
    await file.close();
    await rename(aside, join(folder, name));
    await syncFolder(folder);
    return { sha256: toHex(digest.digest()), bytes };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(aside, { force: true });
    throw isDiskFull(error) ? noRoom(error) : error;
  }
}

/** @throws AppError `not_found`, or `validation_failed` naming what is wrong with it */
export async function openTenantFile(folder: string, name: string): Promise<TenantFile> {
  assertFileName(name);
  const file = await openPlainFile(join(folder, name));
  try {
    const judged = await judge(file);
    return {
      ...judged,
      rows: () => readRows(file, judged.sha256),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openPlainFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT')
      throw new AppError('not_found', 'there is no such file in the export folder', {
        fix: 'put the file there, and give its plain name',
        who: 'whoever operates Gamut',
      });
    if (code !== 'ELOOP' && code !== 'EACCES') throw error;
  }
  throw badFile('it is not a plain, readable file');
}

async function judge(file: FileHandle): Promise<{ header: TenantFileHeader; sha256: string }> {
  const walk = startWalk(file);
  let step = await walk.next();
  while (step.done !== true) step = await walk.next();
  return step.value;
}

async function* readRows(file: FileHandle, judged: string): AsyncGenerator<RowsOfTable, void, undefined> {
  const { sha256 } = yield* startWalk(file);
  if (sha256 !== judged) throw badFile('it was changed while it was read');
}

/** One pass over the whole file. @yields rows @returns header and digest once every byte was judged */
async function* startWalk(
  file: FileHandle,
): AsyncGenerator<RowsOfTable, { header: TenantFileHeader; sha256: string }, undefined> {
  const reader = createLines(file);
  const header = parseTenantFileHeader(await reader.need('its header'));
  for (const table of header.tables) {
    let lines: string[] = [];
    let held = 0;
    for (let row = 1; row <= table.rows; row++) {
      const line = await reader.need(`row ${row} of ${table.name}`);
      if (!isRow(line, table.columns.length)) throw badFile(`row ${row} of ${table.name} is not a row of it`);
      lines.push(line);
      held += line.length;
      if (held < pageBytes && row < table.rows) continue;
      yield { table, lines };
      [lines, held] = [[], 0];
    }
  }
  const closing = closingLine(reader.bytes(), reader.digest());
  if (`${await reader.need('its closing line')}\n` !== closing)
    throw badFile('its bytes are not those that its closing line names');
  await reader.end();
  return { header, sha256: reader.digest() };
}

function isRow(line: string, columns: number): boolean {
  try {
    const row: unknown = JSON.parse(line);
    return (
      Array.isArray(row) &&
      row.length === columns &&
      row.every((value) => value === null || typeof value === 'string')
    );
  } catch {
    return false;
  }
}

interface Lines {
  /** The next line, without its newline. @param what it should be, for the refusal */
  need(what: string): Promise<string>;
  /** @throws AppError when anything follows */
  end(): Promise<void>;
  /** Of all lines that were handed out. */
  bytes(): number;
  digest(): string;
}

function createLines(file: FileHandle): Lines {
  const digest = startSha256();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let buffered = Buffer.alloc(0);
  let [position, bytes] = [0, 0];
  /** @returns false at the end of the file */
  async function more(): Promise<boolean> {
    const chunk = Buffer.alloc(chunkBytes);
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, position);
    position += bytesRead;
    buffered = Buffer.concat([buffered, chunk.subarray(0, bytesRead)]);
    return bytesRead > 0;
  }
  return {
    async need(what) {
      let searched = 0;
      let end = buffered.indexOf(0x0a);
      while (end < 0) {
        searched = buffered.length;
        if (searched > fileLineBytesMax) throw badFile(`${what} is longer than a line may be`);
        if (!(await more())) throw badFile(`it ends where ${what} should stand`);
        end = buffered.indexOf(0x0a, searched);
      }
      const line = buffered.subarray(0, end + 1);
      buffered = buffered.subarray(end + 1);
      digest.update(line);
      bytes += line.length;
      try {
        return decoder.decode(line.subarray(0, end));
      } catch {
        throw badFile(`${what} is not UTF-8`);
      }
    },
    async end() {
      if (buffered.length > 0 || (await more())) throw badFile('something follows its closing line');
    },
    bytes: () => bytes,
    digest: () => toHex(digest.digest()),
  };
}

function closingLine(bytes: number, sha256: string): string {
  return `${canonicalJson({ bytes, closing: tenantFileFormat, sha256 })}\n`;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes((error as { code?: string }).code ?? '');
}

function noRoom(cause: unknown): AppError {
  return new AppError('storage_full', 'the export folder has no space left', {
    fix: 'free space there; nothing of the export was kept',
    who: 'whoever operates Gamut',
    cause,
  });
}
