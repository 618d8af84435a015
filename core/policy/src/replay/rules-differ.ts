/** What the tenant's own rules have said, by the record, against what those of them say that read nothing of the call. */
import type { ActionType } from '@gamut/kernel/agentic-terms';
import type { Decision, TenantRuleVerdict } from '@gamut/protocol/decision';
import type { IndexedFacts } from '../indexed-facts.ts';
import { readsOfCall } from './without-arguments.ts';

/** Where they can not be asked, nothing is held against the record. @param derived by the rules that read nothing of the call */
export function rulesDiffer(
  { facts, tenantRules }: IndexedFacts,
  actionType: ActionType | undefined,
  recorded: Decision,
  derived: Decision,
): string | undefined {
  if (tenantRules?.kind === 'broken' || (tenantRules === null && (facts.tenantRules ?? []).length > 0))
    return undefined;
  const [said, must] = [recorded.tenantRules, derived.tenantRules];
  if (must === undefined || said === undefined)
    return must === said
      ? undefined
      : 'it and its rules do not agree on whether rules of the tenant were asked';
  const ofType = actionType === undefined ? undefined : tenantRules?.byType.get(actionType);
  const asked = [...(ofType?.rules.values() ?? [])].map(({ facts }) => nameOf(facts));
  if (asked.length !== said.length || asked.some((name) => !said.some((one) => nameOf(one) === name)))
    return 'it names other rules of the tenant than were published';
  // what can not be laid out for one of them is a fault of all
  const mayFault = ofType !== undefined && readsOfCall(ofType.reads);
  const at = must.find((one) => !said.some((other) => holds(one, other, mayFault)));
  return at === undefined
    ? undefined
    : `the rule ${at.id} reads nothing of the call and says ${at.verdict}, not what stands there`;
}

function holds(must: TenantRuleVerdict, said: TenantRuleVerdict, mayFault: boolean): boolean {
  return (
    nameOf(must) === nameOf(said) && (must.verdict === said.verdict || (mayFault && said.verdict === 'fault'))
  );
}

function nameOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id}/${version}`;
}
