/** Workflow plans, skills and toolsets as platform shows them, and their words: where each stands, and what comes next. */
import type { Noun } from '../../../api/nouns.ts';
import { fullTime } from '../../../parts/moment.ts';
import type { Verdict } from '../../../parts/verdict.ts';
import { count, lowerTerm, plural } from '../../../parts/wording.ts';

export type WorkflowPlan = Noun<'WorkflowPlan'>;
export type PlanStage = WorkflowPlan['stages'][number];
export type Skill = Noun<'Skill'>;
export type SkillRow = Noun<'SkillRow'>;
export type SkillVersion = Noun<'SkillVersion'>;
export type Toolset = Noun<'Toolset'>;
export type ToolsetGrant = Noun<'ToolsetGrant'>;
export type ChangedTool = WorkflowPlan['toolsChanged'][number];
export type SkillAssignment = Noun<'SkillAssignment'>;

type Standing = Pick<WorkflowPlan, 'status' | 'halted' | 'over' | 'stage'> & {
  readonly stages: readonly unknown[];
};

const plans: Readonly<Record<WorkflowPlan['status'], Verdict>> = {
  draft: { mark: 'wait', text: 'Draft' },
  approved: { mark: 'wait', text: 'Approved' },
  active: { mark: 'plain', text: 'Active' },
  completed: { mark: 'off', text: 'Completed' },
  cancelled: { mark: 'off', text: 'Cancelled' },
};

/** Pure: where a plan stands; one that has stopped says why. */
export function planVerdict({ status, halted, over, stage, stages }: Standing): Verdict {
  if (halted) return { mark: 'block', text: 'Stopped: refused' };
  if (over) return { mark: 'block', text: 'Stopped: time over' };
  return status === 'active'
    ? { mark: 'plain', text: `Stage ${stage ?? 1} of ${stages.length}` }
    : plans[status];
}

const skills: Readonly<Record<SkillVersion['status'], Verdict>> = {
  draft: { mark: 'wait', text: 'Draft' },
  in_review: { mark: 'wait', text: 'In review' },
  approved: { mark: 'plain', text: 'In force' },
  retired: { mark: 'off', text: 'Retired' },
};
export const skillVerdict = (status: SkillVersion['status']): Verdict => skills[status];

/** Pure: who signs after this stage, in words. */
export function signersText(checkpoint: PlanStage['checkpoint']): string {
  if (checkpoint === null) return 'a person completes the plan';
  return checkpoint.approvers.length > 0
    ? checkpoint.approvers.map(({ name }) => name).join(' or ')
    : `whoever holds the role ${lowerTerm(checkpoint.approverRole)}`;
}

/** Pure: whether this person may sign the checkpoint that stands next, as far as the plan says. */
export function maySign(
  { stage, stages }: Pick<WorkflowPlan, 'stage' | 'stages'>,
  person: { readonly id: string; readonly roles: readonly string[] },
): boolean {
  const checkpoint = stages[(stage ?? 0) - 1]?.checkpoint ?? null;
  if (checkpoint === null) return false;
  if (checkpoint.approvers.length > 0) return checkpoint.approvers.some(({ id }) => id === person.id);
  return person.roles.includes(checkpoint.approverRole) || person.roles.includes('administrator');
}

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Signers {
  /** Undefined until they are read. */
  readonly people: readonly Person[] | undefined;
  /** Could by their role, and answers for this agent, which is critical. */
  readonly owner: Person | undefined;
}

/** Pure: who of those whose role lets them could sign a checkpoint of this agent. */
export function signersOf(
  people: readonly Person[] | undefined,
  agent: Pick<Noun<'Agent'>, 'tier' | 'humanOwner'> | undefined,
): Signers {
  const ownerId = agent?.tier === 'critical' ? agent.humanOwner?.id : undefined;
  return {
    people: people?.filter(({ id }) => id !== ownerId),
    owner: people?.find(({ id }) => id === ownerId),
  };
}

/** Pure: what has to happen next with a plan, in one sentence. */
export function nextOf(plan: WorkflowPlan): string {
  const { status, halted, over, stage, stages, endsAt, toolsChanged } = plan;
  if (status === 'draft') return 'A draft binds nobody. Somebody else than who wrote it approves it.';
  if (status === 'approved')
    return toolsChanged.length === 0
      ? 'It binds the agent from its start on.'
      : 'Its tools have changed since: somebody else than who wrote it approves it again before it starts.';
  if (status === 'completed' || status === 'cancelled') return 'It binds the agent no longer.';
  if (halted)
    return 'Its checkpoint was refused. The agent can use nothing until an administrator resumes or cancels it.';
  if (over)
    return 'Its time is over. The agent can use nothing until an administrator resumes or cancels it.';
  if (toolsChanged.length > 0)
    return 'What has changed is closed until somebody else than who wrote the plan approves it again.';
  const checkpoint = stages[(stage ?? 1) - 1]?.checkpoint ?? null;
  const until = endsAt === null ? '' : ` It ends on ${fullTime(new Date(endsAt))}.`;
  return checkpoint === null
    ? `The last stage: a person completes it.${until}`
    : `Before stage ${(stage ?? 1) + 1} stands a checkpoint, for ${signersText(checkpoint)}.${until}`;
}

/** Pure: what a tool was when the plan was approved, and what it is now. */
export function changeText({ tool, was, now }: ChangedTool): string {
  if (now === null) return `${tool}: is gone`;
  const parts = [
    ['type', was.actionType, now.actionType],
    ['data class', was.dataClass, now.dataClass],
    ['risk', was.risk, now.risk],
  ] as const;
  const said = parts
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => `${what} ${lowerTerm(before)}, now ${lowerTerm(after)}`);
  return `${tool}: ${[...said, ...(was.schemaSha256 === now.schemaSha256 ? [] : ['another schema'])].join('; ')}`;
}

/** Pure: what a change of a toolset reaches, said before it is made. */
export function reachText({ heldBy }: Pick<Toolset, 'heldBy'>): string {
  if (heldBy.length === 0) return 'No agent holds it.';
  const names = heldBy.slice(0, 5).map(({ name }) => name);
  const more = heldBy.length - names.length;
  return `${count(heldBy.length)} ${plural(heldBy.length, 'agent')} ${heldBy.length === 1 ? 'holds' : 'hold'} it: ${names.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}.`;
}

/** Pure: the terms of one tool in a toolset. */
export function termsText(terms: Toolset['tools'][number]): string {
  const { targetsUnder, requiresApproval, amountMax, amountCurrency, callsPerMinuteMax } = terms;
  const unit = amountCurrency === undefined ? '' : ` ${amountCurrency}`;
  return [
    targetsUnder.length === 0 ? 'anywhere the tool reaches' : `only under ${targetsUnder.join(', ')}`,
    requiresApproval ? 'a person approves each use' : '',
    amountMax === null ? '' : `${count(amountMax)}${unit} at a time without a person`,
    `${count(callsPerMinuteMax)} calls a minute`,
  ]
    .filter(Boolean)
    .join('; ');
}
