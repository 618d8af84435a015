/**
 * What a decision that passes leads to: a call at once, a token for later, the use of such a token, or, for a mere question,
 * nothing at all. Only what starts a call uses up an approval and waits for an outcome.
 */
import type { DecisionEntry } from '@gamut/protocol/ledger';

const passing = new Set<string>(['allow', 'allow_and_log', 'degrade']);

export function passes(entry: Pick<DecisionEntry, 'decision'>): boolean {
  return passing.has(entry.decision.kind);
}

/** The receipt is also the claim to act: the call starts with this commit. */
export function starts(entry: Pick<DecisionEntry, 'decision' | 'way'>): boolean {
  return passes(entry) && (entry.way === undefined || entry.way.kind === 'redeem');
}

/** What may be done twice without anybody being the worse for it. */
export const readingOnly: readonly string[] = ['read', 'retrieve', 'model'];

export function hasEffect({ actionType }: Pick<DecisionEntry, 'actionType'>): boolean {
  return actionType !== null && !readingOnly.includes(actionType);
}

/** What a call that starts is known by, so that its repetition waits for it; entries of before have the action's digest alone. */
export function holdingDigest({
  repetition,
  actionSha256,
}: Pick<DecisionEntry, 'repetition' | 'actionSha256'>): string {
  return repetition?.[0] ?? actionSha256;
}

/** All that may hold it up; what was begun before there was a digest of repetitions holds by the action's. */
export function heldByDigests({
  repetition,
  actionSha256,
}: Pick<DecisionEntry, 'repetition' | 'actionSha256'>): readonly string[] {
  return [...(repetition ?? []), actionSha256];
}

export function asksOnly(entry: Pick<DecisionEntry, 'way'>): boolean {
  return entry.way?.kind === 'question';
}

export function opensIncident(entry: Pick<DecisionEntry, 'decision' | 'way'>): boolean {
  return entry.decision.kind === 'block_and_open_incident' && !asksOnly(entry);
}
