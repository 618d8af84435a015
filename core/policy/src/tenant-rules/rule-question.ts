/**
 * What the rules are asked about one call: the agent, the action type, the tool, and the call itself. A call with several
 * targets is asked about once for each, where a rule reads the target. What cannot be laid out exactly (an amount that Cedar's
 * decimal does not hold, arguments beyond bounds) is a fault for rules that read it, and never left out in silence.
 */
import type { EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import { atfLevels, dataClasses, riskTiers, severities } from '@gamut/kernel/agentic-terms';
import type { JsonValue } from '@gamut/kernel/canonical-json';
import type { Action } from '@gamut/protocol/action';
import type { AgentFacts, ToolFacts } from '@gamut/protocol/facts';
import type { FoundAmount } from '../amounts.ts';
import { countedAmounts } from '../transaction-limits.ts';
import type { PolicyQuestion } from './cedar-engine.ts';
import type { CostlyPart } from './read-rule.ts';

export interface RuleCall {
  readonly agent: Pick<AgentFacts, 'id' | 'name' | 'level' | 'tier' | 'humanOwner' | 'securityOwner'>;
  /** `name` as agents see it, `dataClass` the tool's own: the least that the call's can be. */
  readonly tool: Pick<ToolFacts, 'id' | 'name' | 'risk' | 'dataClass' | 'dataDomains'> & {
    readonly connector: string;
  };
  readonly action: Pick<Action, 'actionType' | 'dataClass' | 'arguments'>;
  readonly targets: readonly string[];
  /** `several`: in more than one currency, which one number can not say. */
  readonly amount: number | 'several' | null;
  /** Of the amount; null where its tool names none. */
  readonly currency: string | null;
  readonly nowMs: number;
}

export const callLimits = { targetsMax: 16, leavesMax: 128, charsMax: 32_768 } as const;

/** @returns the questions, or in a few words what could not be laid out */
export function ruleQuestions(call: RuleCall, reads: ReadonlySet<CostlyPart>): PolicyQuestion[] | string {
  const { agent, tool, action, targets } = call;
  const tags = reads.has('arguments') ? leavesOf(action.arguments) : {};
  if (tags === undefined) return 'the arguments hold more than rules can read';
  const counts = reads.has('amount') && call.amount !== null;
  if (call.amount === 'several' && (counts || reads.has('currency')))
    return 'the call is in several currencies, and rules read one amount';
  const amount = counts && call.amount !== 'several' ? decimalOf(call.amount) : undefined;
  if (counts && amount === undefined) return 'the amount has more digits than rules can read';
  if (reads.has('target') && targets.length > callLimits.targetsMax)
    return `the call has more than ${callLimits.targetsMax} targets, and a rule reads them one by one`;
  const now = new Date(call.nowMs);
  const context = {
    dataClass: action.dataClass,
    dataClassRank: 1 + dataClasses.indexOf(action.dataClass),
    ...(reads.has('targets') ? { targets: [...targets] } : {}),
    ...(amount === undefined ? {} : { amount: { __extn: { fn: 'decimal', arg: amount } } }),
    ...(reads.has('currency') && call.currency !== null ? { currency: call.currency } : {}),
    hourUtc: now.getUTCHours(),
    weekdayUtc: now.getUTCDay() === 0 ? 7 : now.getUTCDay(),
    ...(reads.has('now') ? { now: { __extn: { fn: 'datetime', arg: now.toISOString() } } } : {}),
    ...(reads.has('arguments') ? { arguments: { __entity: { type: 'Arguments', id: 'call' } } } : {}),
  };
  const entities: EntityJson[] = [
    agentEntity(agent),
    toolEntity(tool),
    ...(reads.has('arguments')
      ? [{ uid: { type: 'Arguments', id: 'call' }, attrs: {}, parents: [], tags }]
      : []),
  ];
  const asked = reads.has('target') && targets.length > 0 ? targets : targets.slice(0, 1);
  return (asked.length === 0 ? [undefined] : asked).map((target) => ({
    principal: agent.id,
    action: action.actionType,
    resource: tool.id,
    context: target === undefined ? context : { ...context, target },
    entities,
  }));
}

function agentEntity(agent: RuleCall['agent']): EntityJson {
  return {
    uid: { type: 'Agent', id: agent.id },
    attrs: {
      name: agent.name,
      level: agent.level ?? 'none',
      levelRank: agent.level === null ? 0 : 1 + atfLevels.indexOf(agent.level),
      tier: agent.tier,
      tierRank: riskTiers.indexOf(agent.tier),
      ...(agent.humanOwner === null ? {} : { humanOwner: agent.humanOwner.id }),
      ...(agent.securityOwner === null ? {} : { securityOwner: agent.securityOwner.id }),
    },
    parents: [],
  };
}

function toolEntity({
  id,
  name,
  connector,
  risk,
  dataClass,
  dataDomains = [],
}: RuleCall['tool']): EntityJson {
  return {
    uid: { type: 'Tool', id },
    attrs: {
      name,
      connector,
      risk,
      riskRank: 1 + severities.indexOf(risk),
      dataClass,
      dataClassRank: 1 + dataClasses.indexOf(dataClass),
      dataDomains: [...dataDomains],
    },
    parents: [],
  };
}

/** What rules read of an amount. A sum that no number holds exactly has more digits than they can read. */
export function ruleAmount(found: FoundAmount): Pick<RuleCall, 'amount' | 'currency'> {
  const [sum, ...others] = typeof found === 'string' ? [] : found.sums;
  if (sum === undefined) return { amount: null, currency: null };
  if (others.length > 0) return { amount: 'several', currency: null };
  const { amount, amounts = [] } = countedAmounts([{ currency: null, amount: sum.amount }]);
  return { amount: amounts.length === 0 ? amount : NaN, currency: sum.currency };
}

/** Cedar's decimal has four digits after the point, and 63 bits. */
const decimalMax = 922_337_203_685_477;

function decimalOf(amount: number): string | undefined {
  if (!(Math.abs(amount) <= decimalMax)) return undefined;
  const text = amount.toFixed(4);
  return Number(text) === amount ? text : undefined;
}

/** Every text, number, truth and null of the arguments by its JSON Pointer (RFC 6901), as text. */
function leavesOf(args: JsonValue): Record<string, string> | undefined {
  const leaves: Record<string, string> = {};
  const budget = {
    leaves: callLimits.leavesMax,
    chars: callLimits.charsMax,
    steps: 4 * callLimits.leavesMax,
  };
  const walk = (value: JsonValue, pointer: string): boolean => {
    if (--budget.steps < 0) return false;
    if (typeof value === 'object' && value !== null) {
      const members = Array.isArray(value)
        ? value.map((one, at) => [String(at), one])
        : Object.entries(value);
      return (members as [string, JsonValue][]).every(([name, inner]) =>
        walk(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      );
    }
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    budget.leaves -= 1;
    budget.chars -= text.length + pointer.length;
    if (budget.leaves < 0 || budget.chars < 0) return false;
    leaves[pointer] = text;
    return true;
  };
  return walk(args, '') ? leaves : undefined;
}
