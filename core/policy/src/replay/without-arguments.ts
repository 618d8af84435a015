/**
 * A recorded call whose arguments are not known, laid out so that the pure function gives exactly what it gives without them: no
 * target, no amount, nothing against the schema, and of the tenant's rules those that read none of it. Data class and learned
 * recipients are those that the record names; the class must be one that the tool can have.
 */
import { dataClasses, type DataClass } from '@gamut/kernel/agentic-terms';
import type { RecordedDecision } from '@gamut/protocol/recorded-decision';
import type { IndexedFacts, IndexedTool } from '../indexed-facts.ts';
import { resolveAction, type ResolvedAction } from '../resolve-action.ts';
import { permitAll, type CompiledRules, type RulesOfType } from '../tenant-rules/compile-rules.ts';
import type { CostlyPart } from '../tenant-rules/read-rule.ts';

const ofTheCall: readonly CostlyPart[] = ['target', 'targets', 'arguments', 'amount', 'currency'];

/** @returns what the call can have been: more than one where a safe form may or may not fit; or what can not be so */
export function laidOutWithoutArguments(
  indexed: IndexedFacts,
  recorded: RecordedDecision,
  kept: boolean,
): readonly ResolvedAction[] | string {
  const { agent, action, learned = [] } = recorded;
  const bare = resolveAction(indexed, { agentId: agent.id, tool: action.tool, arguments: {} });
  const { tool, agentId, toolName } = bare;
  if (typeof tool === 'string') return [bare];
  const dataClass = possibleClasses(tool, kept).find((one) => one === action.dataClass);
  if (dataClass === undefined) return `it says dataClass ${action.dataClass ?? 'none'}, which can not be`;
  const { actionType } = tool.facts;
  const judgedOn: IndexedFacts = { ...indexed, tenantRules: rulesThatReadNone(indexed.tenantRules) };
  const { tenant } = indexed.facts;
  return safeForms(indexed, agentId, tool, dataClass).map((safeForm) => ({
    indexed: judgedOn,
    agentId,
    toolName,
    tool: { ...tool, arguments: () => withoutFaults(tool) },
    arguments: {},
    asked: {},
    targets: [],
    targetFaults: [],
    dataClass,
    amount: 'none',
    // what platform named as learned is a recipient of this call
    recipients: learned.map(({ pointer }) => ({ pointer, digests: [] })),
    safeForm,
    action:
      dataClass === null
        ? null
        : { tenant, agent: agentId, actionType, tool: toolName, dataClass, target: null, arguments: {} },
  }));
}

/** A class that cannot be known has a target that cannot be read; of a call that was not kept, nothing is known at all. */
function possibleClasses({ facts, classes }: IndexedTool, kept: boolean): (DataClass | null)[] {
  const aimed = facts.targetPointers.length > 0;
  const ranks = classes.map((one) => ({ ...one, rank: dataClasses.indexOf(one.dataClass) }));
  const always = ranks.filter(({ place }) => place === null || !aimed).map(({ rank }) => rank);
  const least = Math.max(dataClasses.indexOf(facts.dataClass), ...always);
  const higher = ranks.map(({ rank }) => rank).filter((rank) => aimed && rank > least);
  const possible = [least, ...higher].map((rank) => dataClasses[rank] as DataClass);
  return aimed || !kept ? [...possible, null] : possible;
}

/** The same choice as `resolveAction` makes; whether set arguments fit the schema hangs on the others. */
function safeForms(
  indexed: IndexedFacts,
  agentId: string,
  { facts }: IndexedTool,
  dataClass: DataClass | null,
): ResolvedAction['safeForm'][] {
  const handling = dataClass === null ? undefined : indexed.dataFlows.get(agentId)?.get(dataClass);
  if (handling !== 'safe_form' || facts.safeForm === null) return ['whole'];
  return (facts.safeForm.arguments ?? []).length === 0 ? ['reduced'] : ['reduced', 'misfit'];
}

function withoutFaults(tool: IndexedTool): ReturnType<IndexedTool['arguments']> {
  const compiled = tool.arguments();
  return compiled.usable ? { ...compiled, check: () => [] } : compiled;
}

export function readsOfCall(reads: ReadonlySet<CostlyPart>): boolean {
  return ofTheCall.some((part) => reads.has(part));
}

function rulesThatReadNone(compiled: CompiledRules | null): CompiledRules | null {
  if (compiled === null || compiled.kind === 'broken') return compiled;
  return { kind: 'ready', byType: new Map([...compiled.byType].map(([type, of]) => [type, narrowed(of)])) };
}

/** Cedar answers for each rule by itself, so the others are asked with it and not listened to. */
function narrowed({ rules, policies, reads }: RulesOfType): RulesOfType {
  const left = new Map([...rules].filter(([, rule]) => !readsOfCall(rule.reads)));
  return {
    rules: left,
    reads: new Set([...reads].filter((part) => !ofTheCall.includes(part))),
    policies: {
      ask: (question) => {
        if (left.size === 0) return { denied: false, matched: [permitAll.id], erred: [] };
        const answer = policies.ask(question);
        if (answer === undefined) return undefined;
        const matched = answer.matched.filter((id) => left.has(id));
        const denied = matched.length > 0;
        return {
          denied,
          matched: denied ? matched : [permitAll.id],
          erred: answer.erred.filter((id) => left.has(id)),
        };
      },
    },
  };
}
