/**
 * Control 12: rates over the running minute, of the agent and of this tool, an amount that is one, and what may be performed
 * in a window. Rates are each Gateway's own count; transactions are platform's, one for all Gateways, known at the commit.
 */
import type { Reason } from '@gamut/protocol/decision';
import { contradictory } from '../contradictory.ts';
import { reason } from '../reason-codes.ts';
import { limitReasons, overLimits } from '../transaction-limits.ts';
import { found, passed, permissionOf, type Control, type ControlInput } from './control.ts';

export const limits: Control = (input) => {
  const { indexed, resolved, usage } = input;
  const { agentCalls, toolCalls } = usage;
  const reasons: Reason[] = [];
  if (!isCount(agentCalls) || !isCount(toolCalls)) {
    reasons.push(reason('usage_unknown', 'The calls of the last minute could not be counted.'));
  }
  const agentMax = indexed.facts.agentCallsPerMinuteMax;
  if (!(agentCalls < agentMax)) {
    reasons.push(
      reason(
        'rate_limit_agent',
        `The agent has made ${agentCalls} calls in this minute; the limit is ${agentMax}.`,
      ),
    );
  }
  const permission = permissionOf(input);
  const toolMax =
    permission === undefined || permission === contradictory ? undefined : permission.facts.callsPerMinuteMax;
  if (toolMax !== undefined && !(toolCalls < toolMax)) {
    reasons.push(
      reason(
        'rate_limit_tool',
        `The agent has called this tool ${toolCalls} times in this minute; the limit is ${toolMax}.`,
      ),
    );
  }
  if (resolved.amount === 'missing')
    reasons.push(reason('amount_missing', 'The tool declares an amount, and the arguments hold none.'));
  if (resolved.amount === 'invalid')
    reasons.push(reason('amount_invalid', 'The amount is not a finite, exact number of zero or more.'));
  const { gaps, limits: held } = transactionGaps(input);
  reasons.push(...gaps);
  const saw = `agent ${agentCalls} of ${agentMax}, tool ${toolCalls} of ${toolMax ?? 'unset'} in this minute${held === 0 ? '' : `; ${held} transaction limits`}`;
  return reasons.length === 0 ? passed(saw) : found(saw, ...reasons);
};

/** Nothing is judged before platform has said what was performed; without its word nothing is committed either. */
function transactionGaps(input: ControlInput): { gaps: Reason[]; limits: number } {
  const { agent, resolved, transactions } = input;
  const permission = permissionOf(input);
  const ofAgent = agent.transactionLimits ?? [];
  const ofTool =
    permission === undefined || permission === contradictory
      ? []
      : (permission.facts.transactionLimits ?? []);
  const limits = ofAgent.length + ofTool.length;
  if (transactions === undefined || limits === 0) return { gaps: [], limits };
  const amount = typeof resolved.amount === 'object' ? resolved.amount.found : 0;
  const over = [
    ...overLimits('agent', ofAgent, transactions, amount),
    ...overLimits('tool', ofTool, transactions, amount),
  ];
  return { gaps: limitReasons(over), limits };
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
