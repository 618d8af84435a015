/** Turns what was seen in an export into the report: outcome, figures, notes, and in plain words what it does not prove. */
import type { DecisionRules } from './decision-rules.ts';
import type { ExportedStream, ExportHeader } from './export-format.ts';
import {
  type ExportOutcome,
  type ExportReport,
  exitCodes,
  type Finding,
  type StreamReport,
} from './export-report.ts';
import type { ExportVerdict } from './export-verdict.ts';
import type { StreamVerifier } from './stream-verifier.ts';

export interface StreamSeen {
  readonly expected: ExportedStream;
  readonly entries: StreamVerifier;
  readonly rules: DecisionRules | undefined;
  readonly root: string | null;
  readonly witnessed: StreamReport['witnessed'];
}

interface Seen {
  readonly verdict: ExportVerdict;
  readonly header: ExportHeader | undefined;
  readonly seen: readonly StreamSeen[];
  readonly options: { readonly key?: string | undefined; readonly nowMs?: number | undefined };
}

export function describeReport({ verdict, header, seen, options }: Seen): ExportReport {
  const outcome = verdict.outcome(header?.streams ?? []);
  const streams = seen.map((one) =>
    describeStream(one, options.nowMs ?? Date.parse(header?.exportedAt ?? '')),
  );
  const from = options.key === undefined ? 'file' : 'given';
  return {
    outcome,
    exitCode: exitCodes[outcome],
    summary: summarise(outcome, verdict),
    key: header === undefined ? null : { vkey: header.vkey, from },
    deployment: header?.deployment ?? null,
    tenant: header?.tenant ?? null,
    exportedAt: header?.exportedAt ?? null,
    streams,
    checks: verdict.checks,
    firstBad: verdict.firstBad,
    findings: verdict.found,
    notes: [...verdict.notes, ...describeGeneration(header), ...seen.flatMap(describeNotes)],
    doesNotProve: describeLimits(streams, from),
  };
}

function describeGeneration(header: ExportHeader | undefined): string[] {
  if (header?.generation === undefined) return [];
  return [
    `This journal was restored from a file: it is generation ${header.generation}. What an earlier one held beyond that file is not here; the audit entries "journal.restored" say how much, and the witness's list shows its last checkpoints.`,
  ];
}

function describeStream({ expected, entries, root, witnessed }: StreamSeen, nowMs: number): StreamReport {
  const newest = expected.checkpoints.at(-1);
  return {
    stream: expected.stream,
    size: expected.size,
    entries: entries.entries,
    root,
    firstAt: entries.firstAt,
    lastAt: entries.lastAt,
    newestCheckpoint: newest === undefined ? null : { ...newest, ageMs: nowMs - Date.parse(newest.at) },
    witnessed,
  };
}

function describeNotes({ expected, entries, rules }: StreamSeen): string[] {
  const notes: string[] = [];
  if (entries.timesWentBack > 0) {
    notes.push(
      `${expected.stream}: ${entries.timesWentBack} entries bear an earlier time than the one before them.`,
    );
  }
  if (rules === undefined) return notes;
  if (rules.decisions > 0) {
    const kinds = [...rules.byKind]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, count]) => `${kind} ${count}`);
    notes.push(`decisions: ${kinds.join(', ')}.`);
  }
  if (rules.open > 0)
    notes.push(`decisions: ${rules.open} allowed actions have no outcome yet (running, or in doubt).`);
  return notes;
}

function describeLimits(streams: readonly StreamReport[], from: 'given' | 'file'): string[] {
  const limits = [
    'That what an entry says is what happened: it is what the platform recorded.',
    'That everything was recorded: an act that never reached the journal leaves no trace here.',
    'Anything after the newest checkpoint of each stream.',
  ];
  const unwitnessed = streams.filter((one) => one.size > (one.witnessed?.size ?? 0));
  if (unwitnessed.length > 0) {
    const from = unwitnessed
      .map((one) => `${one.stream} from entry ${(one.witnessed?.size ?? 0) + 1}`)
      .join(', ');
    limits.push(
      `That everybody is shown the same history where no witness vouches for it (${from}): who holds the key can sign two.`,
    );
  } else {
    limits.push('That platform and witness did not act together: each signs with a key of its own.');
  }
  if (from === 'file') {
    limits.push(
      'Who signed it: the key came out of the file itself. Compare it with the key that you were given.',
    );
  }
  return limits;
}

function summarise(outcome: ExportOutcome, verdict: ExportVerdict): string {
  const bad = verdict.firstBad;
  switch (outcome) {
    case 'verified':
      return 'The export is whole and unchanged.';
    case 'wrong_key':
      return `Wrong key: ${verdict.wrongKey ?? ''}.`;
    case 'incomplete':
      return `The export is incomplete: ${bad?.detail ?? ''}.`;
    case 'broken':
      return bad === null
        ? 'The export is broken: not every check could be made.'
        : `The export is broken: ${describeFinding(bad)}.`;
  }
}

/** "decisions entry 12 (line 14) was edited: its hash is not …" */
export function describeFinding({ stream, seq, line, why, detail }: Finding): string {
  const where =
    stream === null
      ? `line ${line}`
      : seq === null
        ? `${stream}, line ${line}`
        : `${stream} entry ${seq} (line ${line})`;
  return `${where} ${whyInWords[why]}: ${detail}`;
}

const whyInWords = {
  edited: 'was edited',
  missing: 'is missing',
  inserted: 'was inserted',
  reordered: 'was moved',
  duplicated: 'stands there twice',
  rewritten: 'or one after it was rewritten',
  unsigned: 'is not signed as it must be',
  malformed: 'is not what should stand there',
  contradicts: 'contradicts what came before',
  cut_off: 'is cut off',
} as const satisfies Record<Finding['why'], string>;
