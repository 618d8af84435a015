/**
 * Control 6: both layers agree on the tool. A governed connector offers it and is active, no kill switch stops either, this
 * agent is permitted to use it here, audit logging is on; a tool of critical risk, a permission that asks for it and an amount beyond the limit
 * need a person. An agent that the access matrix binds stays inside it, one with skills is allowed what one of them names, and while a
 * workflow plan is active what its present stage may use.
 */
import { compareDecimals, decimalOf, decimalText } from '@gamut/kernel/exact-decimal';
import type { Reason } from '@gamut/protocol/decision';
import type { ToolPermissionFacts } from '@gamut/protocol/facts';
import type { AmountSum } from '../amounts.ts';
import { accessGaps, sawAccess } from '../capabilities/access-matrix.ts';
import { sawSkills, skillGap } from '../capabilities/agent-skills.ts';
import { planGaps, sawPlan } from '../capabilities/workflow-plan.ts';
import { contradictory } from '../contradictory.ts';
import type { IndexedTool } from '../indexed-facts.ts';
import type { IndexedPermission } from '../indexed-permissions.ts';
import { liesUnder } from '../place.ts';
import { clip, reason } from '../reason-codes.ts';
import type { ResolvedAction } from '../resolve-action.ts';
import { found, passed, permissionOf, type Control, type ControlInput } from './control.ts';
import { stoppedBy } from './stopped-by.ts';

export const toolPermitted: Control = (input) => {
  const { resolved, agent } = input;
  const { tool, toolName } = resolved;
  if (tool === 'unknown') {
    return found(
      'tool unknown',
      reason('tool_unknown', `No governed connector offers a tool named "${toolName}".`),
    );
  }
  if (tool === 'ambiguous') {
    return found('tool ambiguous', reason('tool_ambiguous', `More than one tool is named "${toolName}".`));
  }
  const reasons = [
    ...stoppedBy(input.indexed, 'tool', tool.facts.id, `the tool ${toolName}`),
    ...connectorGaps(tool),
    ...stoppedBy(
      input.indexed,
      'connector',
      tool.facts.connectorId,
      `the connector ${tool.connector?.name ?? ''}`.trim(),
    ),
    ...targetGaps(resolved),
  ];
  const permission = permissionOf(input);
  if (permission === undefined) {
    reasons.push(reason('tool_not_permitted', `${agent.name} is not permitted to use ${toolName}.`));
  } else if (permission === contradictory) {
    reasons.push(
      reason('permission_ambiguous', `${agent.name} has more than one permission for ${toolName}.`),
    );
  } else {
    reasons.push(...permissionGaps(permission, resolved));
  }
  if (tool.facts.risk === 'critical') {
    reasons.push(
      reason('tool_critical_risk', `${toolName} is of critical risk: a person approves each use.`),
    );
  }
  reasons.push(...boundGaps(input, tool));
  const saw = `${toolName}: risk ${tool.facts.risk}, connector ${tool.connector?.status ?? 'missing'}, ${sawOf(permission)}${sawBounds(input, tool)}`;
  return reasons.length === 0 ? passed(saw) : found(saw, ...reasons);
};

function sawOf(permission: ReturnType<typeof permissionOf>): string {
  if (permission === undefined) return 'no permission';
  if (permission === contradictory) return 'contradictory permissions';
  const through = permission.through.length === 0 ? '' : ` by ${clip(permission.through.join(', '), 120)}`;
  const { places, facts } = permission;
  const where = facts.targetsUnder.join(', ').slice(0, 200) || 'no place that all of them name';
  return `${places.length === 0 ? 'permitted anywhere' : `permitted under ${where}`}${through}`;
}

/** What the access matrix, its skills and its workflow plan leave of that; what an agent has none of does not bind it. */
function boundGaps({ indexed, agent, nowMs, resolved }: ControlInput, tool: IndexedTool): Reason[] {
  const skills = indexed.skills.get(agent.id);
  const plan = indexed.plans.get(agent.id);
  const access = indexed.access.get(agent.id);
  const gap = skills === undefined ? undefined : skillGap(skills, tool.facts, resolved.toolName);
  return [
    ...(access === undefined
      ? []
      : accessGaps(access, tool.facts, tool.connector?.name ?? tool.facts.connectorId)),
    ...(gap === undefined ? [] : [gap]),
    ...(plan === undefined ? [] : planGaps(plan, tool.facts, resolved.toolName, nowMs)),
  ];
}

