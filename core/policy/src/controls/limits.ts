/**
 * Control 12: rates over the running minute, of the agent and of this tool, an amount that is one, and what may be performed
 * in a window. Rates are each Gateway's own count; transactions are platform's, one for all Gateways, known at the commit.
 */
import type { Reason } from '@gamut/protocol/decision';
import { contradictory } from '../contradictory.ts';
import type { AmountFault } from '../amounts.ts';
import { reason, type ReasonCode } from '../reason-codes.ts';
import { limitReasons, overLimits, unlimitedCurrencies } from '../transaction-limits.ts';
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
  if (typeof resolved.amount === 'string' && resolved.amount !== 'none')
    reasons.push(reason(...amountFaults[resolved.amount]));
  const { gaps, limits: held } = transactionGaps(input);
  reasons.push(...gaps);
  const saw = `agent ${agentCalls} of ${agentMax}, tool ${toolCalls} of ${toolMax ?? 'unset'} in this minute${held === 0 ? '' : `; ${held} transaction limits`}`;
  return reasons.length === 0 ? passed(saw) : found(saw, ...reasons);
};

const amountFaults: Readonly<Record<AmountFault, readonly [ReasonCode, string]>> = {
  missing: ['amount_missing', 'The tool declares an amount, and the arguments hold none.'],
  invalid: [
    'amount_invalid',
    `The amount is none that is counted exactly: a number from 0 to ${Number.MAX_SAFE_INTEGER}, no finer than the smallest unit of its currency.`,
  ],
  currency_missing: [
    'currency_missing',
    'The tool declares where the currency stands, and the arguments hold none.',
  ],
  currency_invalid: ['currency_invalid', 'The currency is not the code of one that is in use.'],
};

/** Which currencies no limit names, is said at once; the rest when platform has said what was performed, without which nothing is committed. */
function transactionGaps(input: ControlInput): { gaps: Reason[]; limits: number } {
  const { agent, resolved, transactions } = input;
  const permission = permissionOf(input);
  const ofAgent = agent.transactionLimits ?? [];
  const ofTool =
    permission === undefined || permission === contradictory
      ? []
      : (permission.facts.transactionLimits ?? []);
  const limits = ofAgent.length + ofTool.length;
  if (limits === 0) return { gaps: [], limits };
  const sums = typeof resolved.amount === 'object' ? resolved.amount.sums : [];
  const unlimited = [...new Set([ofAgent, ofTool].flatMap((held) => unlimitedCurrencies(held, sums)))];
  const gaps = unlimited.map((one) => reason('currency_without_limit', unlimitedMessage(one)));
  if (transactions === undefined) return { gaps, limits };
  const over = [
    ...overLimits('agent', ofAgent, transactions, sums),
    ...overLimits('tool', ofTool, transactions, sums),
  ];
  return { gaps: [...gaps, ...limitReasons(over)], limits };
}

function unlimitedMessage(currency: string | null): string {
  return currency === null
    ? 'The amount is in no currency, and every limit on amounts names one.'
    : `The amount is in ${currency}, and no limit on amounts names that currency.`;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
