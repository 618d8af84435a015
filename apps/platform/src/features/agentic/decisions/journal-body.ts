/**
 * What a decision and an outcome leave in the decision stream. Arguments and targets stay out (they can hold personal data,
 * and an entry can't be erased); the action digest binds them, and their text is kept sealed beside the stream.
 */
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { Decision, Reason } from '@gamut/protocol/decision';
import type { DecisionEntry, OutcomeEntry } from '@gamut/protocol/ledger';

export function decisionBody(
  entry: DecisionEntry,
  instance: string,
  ids: { approval: string | null; incident: string | null },
): JsonObject {
  return {
    id: entry.id,
    decidedAt: entry.at,
    gateway: instance,
    nonce: entry.nonce,
    agent: { id: entry.agent, name: entry.agentName, level: entry.level },
    ...(entry.credential === undefined ? {} : { credential: entry.credential }),
    action: {
      sha256: entry.actionSha256,
      tool: entry.tool,
      toolId: entry.toolId,
      connector: entry.connector,
      actionType: entry.actionType,
      dataClass: entry.dataClass,
      risk: entry.risk,
      schemaSha256: entry.schemaSha256,
    },
    facts: { version: entry.factsVersion, sha256: entry.factsSha256 },
    policySha256: entry.policySha256,
    buildSha256: entry.buildSha256,
    usage: entry.usage,
    ...(entry.transaction === undefined ? {} : { transaction: { ...entry.transaction } }),
    ...(entry.trust?.learned === undefined ? {} : { learned: entry.trust.learned }),
    usedApproval: entry.approval,
    approval: ids.approval,
    incident: ids.incident,
    ...(entry.way === undefined ? {} : { way: { ...entry.way } }),
    ...(entry.judged === undefined ? {} : { judged: { ...entry.judged } }),
    decision: entry.decision,
    decidedInNs: entry.decidedInNs,
  };
}

export function outcomeBody(entry: OutcomeEntry, action: { agentId: string; tool: string }): JsonObject {
  return {
    id: entry.id,
    decision: entry.decision,
    endedAt: entry.at,
    agent: action.agentId,
    tool: action.tool,
    state: entry.state,
    answer: { sha256: entry.answerSha256, bytes: entry.answerBytes },
    redactions: entry.redactions,
    degraded: entry.degraded,
    detail: entry.detail,
    ...(entry.learned === undefined ? {} : { learned: entry.learned.length }),
    tookMs: entry.tookMs,
  };
}

/** Platform knew better than Gateway: the same entry as the block that is recorded instead. */
export function refusedDecision(decision: Decision, reason: Reason): Decision {
  return { kind: 'block', reasons: [reason, ...decision.reasons].slice(0, 32), trace: decision.trace };
}