function sawBounds({ indexed, agent }: ControlInput, tool: IndexedTool): string {
  const skills = indexed.skills.get(agent.id);
  const plan = indexed.plans.get(agent.id);
  const access = indexed.access.get(agent.id);
  return `${access === undefined ? '' : `; ${sawAccess(access, tool.facts)}`}${skills === undefined ? '' : `; ${sawSkills(skills)}`}${plan === undefined ? '' : `; ${sawPlan(plan)}`}`;
}

function connectorGaps(tool: IndexedTool): Reason[] {
  if (tool.connector === undefined)
    return [reason('connector_missing', 'The connector of this tool is gone.')];
  if (tool.connector.status === 'active') return [];
  return [
    reason('connector_not_active', `The connector ${tool.connector.name} is ${tool.connector.status}.`),
  ];
}

function targetGaps(resolved: ResolvedAction): Reason[] {
  return resolved.targetFaults.map(({ kind, pointer }) => {
    if (kind === 'missing') return reason('target_missing', `The arguments hold no target at "${pointer}".`);
    if (kind === 'not_text')
      return reason('target_not_text', `The target at "${pointer}" is neither a text nor a list of texts.`);
    if (kind === 'too_large')
      return reason(
        'target_too_large',
        `The targets at "${pointer}" are too many or too long to be recorded.`,
      );
    if (kind === 'outside')
      return reason('target_outside_root', `The target at "${pointer}" leaves the tool's working folder.`);
    return reason('target_unclear', `The target at "${pointer}" could be read in more than one way.`);
  });
}

function permissionGaps(permission: IndexedPermission, resolved: ResolvedAction): Reason[] {
  const { facts, places } = permission;
  const reasons: Reason[] = [];
  if (facts.auditLogging !== true) {
    reasons.push(reason('audit_logging_off', 'Audit logging is off in the permission for this tool.'));
  }
  if (places.length > 0) {
    const astray = resolved.targets.find(
      (target) => !places.some((place) => place !== null && liesUnder(target, place)),
    );
    if (astray !== undefined) {
      reasons.push(
        // The target itself is not repeated: reasons are journalled for good, and a target can name a person.
        reason('target_outside_scope', 'A target is not under a place that the permission names.'),
      );
    } else if (isTargetless(resolved) && !places.some(isWholeRoot)) {
      reasons.push(
        reason('target_outside_scope', 'The permission names places, and the tool declares no target.'),
      );
    }
  }
  if (facts.requiresApproval) {
    reasons.push(reason('tool_requires_approval', 'The permission asks for a person to approve each use.'));
  }
  if (typeof resolved.amount === 'object')
    reasons.push(...resolved.amount.sums.flatMap((sum) => amountGaps(facts, sum)));
  return reasons;
}

function isTargetless({ tool }: ResolvedAction): boolean {
  return typeof tool !== 'string' && tool.facts.targetPointers.length === 0;
}

/** The root itself: whatever the tool reaches lies under it. */
function isWholeRoot(place: IndexedPermission['places'][number]): boolean {
  return place !== null && place.kind === 'path' && place.exact === '';
}

function amountGaps(
  { amountMax, amountCurrency }: ToolPermissionFacts,
  { currency, amount }: AmountSum,
): Reason[] {
  const said = `${decimalText(amount)}${currency === null ? '' : ` ${currency}`}`;
  const max = amountMax === null ? undefined : decimalOf(amountMax);
  if (max === undefined || (amountCurrency ?? null) !== currency) {
    const other = max === undefined ? '' : currency === null ? ' without a currency' : ` in ${currency}`;
    return [
      reason('amount_limit_missing', `The amount is ${said}, and the permission sets no limit${other}.`),
    ];
  }
  if (compareDecimals(amount, max) <= 0) return [];
  const unit = currency === null ? '' : ` ${currency}`;
  return [reason('amount_over_limit', `The amount ${said} is over the permitted ${amountMax}${unit}.`)];
}
