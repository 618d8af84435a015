/** A recorded decision against itself (its kind against its own trace), and what it says of the action against what its facts say. */
import type { ResolvedAction } from '../resolve-action.ts';
import type { RecordedDecision } from '@gamut/protocol/recorded-decision';

/** The kind must be what the trace allows; a block may stand over any trace, since others may block too. */
export function kindDoubt({ decision, usedApproval }: RecordedDecision): string | undefined {
  const { kind, trace, tenantRules = [] } = decision;
  if (kind === 'block' || kind === 'block_and_open_incident') return undefined;
  const verdicts = [...trace, ...tenantRules].map((step) => step.verdict);
  if (trace.length !== 13 || verdicts.some((one) => one === 'block' || one === 'fault' || one === 'not_run'))
    return `it says ${kind}, and its own trace does not let anything pass`;
  const notes = decision.reasons.some((one) => one.code === 'logged_observed');
  if (notes !== verdicts.includes('observed') || (notes && kind !== 'allow_and_log'))
    return `it says ${kind}, and its trace and its reasons do not agree on what was observed`;
  const asked = verdicts.includes('require_approval');
  if (kind === 'require_approval')
    return asked ? undefined : `it says ${kind}, and no control in its trace asks for one`;
  if (asked && usedApproval === null)
    return `it says ${kind} without an approval, and its own trace asks for one`;
  const reduced = verdicts.includes('degrade');
  return reduced === (kind === 'degrade') ? undefined : `it says ${kind}, and its own trace does not`;
}

/** What the record says about the action, against what the facts say about the tool. */
export function partsDiffer(
  { action, agent }: RecordedDecision,
  resolved: ResolvedAction,
): string | undefined {
  const tool = typeof resolved.tool === 'string' ? undefined : resolved.tool;
  const level = resolved.indexed.facts.agents.find((one) => one.id === agent.id)?.level ?? null;
  const derived = {
    toolId: tool?.facts.id ?? null,
    connector: tool?.connector?.name ?? null,
    actionType: tool?.facts.actionType ?? null,
    dataClass: resolved.dataClass,
    risk: tool?.facts.risk ?? null,
    schemaSha256: tool?.facts.schemaSha256 ?? null,
  };
  const part = (Object.keys(derived) as (keyof typeof derived)[]).find(
    (name) => derived[name] !== action[name],
  );
  if (part !== undefined)
    return `it says ${part} ${action[part] ?? 'none'}, its facts ${derived[part] ?? 'none'}`;
  return agent.level === level
    ? undefined
    : `it says level ${agent.level ?? 'none'}, its facts ${level ?? 'none'}`;
}
