/**
 * The frame of a journal export, `gamut-export/1`: a header line, then per stream its entries and its checkpoints, then a
 * closing note over the SHA-256 of everything before it. Every byte lies under a check: entries under the signed root,
 * everything under the closing note, and the closing note under its one signature. docs/journal-format.md says it for a stranger.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { deploymentPattern, isGeneration } from './checkpoint.ts';
import { entryBytesMax, isInstant, noHash, type StreamName, streamNames, tenantPattern } from './entry.ts';

export const exportFormat = 'gamut-export/1';
export const closingLine = `${exportFormat} end`;
/** No line of an export is longer. */
export const lineBytesMax = entryBytesMax;

export interface ExportedCheckpoint {
  readonly size: number;
  /** Of a checkpoint that was signed before a restore: it shows that the journal still begins as it did then. */
  readonly generation?: number | undefined;
  /** When the platform signed it. */
  readonly at: string;
}

export interface ExportedStream {
  readonly stream: StreamName;
  readonly size: number;
  /** Hash of the last entry; 64 zeros for an empty stream. */
  readonly head: string;
  /** Rising; the last covers the whole stream. None for an empty stream. */
  readonly checkpoints: readonly ExportedCheckpoint[];
}

export interface ExportHeader {
  readonly format: typeof exportFormat;
  readonly deployment: string;
  readonly tenant: string;
  /** Of a journal that was restored, 2 or more; the first generation is not named. */
  readonly generation?: number | undefined;
  readonly exportedAt: string;
  /** The key that signs checkpoints and closing note, as a C2SP verifier key. */
  readonly vkey: string;
  /** The witness whose countersignatures the checkpoints may carry, as a C2SP verifier key of type 0x04. */
  readonly witness: string | null;
  /** Rising by name, each once. */
  readonly streams: readonly ExportedStream[];
}

const hashPattern = /^[0-9a-f]{64}$/;
const headerMembers = 'deployment,exportedAt,format,streams,tenant,vkey,witness';
const laterHeaderMembers = 'deployment,exportedAt,format,generation,streams,tenant,vkey,witness';

/** Without its newline. @throws TypeError when it could not be read back */
export function formatHeader(header: ExportHeader): string {
  const line = canonicalJson(header);
  const parsed = parseHeader(line);
  if ('wrong' in parsed) throw new TypeError(`an export can't be opened: ${parsed.wrong}`);
  return line;
}

export type ParsedHeader = { readonly header: ExportHeader } | { readonly wrong: string };

export function parseHeader(line: string): ParsedHeader {
  let value: unknown;
  try {
    value = JSON.parse(line);
    if (canonicalJson(value) !== line) return { wrong: 'the header is not written in canonical form' };
  } catch {
    return { wrong: 'the header is not JSON' };
  }
  if (!hasMembers(value, headerMembers) && !hasMembers(value, laterHeaderMembers))
    return { wrong: 'the header has other members than a header has' };
  const header = value as unknown as ExportHeader;
  const wrong = wrongHeader(header);
  return wrong === undefined ? { header } : { wrong };
}

function wrongHeader(header: ExportHeader): string | undefined {
  if (header.format !== exportFormat) return `the format is not ${exportFormat}`;
  if (typeof header.deployment !== 'string' || !deploymentPattern.test(header.deployment)) {
    return 'deployment is not a name';
  }
  if (typeof header.tenant !== 'string' || !tenantPattern.test(header.tenant))
    return 'tenant is not a tenant id';
  if (header.generation !== undefined && (!isGeneration(header.generation) || header.generation === 1))
    return 'generation is not a number from 2';
  if (!isInstant(header.exportedAt)) return 'exportedAt is not a time';
  if (typeof header.vkey !== 'string') return 'vkey is not a key';
  if (header.witness !== null && typeof header.witness !== 'string') return 'witness is not a key';
  if (!Array.isArray(header.streams) || header.streams.length === 0) return 'streams is not a list';
  let last = '';
  for (const stream of header.streams as readonly ExportedStream[]) {
    const wrong = wrongStream(stream, header.generation ?? 1);
    if (wrong !== undefined) return wrong;
    if (stream.stream <= last) return 'streams are not in order';
    last = stream.stream;
  }
  return undefined;
}

function wrongStream(stream: ExportedStream, generation: number): string | undefined {
  if (!hasMembers(stream, 'checkpoints,head,size,stream')) return 'a stream has other members than it should';
  if (!streamNames.includes(stream.stream)) return 'a stream is not one of the four';
  if (!Number.isSafeInteger(stream.size) || stream.size < 0)
    return `${stream.stream}: size is not a whole number`;
  if (typeof stream.head !== 'string' || !hashPattern.test(stream.head))
    return `${stream.stream}: head is not a hash`;
  if ((stream.head === noHash) !== (stream.size === 0)) return `${stream.stream}: head does not fit the size`;
  if (!Array.isArray(stream.checkpoints)) return `${stream.stream}: checkpoints is not a list`;
  return wrongCheckpoints(stream, generation);
}

/** They rise by size, and at one size by generation; the last is of the journal's own generation and covers it whole. */
function wrongCheckpoints({ stream, size, checkpoints }: ExportedStream, own: number): string | undefined {
  let last = { size: 0, generation: own };
  for (const checkpoint of checkpoints) {
    if (!hasMembers(checkpoint, 'at,size') && !hasMembers(checkpoint, 'at,generation,size'))
      return `${stream}: a checkpoint has other members than it should`;
    const generation = checkpoint.generation ?? own;
    if (checkpoint.generation !== undefined && (!isGeneration(generation) || generation >= own))
      return `${stream}: a checkpoint is of no earlier generation`;
    const rises = checkpoint.size > last.size || generation > last.generation;
    if (!Number.isSafeInteger(checkpoint.size) || checkpoint.size < Math.max(1, last.size) || !rises)
      return `${stream}: checkpoints do not rise`;
    if (!isInstant(checkpoint.at)) return `${stream}: a checkpoint's time is not a time`;
    last = { size: checkpoint.size, generation };
  }
  return last.size === size && last.generation === own
    ? undefined
    : `${stream}: the newest checkpoint does not cover the stream`;
}

/** The closing note's text, newline included. Its second line keeps it from ever being read as a checkpoint. */
export function formatClosing(bytes: number, sha256Hex: string): string {
  return `${closingLine}\nbytes ${bytes}\nsha256 ${sha256Hex}\n`;
}

function hasMembers(value: unknown, names: string): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).sort().join() === names;
}
