/**
 * One rule on one call that somebody made up, or that was recorded: the tests beside a rule, and its replay over what was
 * decided. It judges with what Gateway judges with, so a test that passes here says what will happen there.
 */
import type { TenantRuleVerdict } from '@gamut/protocol/decision';
import type { TenantRuleFacts } from '@gamut/protocol/tenant-rule-facts';
import { compileRules } from './compile-rules.ts';
import { judgeRules } from './judge-rules.ts';
import type { CostlyPart } from './read-rule.ts';
import type { RuleCall } from './rule-question.ts';

export type RuleVerdict = TenantRuleVerdict['verdict'];

export interface ReadyToTry {
  /** @param reducible the tool's safe form fits the call */
  readonly judge: (call: RuleCall, reducible: boolean) => RuleVerdict;
  /** What must be known of a call of this type; undefined when the rule is not about it. */
  readonly needs: (call: Pick<RuleCall['action'], 'actionType'>) => ReadonlySet<CostlyPart> | undefined;
}

export function tryRule(rule: TenantRuleFacts): ReadyToTry {
  const compiled = compileRules([rule]);
  if (compiled === null || compiled.kind === 'broken')
    return { judge: () => 'fault', needs: () => new Set<CostlyPart>() };
  return {
    judge: (call, reducible) => judgeRules(compiled, call, reducible).verdicts[0]?.verdict ?? 'no_match',
    needs: ({ actionType }) => compiled.byType.get(actionType)?.reads,
  };
}
