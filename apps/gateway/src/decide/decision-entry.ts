/** Writes the ledger entry of one decision: who asked for what, what was seen, under which facts, policy and build. */
import { newId, type DecisionId } from '@gamut/kernel/id';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { approvalTerms } from '@gamut/policy/approval-terms';
import type { FoundApproval } from '@gamut/policy/decide';
import { policySha256 } from '@gamut/policy/policy-digest';
import { repetitionDigests } from '@gamut/policy/repetition';
import { attemptDigest, sayUnknownTool, type ResolvedAction } from '@gamut/policy/resolve-action';
import type { Decision } from '@gamut/protocol/decision';
import type { AgentFacts } from '@gamut/protocol/facts';
import type { EntryJudged } from '@gamut/protocol/entry-judged';
import type { DecisionEntry, DecisionWay } from '@gamut/protocol/ledger';
import type { HeldFacts } from '../facts/facts-holder.ts';
import type { CallWay } from './agent-call.ts';
import { entryKnowledge, type ToldByPlatform } from './told-by-platform.ts';
import type { Usage } from './usage-counter.ts';
import { wholeArguments } from './whole-arguments.ts';

export interface EntryParts {
  readonly held: HeldFacts;
  readonly agent: AgentFacts;
  readonly credentialId?: string | undefined;
  readonly resolved: ResolvedAction;
  readonly decision: Decision;
  readonly usage: Usage;
  readonly approval: string | null;
  readonly argumentsShown: string;
  readonly decidedInNs: number;
  readonly buildSha256: string;
  /** Of the call that came in; without one, a new one is drawn. */
  readonly nonce?: string | undefined;
  readonly way?: CallWay | undefined;
  readonly told?: ToldByPlatform | undefined;
  /** What else the pure decision was given; absent where no control was asked. */
  readonly judged?: { readonly nowMs: number; readonly found: FoundApproval } | undefined;
}

const toolCharsMax = 256;
const targetCharsMax = 8192;
const shownCharsMax = 65_536;

export function writeDecisionEntry(parts: EntryParts, clock: Clock, random: RandomBytes): DecisionEntry {
  const { held, agent, resolved, decision } = parts;
  const tool = typeof resolved.tool === 'string' ? undefined : resolved.tool;
  const asks = decision.kind === 'require_approval';
  const target = resolved.targets.map((place) => place.text).join('\n');
  const way = recordedWay(parts.way);
  const repetition = repetitionDigests(resolved);
  return {
    kind: 'decision',
    id: newDecisionId(clock, random),
    nonce: parts.nonce ?? encodeBase64url(random(16)),
    at: new Date(clock.nowMs()).toISOString(),
    agent: agent.id,
    agentName: agent.name,
    ...shownCredential(parts),
    level: agent.level,
    tool: recordable(resolved.toolName),
    toolId: tool?.facts.id ?? null,
    connector: tool?.connector?.name ?? null,
    actionType: tool?.facts.actionType ?? null,
    dataClass: resolved.dataClass,
    risk: tool?.facts.risk ?? null,
    target: target === '' ? null : target.slice(0, targetCharsMax),
    actionSha256: attemptDigest(resolved),
    ...(repetition.length === 0 ? {} : { repetition: [...repetition] }),
    argumentsShown: parts.argumentsShown.slice(0, shownCharsMax),
    ...wholeArguments(resolved, decision, parts.argumentsShown),
    schemaSha256: tool?.facts.schemaSha256 ?? null,
    factsVersion: held.facts.version,
    factsSha256: held.sha256,
    policySha256,
    buildSha256: parts.buildSha256,
    usage: { ...parts.usage },
    ...entryKnowledge(held.indexed, resolved, parts.told),
    approval: parts.approval,
    approvalExpiresAfterMs: asks ? approvalTerms(held.indexed, resolved).expiresAfterMs : null,
    decision,
    ...(way === undefined ? {} : { way }),
    ...(parts.judged === undefined ? {} : { judged: recordedJudged(parts.judged) }),
    decidedInNs: parts.decidedInNs,
  };
}

/** Who approved stays out of the stream: people's names can be erased, and the decision doesn't read them. */
function recordedJudged({ nowMs, found }: NonNullable<EntryParts['judged']>): EntryJudged {
  const at = new Date(nowMs).toISOString();
  if (found === null) return { at, found };
  const { id, status, reasonCodes, expiresAt } = found;
  const note = status === 'refused' ? found.note : null;
  return { at, found: { id, status, reasonCodes, expiresAt, note } };
}

/** A token that could not be read names nothing: the decision is then a block by itself. */
function recordedWay(way: CallWay | undefined): DecisionWay | undefined {
  if (way?.kind === 'question') return { kind: 'question' };
  if (way?.kind !== 'redeem') return way;
  const { token } = way;
  return typeof token === 'string'
    ? undefined
    : { kind: 'redeem', token: token.id, decision: token.decision };
}

/** A caller's own text, so that no record stumbles over it: bounded, whole characters, and no control character. */
function recordable(text: string): string {
  return text
    .slice(0, toolCharsMax)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\u{fffd}');
}

function shownCredential({ credentialId }: Pick<EntryParts, 'credentialId'>): { credential?: string } {
  return credentialId === undefined ? {} : { credential: credentialId };
}

const zeros = '0'.repeat(64);

/** A block that was decided without facts: version 0, and nothing claimed about tool or action but what was asked for. */
export function writeBlindEntry(
  parts: Pick<
    EntryParts,
    'agent' | 'credentialId' | 'decision' | 'usage' | 'buildSha256' | 'nonce' | 'way'
  > & {
    readonly tool: string;
  },
  clock: Clock,
  random: RandomBytes,
): DecisionEntry {
  const { agent, decision, usage, buildSha256 } = parts;
  const tool = recordable(sayUnknownTool(parts.tool));
  const id = newDecisionId(clock, random);
  const nonce = parts.nonce ?? encodeBase64url(random(16));
  const unknown = {
    toolId: null,
    connector: null,
    actionType: null,
    dataClass: null,
    risk: null,
    target: null,
    schemaSha256: null,
  };
  const digests = { actionSha256: zeros, factsVersion: 0, factsSha256: zeros, policySha256, buildSha256 };
  const at = new Date(clock.nowMs()).toISOString();
  const who = { agent: agent.id, agentName: agent.name, ...shownCredential(parts), level: agent.level };
  const none = { argumentsShown: '', approval: null, approvalExpiresAfterMs: null, decidedInNs: 0 };
  return {
    kind: 'decision',
    id,
    nonce,
    at,
    ...who,
    tool,
    ...unknown,
    ...digests,
    ...none,
    usage: { ...usage },
    decision,
    ...(parts.way?.kind === 'question' ? { way: { kind: 'question' } } : {}),
  };
}

export function newDecisionId(clock: Pick<Clock, 'nowMs'>, random: RandomBytes): DecisionId {
  return newId('dec', clock.nowMs(), random(16));
}
