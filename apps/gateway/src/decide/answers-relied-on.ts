/**
 * What a dependency answered, looked at once more where a decision comes to stand on it: an answer that is not exactly what was
 * asked for is no answer, wherever on the way it went wrong (security.md 6; a call is an allow only by what is proved here).
 */
import type { ApprovalFindAnswer, LedgerResult } from '@gamut/protocol/ledger';
import type { RefusedAnswer, SafeAnswer } from '../answers/make-safe.ts';
import type { FoundApproval } from '@gamut/policy/decide';
import type { HeldFacts } from '../facts/facts-holder.ts';

/** @returns undefined for what are no facts, or another tenant's */
export function factsOf(tenant: string, answer: HeldFacts | undefined): HeldFacts | undefined {
  const held = answer as { facts?: { tenant?: unknown }; indexed?: { facts?: unknown } } | undefined;
  return held?.facts?.tenant === tenant && held.indexed?.facts === held.facts ? answer : undefined;
}

/** @throws TypeError for what says neither that there is an approval nor that there is none */
export function approvalIn(answer: ApprovalFindAnswer): FoundApproval {
  const { approval } = answer as { approval?: FoundApproval };
  if (approval === undefined || (approval !== null && typeof approval.id !== 'string'))
    throw new TypeError('not an answer about approvals');
  return approval;
}

/**
 * Platform's word about this one entry, with the receipt of what was written.
 * @throws TypeError for anything else: then nobody here knows
 */
export function wordAbout(id: string, answer: LedgerResult): LedgerResult {
  const word = answer as {
    id?: unknown;
    status?: unknown;
    receipt?: { seq?: unknown; hash?: unknown };
  } | null;
  if (word?.id !== id) throw new TypeError('not a word about this entry');
  const { status, receipt } = word;
  if (status === 'stale' || status === 'reconsider') return answer;
  const written = Number.isSafeInteger(receipt?.seq) && Number(receipt?.seq) >= 1;
  if ((status !== 'committed' && status !== 'refused') || !written || typeof receipt?.hash !== 'string')
    throw new TypeError('not a word that platform gives');
  return answer;
}

/**
 * What became of a tool's answer: as it may be returned, with the digest of just that, or refused.
 * @throws TypeError for anything else: nothing of it is returned
 */
export function safeAnswerIn(given: SafeAnswer | RefusedAnswer): SafeAnswer | RefusedAnswer {
  const word = given as Partial<Record<keyof SafeAnswer | 'why', unknown>> | null | undefined;
  if (word?.kind === 'refused' && typeof word.why === 'string') return given;
  const { content } = (word?.answer ?? {}) as { content?: unknown };
  const digested = typeof word?.sha256 === 'string' && Number.isSafeInteger(word.bytes);
  if (word?.kind !== 'safe' || !Array.isArray(content) || !digested || typeof word.counts !== 'object')
    throw new TypeError('not a word about this answer');
  return given;
}
