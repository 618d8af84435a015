/**
 * What the tenant's own rules say about a call that the thirteen controls have seen. They stand after the thirteen and can
 * only add reasons, so no rule set makes a decision weaker. Cedar skips a `forbid` that errs and then allows, so anything but
 * an answer without one error is a block (architecture.md).
 */
import type { Reason, TenantRuleVerdict } from '@gamut/protocol/decision';
import type { SafeForm } from '@gamut/protocol/safe-form';
import type { CallInput } from '../controls/control.ts';
import { registeredAgent } from '../controls/agent-registered.ts';
import { reason } from '../reason-codes.ts';
import { permitAll, type CompiledRules, type ReadyRule, type RulesOfType } from './compile-rules.ts';
import { ruleQuestions, type RuleCall, ruleAmount } from './rule-question.ts';

export interface RulesFinding {
  readonly reasons: readonly Reason[];
  /** Every rule that was asked, and what it said. */
  readonly verdicts: readonly TenantRuleVerdict[];
}

/** @returns null where no rule was asked: there is none, or the action is not whole and blocked as such */
export function judgeTenantRules(input: CallInput): RulesFinding | null {
  const { indexed, resolved, nowMs } = input;
  const { action, tool, amount } = resolved;
  const agent = registeredAgent(input);
  if (indexed.tenantRules === null || action === null || typeof tool === 'string' || agent === undefined)
    return null;
  const call: RuleCall = {
    agent,
    tool: {
      id: tool.facts.id,
      name: tool.name,
      connector: tool.connector?.name ?? tool.facts.connectorId,
      risk: tool.facts.risk,
      dataClass: tool.facts.dataClass,
      dataDomains: tool.facts.dataDomains ?? [],
    },
    action,
    targets: resolved.targets.map((place) => place.text),
    ...ruleAmount(amount),
    nowMs,
  };
  const reducible = resolved.safeForm === 'reduced' || limitsAnswer(tool.facts.safeForm);
  return judgeRules(indexed.tenantRules, call, reducible);
}

/** The safe form sets no argument: the action is what it reduces to. */
function limitsAnswer(safeForm: SafeForm | null): boolean {
  return safeForm !== null && (safeForm.arguments ?? []).length === 0;
}

/** @param reducible the call can be answered in the tool's safe form as it stands */
export function judgeRules(compiled: CompiledRules, call: RuleCall, reducible: boolean): RulesFinding {
  if (compiled.kind === 'broken')
    return fault(compiled.rules, `The rules of this tenant are not ready: ${compiled.why}.`);
  const ofType = compiled.byType.get(call.action.actionType);
  if (ofType === undefined) return { reasons: [], verdicts: [] };
  const found = ask(ofType, call);
  if (typeof found === 'string')
    return fault(
      [...ofType.rules.values()].map((rule) => rule.facts),
      `The rules of this tenant could not be judged: ${found}.`,
    );
  const said = [...ofType.rules].map(([id, rule]) => verdictOf(rule, id, found, reducible));
  return {
    reasons: said.flatMap((one) => (one.reason === undefined ? [] : [one.reason])),
    verdicts: said.map((one) => one.verdict),
  };
}

interface Found {
  readonly matched: ReadonlySet<string>;
  readonly erred: ReadonlySet<string>;
}

function ask(ofType: RulesOfType, call: RuleCall): Found | string {
  const questions = ruleQuestions(call, ofType.reads);
  if (typeof questions === 'string') return questions;
  const matched = new Set<string>();
  const erred = new Set<string>();
  for (const question of questions) {
    const answer = ofType.policies.ask(question);
    if (answer === undefined) return 'Cedar gave no answer';
    const { denied } = answer;
    const named = denied ? answer.matched : answer.matched.filter((id) => id !== permitAll.id);
    // allowed means that the permit alone decided; denied means that at least one rule of ours did
    const odd = denied ? named.length === 0 : named.length > 0 || answer.matched.length !== 1;
    if (odd || [...named, ...answer.erred].some((id) => !ofType.rules.has(id)))
      return 'Cedar gave an answer that cannot be';
    for (const id of named) matched.add(id);
    for (const id of answer.erred) erred.add(id);
  }
  return { matched, erred };
}

function verdictOf(
  { facts, effect }: ReadyRule,
  id: string,
  { matched, erred }: Found,
  reducible: boolean,
): { verdict: TenantRuleVerdict; reason?: Reason } {
  const named = { id: facts.id, version: facts.version };
  const because = `The rule ${facts.name}, version ${facts.version}`;
  if (erred.has(id))
    return {
      verdict: { ...named, verdict: 'fault' },
      reason: reason('tenant_rule_fault', `${because}, could not be evaluated on this call.`),
    };
  if (!matched.has(id)) return { verdict: { ...named, verdict: 'no_match' } };
  const fix = facts.fix;
  if (effect === 'degrade' && reducible)
    return {
      verdict: { ...named, verdict: 'degrade' },
      reason: {
        ...reason('tenant_rule_reduces', `${because}, lets this through in the safe form only.`),
        fix,
      },
    };
  if (effect === 'block')
    return {
      verdict: { ...named, verdict: 'block' },
      reason: { ...reason('tenant_rule_forbids', `${because}, forbids this.`), fix },
    };
  const asks =
    effect === 'degrade'
      ? `${because}, lets this through in a safe form only, and this call has none.`
      : `${because}, asks for a person.`;
  return {
    verdict: { ...named, verdict: 'require_approval' },
    reason: { ...reason('tenant_rule_asks', asks, `${facts.id}/${facts.version}`), fix },
  };
}

function fault(rules: readonly { id: string; version: number }[], message: string): RulesFinding {
  return {
    reasons: [reason('tenant_rule_fault', message)],
    verdicts: rules.slice(0, 32).map(({ id, version }) => ({ id, version, verdict: 'fault' })),
  };
}
