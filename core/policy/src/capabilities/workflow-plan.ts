/**
 * A workflow plan tightens: while one is active for an agent, only the tools of the present stage are usable, and the reading
 * tools that the plan names for every stage. People move the stage at checkpoints, which moves the facts; nothing is counted here.
 * A refused checkpoint, the end of its time and a plan that contradicts itself each stop all of it, until a person settles it. A tool
 * that is no longer what it was when the plan was approved is closed until the plan is approved again.
 */
import type { ActionType } from '@gamut/kernel/agentic-terms';
import type { ToolAsApproved, WorkflowPlanFacts } from '@gamut/protocol/capability-facts';
import type { Reason } from '@gamut/protocol/decision';
import type { TenantFacts, ToolFacts } from '@gamut/protocol/facts';
import { contradictory, uniqueBy, type Contradictory } from '../contradictory.ts';
import { clip, reason } from '../reason-codes.ts';

export interface IndexedPlan {
  readonly facts: WorkflowPlanFacts;
  /** NaN, which no moment is before, when nobody can read it. */
  readonly endsAtMs: number;
  /** Tools of the present stage; undefined when that is none of its stages. */
  readonly present: ReadonlySet<string> | undefined;
  readonly throughout: ReadonlySet<string>;
  /** Undefined: of before this was kept. */
  readonly asApproved: ReadonlyMap<string, ToolAsApproved | Contradictory> | undefined;
  /** Of each tool that some later stage may use: the first of them, from 1. */
  readonly later: ReadonlyMap<string, number>;
}

export type AgentPlan = IndexedPlan | Contradictory;

/** Only agents that have an active plan; two for one agent contradict each other. */
export function indexPlans(facts: TenantFacts): ReadonlyMap<string, AgentPlan> {
  const byAgent = new Map<string, AgentPlan>();
  for (const [agentId, plan] of uniqueBy(facts.workflowPlans ?? [], (one) => one.agentId))
    byAgent.set(agentId, plan === contradictory ? contradictory : indexPlan(plan));
  return byAgent;
}

function indexPlan(facts: WorkflowPlanFacts): IndexedPlan {
  const { stage, stages, throughoutToolIds, toolsAsApproved } = facts;
  const present = Number.isSafeInteger(stage) ? stages[stage - 1] : undefined;
  const later = new Map<string, number>();
  for (const [at, { toolIds }] of stages.entries())
    if (at + 1 > stage) for (const id of toolIds) if (!later.has(id)) later.set(id, at + 1);
  return {
    facts,
    endsAtMs: Date.parse(facts.endsAt),
    present: present === undefined ? undefined : new Set(present.toolIds),
    throughout: new Set(throughoutToolIds),
    asApproved: toolsAsApproved === undefined ? undefined : uniqueBy(toolsAsApproved, (one) => one.id),
    later,
  };
}

/** For control 6. @returns empty when the present stage may use the tool now */
export function planGaps(plan: AgentPlan, tool: ToolFacts, toolName: string, nowMs: number): Reason[] {
  if (plan === contradictory || plan.present === undefined)
    return [reason('plan_unclear', 'Which stage of its workflow plan the agent is in is not clear.')];
  const stops = stopsOf(plan, nowMs);
  if (stops.length > 0) return stops;
  if (isUsable(plan, tool)) {
    if (isAsApproved(plan, tool)) return [];
    const what = `${toolName} is no longer what it was when the plan ${clip(plan.facts.name, 100)} was approved`;
    return [reason('plan_tool_changed', `${what}: its type, data class, risk or schema.`)];
  }
  const later = plan.later.get(tool.id);
  return later === undefined
    ? [
        reason(
          'plan_stage_forbids',
          `${wherePlanStands(plan)}, and neither this stage nor a later one may use ${toolName}. ${whoMovesIt(plan)}`,
        ),
      ]
    : [
        reason(
          'plan_checkpoint_waits',
          `${wherePlanStands(plan)}; ${toolName} belongs to stage ${later}. ${whoMovesIt(plan)}`,
        ),
      ];
}

/** A tool for every stage counts only while it is one that reads: how it is classified can change after the plan was approved. */
function isUsable(plan: IndexedPlan, tool: ToolFacts): boolean {
  if (plan.present?.has(tool.id) === true) return true;
  return plan.present !== undefined && plan.throughout.has(tool.id) && isReading(tool.actionType);
}

function isAsApproved({ asApproved }: IndexedPlan, tool: ToolFacts): boolean {
  if (asApproved === undefined) return true;
  const was = asApproved.get(tool.id);
  if (was === undefined || was === contradictory) return false;
  return (
    was.actionType === tool.actionType &&
    was.dataClass === tool.dataClass &&
    was.risk === tool.risk &&
    was.schemaSha256 === tool.schemaSha256
  );
}

/** What a tool for every stage may do. */
export function isReading(actionType: ActionType): boolean {
  return actionType === 'read' || actionType === 'retrieve';
}

function stopsOf(plan: IndexedPlan, nowMs: number): Reason[] {
  const stops: Reason[] = [];
  if (plan.facts.halted)
    stops.push(
      reason(
        'plan_halted',
        `${wherePlanStands(plan)}, and its checkpoint was refused: everything stops until a person resumes or cancels it.`,
      ),
    );
  if (isOver(plan, nowMs))
    stops.push(
      reason(
        'plan_expired',
        `${wherePlanStands(plan)}, and its time was over at ${plan.facts.endsAt}: everything stops until a person resumes or cancels it.`,
      ),
    );
  return stops;
}

/** At the moment that it names, by this clock or by platform's; what nobody can read is past. */
function isOver({ facts, endsAtMs }: IndexedPlan, nowMs: number): boolean {
  return facts.over === true || !(nowMs < endsAtMs);
}

/** Whether a tool is worth showing in this moment. */
export function planShows(plan: AgentPlan | undefined, tool: ToolFacts, nowMs: number): boolean {
  if (plan === undefined) return true;
  if (plan === contradictory || plan.facts.halted || isOver(plan, nowMs)) return false;
  return isUsable(plan, tool) && isAsApproved(plan, tool);
}

export function sawPlan(plan: AgentPlan): string {
  if (plan === contradictory) return 'more than one active plan';
  const { name, stage, stages, id } = plan.facts;
  return `plan ${clip(name, 60)} (${id}) stage ${stage} of ${stages.length}`;
}

function wherePlanStands({ facts }: IndexedPlan): string {
  const { name, stage, stages } = facts;
  return `The plan ${clip(name, 100)} is in stage ${stage} of ${stages.length} (${clip(stages[stage - 1]?.name ?? '', 100)})`;
}

/** Nobody by name: reasons are journalled for good. */
function whoMovesIt({ facts }: IndexedPlan): string {
  const { stage, stages } = facts;
  const checkpoint = stages[stage - 1]?.checkpoint ?? null;
  if (stage >= stages.length || checkpoint === null)
    return 'It is the last stage: a person completes the plan.';
  const who =
    checkpoint.approversNamed > 0
      ? `one of the ${checkpoint.approversNamed} people whom the plan names`
      : `whoever holds the role ${clip(checkpoint.approverRole, 64)}`;
  return `Before stage ${stage + 1} stands a checkpoint, which ${who} signs.`;
}
