/**
 * Verifies a journal export with nothing but the file and a public key: no server, no account, no clock of its own. Reads the
 * file once, in a stream, and says of every check whether it holds, which entry is the first bad one, and what all of it
 * does not prove (promise: accountability; product.md, "a person holding an export and the public key").
 */
import { checkpointOrigin, journalKeyName } from './checkpoint.ts';
import { DecisionRules } from './decision-rules.ts';
import type { Entry } from './entry.ts';
import { describeReport, type StreamSeen } from './describe-report.ts';
import {
  closingLine,
  type ExportedStream,
  type ExportHeader,
  lineBytesMax,
  parseHeader,
} from './export-format.ts';
import type { CheckName, ExportReport } from './export-report.ts';
import { ExportVerdict } from './export-verdict.ts';
import { type ExportKeys, ExportWalk } from './export-walk.ts';
import type { JournalCrypto } from './journal-crypto.ts';
import { type ExportSource, LineReader } from './line-reader.ts';
import { formatVkey, parseVkey } from './signed-note.ts';
import { StreamVerifier } from './stream-verifier.ts';
import { type CheckpointsSeen, verifyCheckpoints } from './verify-checkpoints.ts';
import { verifyClosing } from './verify-closing.ts';

export interface VerifyOptions {
  /** The journal key that you hold, as a verifier key; without it the file's own is used, and the report says so. */
  readonly key?: string | undefined;
  /** The witness's key that you hold. */
  readonly witness?: string | undefined;
  /** Now, for the age of the newest checkpoint; without it the age is counted to the moment of the export. */
  readonly nowMs?: number | undefined;
  /** Told of every well-formed entry in its order, whether or not its chain holds; waited for. */
  readonly onEntry?: ((entry: Entry, line: number) => Promise<void>) | undefined;
}

export async function verifyExport(
  source: ExportSource,
  options: VerifyOptions,
  crypto: JournalCrypto,
): Promise<ExportReport> {
  const verdict = new ExportVerdict();
  const walk = new ExportWalk(new LineReader(source, lineBytesMax), crypto, verdict);
  const header = await readHeader(walk);
  const keys = header === undefined ? undefined : readKeys(walk, header, options);
  const seen: StreamSeen[] = [];
  if (keys !== undefined) {
    for (const stream of keys.header.streams)
      seen.push(await verifyStream(walk, keys, stream, options.onEntry));
    if (!walk.lost) await verifyClosing(walk, keys);
  }
  return describeReport({ verdict, header, seen, options });
}

async function readHeader(walk: ExportWalk): Promise<ExportHeader | undefined> {
  if ((await walk.peekWhole('its header')) === undefined) return undefined;
  const line = await walk.take();
  const parsed = line?.text === undefined ? { wrong: 'the header is not UTF-8' } : parseHeader(line.text);
  if ('header' in parsed) {
    const { format, tenant, exportedAt } = parsed.header;
    walk.verdict.check('header', null, true, `${format}, tenant ${tenant}, exported ${exportedAt}`);
    return parsed.header;
  }
  walk.verdict.check('header', null, false, parsed.wrong);
  const what = {
    check: 'header',
    stream: null,
    seq: null,
    line: 1,
    why: 'malformed',
    detail: parsed.wrong,
  } as const;
  walk.verdict.find(what);
  return undefined;
}

/** The file's own keys, by which it must hold together whoever signed it; a key that was asked for must be the same. */
function readKeys(walk: ExportWalk, header: ExportHeader, options: VerifyOptions): ExportKeys | undefined {
  const { sha256 } = walk.crypto;
  const { verdict } = walk;
  const journal = parseVkey('note', header.vkey, sha256);
  const witness = header.witness === null ? null : parseVkey('cosignature', header.witness, sha256);
  if (journal === undefined || witness === undefined || journal.name !== journalKeyName(header.deployment)) {
    const detail = 'the header names a key that is none, or not this deployment’s';
    verdict.check('key', null, false, detail);
    verdict.find({ check: 'key', stream: null, seq: null, line: 1, why: 'malformed', detail });
    return undefined;
  }
  const differs = (asked: string | undefined, own: string | null) =>
    asked !== undefined && asked.trim() !== own;
  if (differs(options.key, formatVkey(journal))) {
    verdict.wrongKey = `the file is signed by ${formatVkey(journal)}, not by the key that was asked for`;
  } else if (differs(options.witness, header.witness)) {
    verdict.wrongKey = `the file names ${header.witness ?? 'no witness'}, not the witness that was asked for`;
  }
  const detail =
    options.key === undefined ? 'no key was given: the file’s own was used' : formatVkey(journal);
  verdict.check('key', null, verdict.wrongKey === undefined, verdict.wrongKey ?? detail);
  return { header, journal, witness };
}

