/**
 * A second verifier, written from docs/journal-format.md alone and sharing no code with the product: Node's own crypto, its own
 * canonical JSON, its own tree. It says yes or no; the two must never disagree on that.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

type Json = Record<string, unknown>;

const sha = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function must(condition: unknown, what: string): asserts condition {
  if (condition !== true) throw new Error(what);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

function object(line: string, names: string): Json {
  const value = JSON.parse(line) as Json;
  must(canonical(value) === line, 'not canonical');
  must(Object.keys(value).sort().join(' ') === names, 'other members');
  return value;
}

function base64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  must(bytes.toString('base64') === text, 'not base64');
  return bytes;
}

function root(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] as Buffer;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha('\u0001', root(leaves.slice(0, k)), root(leaves.slice(k)));
}

interface Key {
  name: string;
  id: Buffer;
  raw: Buffer;
}

/** `name+id+base64`: base64 may hold a plus of its own, so only the first two part the fields. */
function key(text: string, type: number): Key {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  must(first > 0 && second > 0, 'not a key');
  const [name, id, bytes] = [
    text.slice(0, first),
    text.slice(first + 1, second),
    base64(text.slice(second + 1)),
  ];
  must(bytes.length === 33 && bytes[0] === type, 'key type');
  must(sha(name, '\n', bytes).subarray(0, 4).toString('hex') === id, 'key id');
  return { name, id: Buffer.from(id, 'hex'), raw: bytes.subarray(1) };
}

function signed(by: Key, message: string | Buffer, signature: Buffer): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), by.raw]);
  return verify(
    null,
    Buffer.from(message),
    createPublicKey({ key: der, format: 'der', type: 'spki' }),
    signature,
  );
}

/** The bytes after the key id of a signature line by this key; undefined when the line is by another. */
function signatureOf(line: string, by: Key): Buffer | undefined {
  const prefix = `— ${by.name} `;
  if (!line.startsWith(prefix)) return undefined;
  const bytes = base64(line.slice(prefix.length));
  return bytes.subarray(0, 4).equals(by.id) ? bytes.subarray(4) : undefined;
}

function checkNote(lines: readonly string[], journal: Key, witness: Key | undefined): void {
  const text = lines
    .slice(0, 3)
    .map((line) => `${line}\n`)
    .join('');
  must(lines[3] === '', 'no empty line');
  let [own, countersigned] = [0, 0];
  for (const line of lines.slice(4)) {
    const signature = signatureOf(line, journal);
    const cosignature = witness === undefined ? undefined : signatureOf(line, witness);
    if (signature !== undefined) {
      must(signature.length === 64 && signed(journal, text, signature), 'signature');
      own++;
    } else {
      must(cosignature?.length === 72 && witness !== undefined, 'unknown signature');
      const seconds = cosignature.readBigUInt64BE(0);
      must(
        signed(witness, `cosignature/v1\ntime ${seconds}\n${text}`, cosignature.subarray(8)),
        'countersignature',
      );
      countersigned++;
    }
  }
  must(own === 1 && countersigned <= 1, 'how many signatures');
}

const time = (value: unknown) => typeof value === 'string' && new Date(value).toISOString() === value;
const whole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

interface Stream {
  stream: string;
  size: number;
  head: string;
  checkpoints: { size: number; at: string; generation?: number }[];
}

function checkHeader(line: string): { header: Json; streams: Stream[] } {
  const restored = line.includes('"format":"gamut-export/1","generation":');
  const header = object(
    line,
    `deployment exportedAt format ${restored ? 'generation ' : ''}streams tenant vkey witness`,
  );
  const own = (header['generation'] ?? 1) as number;
  must(whole(own) && own >= (restored ? 2 : 1), 'generation');
  must(header['format'] === 'gamut-export/1' && time(header['exportedAt']), 'header');
  const streams = header['streams'] as Stream[];
  must(Array.isArray(streams) && streams.length > 0, 'streams');
  streams.forEach((stream, i) => {
    must(
      Object.keys(stream).sort().join(' ') === 'checkpoints head size stream' && whole(stream.size),
      'stream',
    );
    must(i === 0 || stream.stream > (streams[i - 1] as Stream).stream, 'order of streams');
    let [size, generation] = [0, own];
    for (const one of stream.checkpoints) {
      const names = one.generation === undefined ? 'at size' : 'at generation size';
      must(time(one.at) && Object.keys(one).sort().join(' ') === names, 'times');
      const of = one.generation ?? own;
      must(one.generation === undefined || (whole(of) && of >= 1 && of < own), 'earlier generation');
      must(whole(one.size) && one.size >= 1 && one.size >= size, 'sizes');
      must(one.size > size || of > generation, 'order of checkpoints');
      [size, generation] = [one.size, of];
    }
    must(size === stream.size && generation === own, 'coverage');
    must(/^[0-9a-f]{64}$/.test(stream.head) && /^0+$/.test(stream.head) === (stream.size === 0), 'head');
  });
  return { header, streams };
}

