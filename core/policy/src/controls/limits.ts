/**
 * Control 12: rates over the running minute, of the agent and of this tool, and an amount that is one. The counts
 * are this Gateway's own; several Gateways do not yet share them.
 */
import type { Reason } from '@gamut/protocol/decision';
import { contradictory } from '../indexed-facts.ts';
import { reason } from '../reason-codes.ts';
import { found, passed, permissionOf, type Control } from './control.ts';

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
  const saw = `agent ${agentCalls} of ${agentMax}, tool ${toolCalls} of ${toolMax ?? 'unset'} in this minute`;
  return reasons.length === 0 ? passed(saw) : found(saw, ...reasons);
};

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