async function verifyStream(
  walk: ExportWalk,
  keys: ExportKeys,
  expected: ExportedStream,
  onEntry: VerifyOptions['onEntry'],
): Promise<StreamSeen> {
  const { stream, size } = expected;
  const entries = new StreamVerifier(expected, keys.header.tenant, walk.crypto.sha256);
  const rules = stream === 'decisions' ? new DecisionRules() : undefined;
  const take = async (entry: Entry, line: number) => {
    rules?.take(entry, line);
    await onEntry?.(entry, line);
  };
  if (size > 0 && !walk.lost) await readEntries(walk, keys, expected, entries, take);
  const reached = !walk.lost;
  entries.finish();
  const { verdict } = walk;
  verdict.findAll(entries.allFindings(), entries.found);
  if (rules !== undefined) verdict.findAll(rules.findings, rules.found);
  if (reached && entries.missingAtEnd > 0) {
    const seq = size - entries.missingAtEnd + 1;
    const detail = `entries ${seq} to ${size} are cut off; the newest checkpoint covers them`;
    verdict.find({ check: 'sequence', stream, seq, line: walk.line + 1, why: 'cut_off', detail });
  }
  const nothing = { root: null, witnessed: null };
  const checkpoints = reached ? await verifyCheckpoints(walk, keys, expected, entries) : nothing;
  const say = (name: CheckName, detail: string, known: boolean) => {
    const bad = verdict.broke(name, stream);
    verdict.check(name, stream, bad !== undefined ? false : known ? true : null, bad?.detail ?? detail);
  };
  say('sequence', size === 0 ? 'none' : `1 to ${entries.entries}`, reached);
  say('entries', `${entries.entries} lines`, reached);
  say('chain', `${entries.entries} links`, reached);
  if (size > 0) {
    const whole = !walk.lost && checkpoints.root !== null;
    say('checkpoints', `${expected.checkpoints.length}, the newest over ${size} entries`, whole);
    const given = entries.rootAt(size) ?? '';
    const rootsFit = verdict.broke('roots', stream) === undefined && given === checkpoints.root;
    verdict.check(
      'roots',
      stream,
      whole && given !== '' ? rootsFit : null,
      verdict.broke('roots', stream)?.detail ?? given,
    );
    sayWitness(walk, keys, expected, checkpoints.witnessed);
  }
  if (rules !== undefined) {
    say('outcomes', `${rules.decisions} decisions, ${rules.outcomes} outcomes`, reached);
    say('approvals', 'each used at most once', reached);
  }
  return { expected, entries, rules, ...checkpoints };
}

async function readEntries(
  walk: ExportWalk,
  keys: ExportKeys,
  { stream, size, checkpoints }: ExportedStream,
  entries: StreamVerifier,
  take: (entry: Entry, line: number) => Promise<void>,
): Promise<void> {
  const { deployment, tenant, generation } = keys.header;
  const origins = [{ generation }, ...checkpoints].map((one) =>
    checkpointOrigin(deployment, tenant, stream, one.generation ?? generation),
  );
  for (;;) {
    const line = await walk.peekWhole(
      `entry ${entries.entries + 1} of ${size} of ${stream} or what follows it`,
    );
    if (line === undefined || line.text === closingLine || origins.includes(line.text ?? '')) return;
    if (entries.entries >= size && line.text?.startsWith('{') !== true) return;
    await walk.take();
    const entry = entries.take(line);
    if (entry !== undefined) await take(entry, line.number);
  }
}

function sayWitness(
  { verdict }: ExportWalk,
  keys: ExportKeys,
  { stream, size }: ExportedStream,
  witnessed: CheckpointsSeen['witnessed'],
): void {
  if (keys.witness === null) verdict.check('witness', stream, null, 'the file names no witness');
  else if (verdict.broke('roots', stream) !== undefined || verdict.broke('chain', stream) !== undefined) {
    verdict.check('witness', stream, null, 'what it countersigned is not what these entries give');
  } else if (witnessed === null) verdict.check('witness', stream, null, 'not countersigned yet');
  else
    verdict.check(
      'witness',
      stream,
      true,
      `the first ${witnessed.size} of ${size} entries, at ${witnessed.at}`,
    );
}