function checkEntries(lines: readonly string[], stream: Stream, tenant: unknown): Json[] {
  let prev = '0'.repeat(64);
  const entries = lines.map((line, i) => {
    const entry = object(line, 'at body kind prev seq stream tenant v');
    must(entry['v'] === 1 && entry['stream'] === stream.stream && entry['tenant'] === tenant, 'whose entry');
    must(entry['seq'] === i + 1 && entry['prev'] === prev && time(entry['at']), 'place');
    must(
      typeof entry['kind'] === 'string' && /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}$/.test(entry['kind']),
      'kind',
    );
    must(
      typeof entry['body'] === 'object' && entry['body'] !== null && !Array.isArray(entry['body']),
      'body',
    );
    prev = sha('\u0000', line).toString('hex');
    return entry;
  });
  must(prev === stream.head, 'head');
  return entries;
}

function checkDecisions(entries: readonly Json[]): void {
  const open = new Map<unknown, boolean>();
  const asked = new Map<unknown, unknown>();
  for (const { kind, body } of entries as { kind: string; body: Json }[]) {
    if (kind === 'decision') {
      const verdict = (body['decision'] as Json)['kind'];
      const digest = (body['action'] as Json | undefined)?.['sha256'];
      must(
        typeof body['id'] === 'string' && typeof verdict === 'string' && !open.has(body['id']),
        'decision',
      );
      const performs = ['allow', 'allow_and_log', 'degrade'].includes(verdict);
      open.set(body['id'], performs);
      if (typeof body['approval'] === 'string' && typeof digest === 'string') {
        must(
          [undefined, digest].includes(asked.get(body['approval']) as undefined),
          'asked for something else',
        );
        asked.set(body['approval'], digest);
      }
      if (performs && typeof body['usedApproval'] === 'string') {
        must(digest !== undefined && asked.get(body['usedApproval']) === digest, 'approval');
        asked.set(body['usedApproval'], 'used');
      }
    } else if (kind === 'outcome') {
      must(open.get(body['decision']) === true, 'outcome');
      open.set(body['decision'], body['state'] === 'in_doubt');
    }
  }
}

/** @throws Error for anything but an export that this key signed and nobody changed */
export function secondVerify(file: Buffer, held: string): void {
  const text = file.toString('utf8');
  must(Buffer.from(text).equals(file) && text.endsWith('\n'), 'text');
  const lines = text.slice(0, -1).split('\n');
  const { header, streams } = checkHeader(lines.shift() ?? '');
  must(header['vkey'] === held, 'key');
  const name = `gamut.example/${String(header['deployment'])}`;
  const journal = key(held, 1);
  must(journal.name === name, 'key name');
  const at = (generation: unknown) =>
    generation === undefined || generation === 1 ? '' : `@${String(generation)}`;
  const witness = header['witness'] === null ? undefined : key(header['witness'] as string, 4);
  for (const stream of streams) {
    const texts = lines.splice(0, stream.size);
    must(texts.length === stream.size, 'cut off');
    const entries = checkEntries(texts, stream, header['tenant']);
    if (stream.stream === 'decisions') checkDecisions(entries);
    const leaves = texts.map((line) => sha('\u0000', line));
    for (const { size, generation = header['generation'] } of stream.checkpoints) {
      const end = lines.findIndex((line, i) => i > 3 && !line.startsWith('— '));
      const note = lines.splice(0, end);
      checkNote(note, journal, witness);
      must(note[0] === `${name}/${String(header['tenant'])}${at(generation)}/${stream.stream}`, 'origin');
      must(note[1] === String(size), 'size');
      must(note[2] === root(leaves.slice(0, size)).toString('base64'), 'root');
    }
  }
  must(lines.length === 5, 'what follows');
  checkNote(lines, journal, undefined);
  const before = file.subarray(0, file.length - Buffer.byteLength(lines.map((line) => `${line}\n`).join('')));
  const closing = ['gamut-export/1 end', `bytes ${before.length}`, `sha256 ${sha(before).toString('hex')}`];
  must(
    closing.every((line, i) => line === lines[i]),
    'closing',
  );
}
