/**
 * From a text that a tenant wrote to a rule, or to what is wrong with it. A rule only tightens: one `forbid`, with at most
 * the annotation `@effect("block" | "require_approval" | "degrade")`. A `permit` is refused, and so is whatever Cedar's strict
 * validator objects to. Cedar's parser has no bound on depth of its own, so ours stands before it.
 */
import type { ActionType } from '@gamut/kernel/agentic-terms';
import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { readPolicy, validatePolicy } from './cedar-engine.ts';

export const ruleEffects = ['block', 'require_approval', 'degrade'] as const;
export type RuleEffect = (typeof ruleEffects)[number];

/** Parts of the call that cost something to lay out, and are laid out only for a rule that reads them. */
export const costlyParts = ['target', 'targets', 'arguments', 'amount', 'currency', 'now'] as const;
export type CostlyPart = (typeof costlyParts)[number];

export interface TenantRule {
  readonly effect: RuleEffect;
  /** The action types of its scope; empty means every one. */
  readonly actionTypes: readonly ActionType[];
  readonly reads: ReadonlySet<CostlyPart>;
}

export const ruleLimits = { bytesMax: 4096, depthMax: 24, operatorsMax: 200, rulesMax: 32 } as const;

/** On upload: read, and held against the schema. @returns the rule, or in sentences everything that is wrong with it */
export function checkRule(text: string): TenantRule | readonly string[] {
  const rule = readRule(text);
  if (!('effect' in rule)) return rule;
  const invalid = validatePolicy(text);
  return invalid.length > 0 ? sentences(invalid) : rule;
}

/** Once per version of the facts: what was validated on upload, and errs at worst, which blocks. */
export function readRule(text: string): TenantRule | readonly string[] {
  const problems = textProblems(text);
  if (problems.length > 0) return problems;
  const read = readPolicy(text);
  if (read.kind === 'unreadable') return sentences(read.problems);
  const { policy } = read;
  const wrong = policyProblems(policy);
  if (wrong.length > 0) return wrong;
  const effect = (policy.annotations?.effect ?? 'block') as RuleEffect;
  return { effect, actionTypes: scopeOf(policy), reads: readsOf(policy) };
}

function textProblems(text: string): string[] {
  if (new TextEncoder().encode(text).length > ruleLimits.bytesMax)
    return [`A rule has at most ${ruleLimits.bytesMax} bytes.`];
  if (!text.isWellFormed() || /[^\P{C}\n\r\t]/u.test(text))
    return ['A rule holds no hidden character; write it as an escape, such as \\u{200b}.'];
  const { depth, operators } = measure(text);
  if (depth > ruleLimits.depthMax) return [`A rule nests at most ${ruleLimits.depthMax} deep.`];
  if (operators > ruleLimits.operatorsMax)
    return [`A rule has at most ${ruleLimits.operatorsMax} operators and member accesses.`];
  return [];
}

/** Brackets in texts and comments count as well: stricter than the parser, and never laxer. */
function measure(text: string): { depth: number; operators: number } {
  let open = 0;
  let depth = 0;
  for (const char of text) {
    if ('([{'.includes(char)) depth = Math.max(depth, ++open);
    else if (')]}'.includes(char)) open--;
  }
  const operators = text.match(/&&|\|\||[!=<>+*.-]|\b(?:if|has|like|in|is)\b/g)?.length ?? 0;
  return { depth, operators };
}

function policyProblems(policy: PolicyJson): string[] {
  const problems: string[] = [];
  if (policy.effect !== 'forbid')
    problems.push('A rule only tightens: it is a forbid. What is allowed stands in permissions and gates.');
  for (const [name, value] of Object.entries(policy.annotations ?? {})) {
    if (name !== 'effect') problems.push(`A rule has no annotation but @effect; ${name} means nothing here.`);
    else if (!ruleEffects.includes(value as RuleEffect))
      problems.push(`@effect is one of ${ruleEffects.join(', ')}.`);
  }
  return problems;
}

function sentences(problems: readonly string[]): readonly string[] {
  // the validator repeats itself for each action type
  const said = problems.map((problem) =>
    problem
      .replace('for policy `rule`, ', '')
      .replace(/ in context for Action::"\w+"/, ' in context')
      .slice(0, 300),
  );
  return said.length > 0 ? [...new Set(said)].slice(0, 10) : ['The rule cannot be read.'];
}

function scopeOf({ action }: PolicyJson): ActionType[] {
  if (action.op === 'All') return [];
  const entities = 'entities' in action ? action.entities : 'entity' in action ? [action.entity] : [];
  return entities.map((entity) => ('__entity' in entity ? entity.__entity.id : entity.id) as ActionType);
}

/** A `context` that stands anywhere but before a member access could be read in any way: then the rule reads everything. */
function readsOf(policy: PolicyJson): ReadonlySet<CostlyPart> {
  const found = new Set<CostlyPart>();
  const note = (name: unknown): void => {
    if (costlyParts.includes(name as CostlyPart)) found.add(name as CostlyPart);
  };
  const walk = (node: unknown, isAccess: boolean): void => {
    if (typeof node !== 'object' || node === null) return;
    if ((node as { Var?: unknown }).Var === 'context' && !isAccess)
      for (const part of costlyParts) note(part);
    for (const [name, inner] of Object.entries(node) as [string, { left?: unknown; attr?: unknown }][]) {
      const access = name === '.' || name === 'has';
      const left = access ? (inner.left as { Var?: unknown } | undefined) : undefined;
      if (left?.Var === 'context') note(Array.isArray(inner.attr) ? inner.attr[0] : inner.attr);
      if (access) walk(left, left?.Var === 'context');
      else walk(inner, false);
    }
  };
  walk(policy.conditions, false);
  return found;
}
