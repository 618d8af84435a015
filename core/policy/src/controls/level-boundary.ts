/**
 * Control 5: the action is inside the boundary of the agent's ATF level. An intern reads, analyses and reports; a junior
 * executes only what a person approves each time; a senior executes in scope, on record; a principal may, beside
 * that, ask for administration, one approved action at a time. Nobody changes governance alone.
 */
import { atfBoundaries } from '@gamut/governance/atf-levels';
import type { ActionType, AtfLevel } from '@gamut/kernel/agentic-terms';
import { reason, type ReasonCode } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

/** What a boundary of the shared table means here: a gap, or none. */
export function boundaryGap(level: AtfLevel, actionType: ActionType): ReasonCode | null {
  switch (atfBoundaries[level][actionType]) {
    case 'inside':
      return null;
    case 'approval':
      return 'level_needs_approval';
    case 'elevation':
      return 'level_needs_elevation';
    default:
      return forbidden[actionType];
  }
}

const forbidden: Readonly<Record<ActionType, ReasonCode>> = {
  read: 'level_forbids_reading',
  retrieve: 'level_forbids_reading',
  model: 'level_forbids_reading',
  write_internal: 'level_forbids_writing',
  external: 'level_forbids_sending',
  financial: 'level_forbids_payment',
  code_modification: 'level_forbids_code_change',
  admin: 'level_forbids_administration',
};

export const actionWords: Readonly<Record<ActionType, string>> = {
  read: 'reads',
  retrieve: 'retrieves',
  model: 'calls a model',
  write_internal: 'writes',
  external: 'acts outside the organisation',
  financial: 'moves money',
  code_modification: 'changes code',
  admin: 'administers',
};

export const levelBoundary: Control = ({ agent, resolved }) => {
  const { tool } = resolved;
  if (agent.level === null) {
    return found('no level', reason('level_not_set', 'The agent has no ATF level.'));
  }
  // Control 6 names an unknown tool; what it would do is unknown here.
  if (typeof tool === 'string') return passed(`level ${agent.level}; tool ${tool}`);
  const { actionType } = tool.facts;
  const gap = boundaryGap(agent.level, actionType);
  const lowered = agent.levelReason === undefined ? '' : ` (lowered: ${agent.levelReason})`;
  const saw = `level ${agent.level}${lowered}; the tool ${actionWords[actionType]}`;
  if (gap === null) return passed(saw);
  return found(saw, reason(gap, messageOf(agent.level, actionType, gap)));
};

function messageOf(level: AtfLevel, actionType: ActionType, gap: ReasonCode): string {
  if (gap === 'level_needs_approval')
    return `At level ${level}, a person approves each action that ${actionWords[actionType]}.`;
  if (gap === 'level_needs_elevation')
    return `At level ${level}, an action that ${actionWords[actionType]} needs a person to elevate the agent for it.`;
  return `An agent at level ${level} may not do what ${actionWords[actionType]}.`;
}
