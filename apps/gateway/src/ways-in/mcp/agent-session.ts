/**
 * What one agent may do through MCP: see its tools, and call one. A call walks the whole way: decision, receipt, connector,
 * outcome, answer. Everything that goes wrong on it becomes a tool result that says what and why.
 */
import { usableTools } from '@gamut/policy/usable-tools';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { Answer } from '../../answers/answer.ts';
import {
  decisionMeta,
  refusalResult,
  unfinishedResult,
  withheldResult,
} from '../../answers/refusal-result.ts';
import { factsOf } from '../../decide/answers-relied-on.ts';
import type { DecisionPoint } from '../../decide/decision-point.ts';
import type { FactsHolder } from '../../facts/facts-holder.ts';
import type { IdentifiedAgent } from '../../identity/identify-agent.ts';
import type { AllowedAction } from '../../decide/allowed-action.ts';
import type { Performed } from '../../perform/perform-action.ts';
import { askByUrl, opensUrls, type AskingRequest } from './ask-by-url.ts';
import { listTool, type ListedTool } from './listed-tool.ts';

export interface AgentSessionParts {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly facts: Pick<FactsHolder, 'fresh'>;
  readonly decisions: DecisionPoint;
  /** Calls through the connector and makes the outcome durable. */
  readonly perform: (allowed: AllowedAction) => Promise<Performed>;
  readonly consoleUrl: string;
}

export interface ToolCall {
  readonly name: string;
  readonly arguments: unknown;
  readonly asking: AskingRequest;
}

/** @throws AppError when there are no fresh facts: an empty list would say that the agent has no tools */
export async function listAgentTools(parts: AgentSessionParts, who: IdentifiedAgent): Promise<ListedTool[]> {
  const held = factsOf(who.tenant, await parts.facts.fresh(who.tenant));
  if (held === undefined) {
    throw new AppError(
      'unavailable',
      'Gateway has no fresh governance facts and can say nothing about tools.',
      { fix: 'Call again in a moment.', who: 'the operator' },
    );
  }
  return usableTools(held.indexed, who.agent.id, parts.clock.nowMs()).map(listTool);
}

export async function callAgentTool(
  parts: AgentSessionParts,
  who: IdentifiedAgent,
  call: ToolCall,
): Promise<object> {
  const verdict = await parts.decisions.decide({
    tenant: who.tenant,
    agent: who.agent,
    credentialId: who.credentialId,
    tool: call.name,
    arguments: call.arguments,
  });
  if (verdict.kind === 'refused') {
    const asked = opensUrls(call.asking) ? askByUrl(verdict, parts.consoleUrl) : undefined;
    return asked ?? refusalResult(verdict, parts.consoleUrl);
  }
  const { allowed, decision } = verdict;
  const performed = await parts.perform(allowed);
  if (performed.kind === 'unfinished')
    return unfinishedResult(performed.state, performed.detail, allowed.decisionId, performed.receipt);
  if (performed.kind === 'withheld')
    return withheldResult(performed.detail, allowed.decisionId, performed.receipt);
  return performedResult(performed.answer, decision.kind, allowed, performed.reduced);
}

/** The upstream's own shape; what Gamut has to say stands in `_meta`. */
function performedResult(
  answer: Answer,
  kind: string,
  allowed: AllowedAction,
  reduced: string | null,
): object {
  const { stream, seq, hash } = allowed.receipt;
  const meta = decisionMeta(kind, allowed.decisionId, { stream, seq, hash });
  if (reduced === null) return { ...answer, _meta: meta };
  // a model reads the content and never `_meta`: it must not take a part for the whole
  const notice = { type: 'text' as const, text: `[Gateway gave this in the tool's safe form: ${reduced}.]` };
  return { ...answer, content: [...answer.content, notice], _meta: { ...meta, 'gamut/reduced': reduced } };
}
