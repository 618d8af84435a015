/**
 * What verifying an export says: each check by name, the first bad entry, and what the file does not prove. The outcome is
 * `verified` only when every check was reached and holds; anything that was not looked at is never counted as good.
 */
import type { StreamName } from './entry.ts';

export const exitCodes = { verified: 0, broken: 1, wrong_key: 2, incomplete: 3 } as const;
export type ExportOutcome = keyof typeof exitCodes;

export const checkNames = {
  header: 'The file opens with a well-formed header',
  key: 'It is signed by the key that was asked for',
  sequence: 'Entries are numbered from 1 without a gap, each once, in order',
  entries: 'Every line is byte for byte an entry of this tenant and stream',
  chain: 'Every entry names the hash of the one before it',
  checkpoints: 'Every checkpoint is signed for exactly this stream',
  roots: 'The entries give the very root that was signed',
  witness: 'The witness countersigned this very history',
  outcomes: 'Every outcome follows a decision that allowed the action, and there is one of each',
  approvals: 'Every approval was used once, for the action that asked for it',
  closing: 'The closing note is signed over every byte before it',
  end: 'Nothing follows the end',
} as const;
export type CheckName = keyof typeof checkNames;

export interface Check {
  readonly name: CheckName;
  readonly stream: StreamName | null;
  /** Null when the check was not reached, or has nothing to look at. */
  readonly holds: boolean | null;
  readonly detail: string;
}

export type BadBecause =
  | 'edited'
  | 'missing'
  | 'inserted'
  | 'reordered'
  | 'duplicated'
  | 'rewritten'
  | 'unsigned'
  | 'malformed'
  | 'contradicts'
  | 'cut_off';

export interface Finding {
  /** The check that it breaks. */
  readonly check: CheckName;
  readonly stream: StreamName | null;
  /** The entry's number; null for a line that is no entry. */
  readonly seq: number | null;
  /** In the file, from 1. */
  readonly line: number;
  readonly why: BadBecause;
  readonly detail: string;
}

export interface StreamReport {
  readonly stream: StreamName;
  /** As the header says. */
  readonly size: number;
  /** As were found. */
  readonly entries: number;
  readonly root: string | null;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  readonly newestCheckpoint: { readonly size: number; readonly at: string; readonly ageMs: number } | null;
  /** The newest checkpoint that the witness countersigned. */
  readonly witnessed: { readonly size: number; readonly at: string } | null;
}

export interface ExportReport {
  readonly outcome: ExportOutcome;
  readonly exitCode: (typeof exitCodes)[ExportOutcome];
  /** The outcome in one sentence. */
  readonly summary: string;
  readonly key: { readonly vkey: string; readonly from: 'given' | 'file' } | null;
  readonly deployment: string | null;
  readonly tenant: string | null;
  readonly exportedAt: string | null;
  readonly streams: readonly StreamReport[];
  readonly checks: readonly Check[];
  readonly firstBad: Finding | null;
  /** How many there were in all; at most 1,000 are told apart. */
  readonly findings: number;
  readonly notes: readonly string[];
  readonly doesNotProve: readonly string[];
}
