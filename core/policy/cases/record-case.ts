/**
 * Decision cases as the decision stream holds them, for the tests of the replay: what was decided, on which facts, with what platform
 * told and which approval it found, and the call as it is kept beside.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { factsDigest } from '@gamut/protocol/facts-of-record';
import type { TenantFacts } from '@gamut/protocol/facts';
import type { RecordedDecision } from '@gamut/protocol/recorded-decision';
import { approvalUsed, decide } from '../src/decide.ts';
import { indexFacts } from '../src/indexed-facts.ts';
import { policySha256 } from '../src/policy-digest.ts';
import { attemptDigest, resolveAction } from '../src/resolve-action.ts';
import { approvalOf, caseFacts, caseNowMs, type MadeUpCase } from './run-case.ts';

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;
/** A record that a test may change. */
export type Editable = Writable<RecordedDecision>;

export interface RecordedCase {
  readonly facts: TenantFacts;
  readonly recorded: Editable;
  /** The arguments as they are kept, with nothing struck out. */
  readonly kept: string;
}

export function recordCase(one: MadeUpCase, facts: TenantFacts = caseFacts(one)): RecordedCase {
  const indexed = indexFacts(facts);
  const resolved = resolveAction(indexed, { agentId: one.agent, tool: one.tool, arguments: one.arguments });
  const usage = { agentCalls: 0, toolCalls: 0, ...(one.usage ?? {}) };
  const { transactions } = one;
  const approval = approvalOf(one);
  // platform tells of what the call reaches, and of nothing else
  const told = one.learned?.filter((row) =>
    resolved.recipients.some(({ pointer }) => pointer === row.pointer),
  );
  const decision = decide(indexed, {
    resolved,
    nowMs: caseNowMs,
    usage,
    approval,
    transactions,
    learned: told,
  });
  const tool = typeof resolved.tool === 'string' ? undefined : resolved.tool;
  const { status } = approval ?? {};
  const recorded: RecordedDecision = {
    id: 'dec_1',
    agent: { id: one.agent, level: facts.agents.find(({ id }) => id === one.agent)?.level ?? null },
    action: {
      sha256: attemptDigest(resolved),
      tool: resolved.toolName.replaceAll(/\p{Cc}/gu, '\u{fffd}'),
      toolId: tool?.facts.id ?? null,
      connector: tool?.connector?.name ?? null,
      actionType: tool?.facts.actionType ?? null,
      dataClass: resolved.dataClass,
      risk: tool?.facts.risk ?? null,
      schemaSha256: tool?.facts.schemaSha256 ?? null,
    },
    facts: { version: facts.version, sha256: factsDigest(facts) },
    policySha256,
    buildSha256: 'b'.repeat(64),
    usage,
    ...(transactions === undefined ? {} : { transaction: { seen: [...transactions] } }),
    ...(told === undefined ? {} : { learned: told }),
    usedApproval: approvalUsed(decision, approval),
    decision,
    judged: {
      at: new Date(caseNowMs).toISOString(),
      found:
        approval === null
          ? null
          : {
              id: approval.id,
              status: approval.status,
              reasonCodes: [...approval.reasonCodes],
              expiresAt: approval.expiresAt,
              note: status === 'refused' ? (approval.note ?? null) : null,
            },
    },
  };
  const kept =
    typeof resolved.arguments === 'string'
      ? `unreadable: ${resolved.arguments}`
      : canonicalJson(resolved.arguments);
  return { facts, recorded: structuredClone(recorded) as Editable, kept };
}
