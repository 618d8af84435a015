/** Decision cases as they would be recorded: decided, written as Gateway writes them, with facts and call beside. */
import { decisionBody } from '../../apps/platform/src/features/agentic/decisions/journal-body.ts';
import { showArguments } from '../../apps/gateway/src/answers/show-arguments.ts';
import { writeDecisionEntry } from '../../apps/gateway/src/decide/decision-entry.ts';
import { caseFacts, caseNowMs, type DecisionCase } from '../../core/policy/cases/run-case.ts';
import { randomBytes } from '@gamut/crypto/random';
import { decide } from '@gamut/policy/decide';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { resolveAction } from '@gamut/policy/resolve-action';
import type { AgentFacts } from '@gamut/protocol/facts';
import { factsDigest, factsText } from '@gamut/protocol/facts-of-record';
import { DecisionEntry } from '@gamut/protocol/ledger';
import { compileSchema } from '@gamut/service/strict-schema';
import { tenant, type Draft } from './sample-journal.ts';

const readEntry = compileSchema<DecisionEntry>(DecisionEntry, 'entry');
function isEntry(entry: DecisionEntry): boolean {
  try {
    return readEntry(JSON.parse(JSON.stringify(entry))) !== undefined;
  } catch {
    return false;
  }
}

const clock = { nowMs: () => caseNowMs, monotonicMs: () => 0 };
export interface Recorded {
  readonly name: string;
  /** Fits the contract of the ledger: a case of counts that are no numbers could never be recorded. */
  readonly recordable: boolean;
  readonly draft: Draft;
  readonly facts: string;
  readonly call: { readonly decision: string; readonly arguments: string };
}

export function record(one: DecisionCase, args: unknown = one.arguments): Recorded {
  const facts = { ...caseFacts(one), tenant };
  const indexed = indexFacts(facts);
  const resolved = resolveAction(indexed, { agentId: one.agent, tool: one.tool, arguments: args });
  const usage = { agentCalls: 0, toolCalls: 0, ...(one.usage ?? {}) };
  const transactions = one.transactions ?? [];
  const decision = decide(indexed, {
    resolved,
    nowMs: caseNowMs,
    usage,
    approval: null,
    transactions,
    learned: [],
  });
  const agent = facts.agents.find((row) => row.id === one.agent);
  const shown = showArguments(resolved);
  const entry = writeDecisionEntry(
    {
      held: { facts, indexed, sha256: factsDigest(facts), confirmedMs: 0 },
      agent: agent ?? { ...(facts.agents[0] as AgentFacts), id: one.agent, level: null },
      resolved,
      decision,
      usage,
      approval: null,
      argumentsShown: shown,
      decidedInNs: 1,
      buildSha256: 'b'.repeat(64),
      told: { transactions, learned: [] },
      judged: { nowMs: caseNowMs, found: null },
    },
    clock,
    randomBytes,
  );
  const body = decisionBody(entry, 'gwy_test', { approval: null, incident: null });
  return {
    name: `${one.file}: ${one.name}`,
    recordable: isEntry(entry),
    draft: { kind: 'decision', body: JSON.parse(JSON.stringify(body)) as Draft['body'] },
    facts: factsText(facts),
    call: { decision: entry.id, arguments: shown },
  };
}
