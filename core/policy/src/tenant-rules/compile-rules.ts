/**
 * The published rules of a tenant, made ready once per version of the facts: read, and parsed per action type, so a call of
 * a type that no rule is about costs nothing. Rules that cannot be made ready block every call: they do not vanish.
 */
import { actionTypes, type ActionType } from '@gamut/kernel/agentic-terms';
import type { TenantRuleFacts } from '@gamut/protocol/tenant-rule-facts';
import { ParsedPolicies } from './cedar-engine.ts';
import { readRule, ruleLimits, type CostlyPart, type RuleEffect } from './read-rule.ts';

export interface ReadyRule {
  readonly facts: TenantRuleFacts;
  readonly effect: RuleEffect;
  readonly reads: ReadonlySet<CostlyPart>;
}

export interface RulesOfType {
  /** By the id of its policy. */
  readonly rules: ReadonlyMap<string, ReadyRule>;
  readonly policies: Pick<ParsedPolicies, 'ask'>;
  readonly reads: ReadonlySet<CostlyPart>;
}

export type CompiledRules =
  | { readonly kind: 'ready'; readonly byType: ReadonlyMap<ActionType, RulesOfType> }
  | { readonly kind: 'broken'; readonly rules: readonly TenantRuleFacts[]; readonly why: string };

/** Cedar answers deny unless something permits; the rules only forbid. */
export const permitAll = { id: 'gamut', text: 'permit(principal, action, resource);' } as const;

/** @returns null where there is no rule; never throws */
export function compileRules(rules: readonly TenantRuleFacts[]): CompiledRules | null {
  if (rules.length === 0) return null;
  const broken = (why: string): CompiledRules => ({ kind: 'broken', rules, why });
  try {
    if (rules.length > ruleLimits.rulesMax) return broken('there are more than may be published');
    const read = rules.map((facts) => ({ facts, rule: readRule(facts.cedar) }));
    const unreadable = read.find((one) => Array.isArray(one.rule));
    if (unreadable !== undefined) return broken(`${unreadable.facts.name} cannot be read`);
    if (new Set(rules.map((rule) => rule.id)).size !== rules.length) return broken('two have one id');
    const byType = new Map<ActionType, RulesOfType>();
    for (const type of actionTypes) {
      const ofType = read.flatMap(({ facts, rule }) =>
        'effect' in rule && (rule.actionTypes.length === 0 || rule.actionTypes.includes(type))
          ? [{ facts, ...rule }]
          : [],
      );
      if (ofType.length === 0) continue;
      const texts = Object.fromEntries(ofType.map(({ facts }) => [`rule:${facts.id}`, facts.cedar]));
      const policies = new ParsedPolicies({ ...texts, [permitAll.id]: permitAll.text });
      if (!policies.prepare()) return broken(`the rules about ${type} cannot be parsed together`);
      byType.set(type, {
        rules: new Map(
          ofType.map(({ facts, effect, reads }) => [`rule:${facts.id}`, { facts, effect, reads }]),
        ),
        policies,
        reads: new Set(ofType.flatMap(({ reads }) => [...reads])),
      });
    }
    return { kind: 'ready', byType };
  } catch {
    return broken('they cannot be made ready');
  }
}
