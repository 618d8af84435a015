/**
 * Control 5: the action is inside the boundary of the agent's ATF level. An intern reads, analyses and reports; a junior
 * executes only what a person approves each time; a senior executes in scope, with notice after; a principal may, beside
 * that, ask for administration, one approved action at a time. Nobody changes governance alone.
 */
import type { ActionType, AtfLevel } from '@gamut/kernel/agentic-terms';
import { reason, type ReasonCode } from '../reason-codes.ts';
import { found, passed, type Control } from './control.ts';

type Boundary = ReasonCode | 'inside';

const reads = { read: 'inside', retrieve: 'inside', model: 'inside' } as const;

/** Level × action type, whole: a level or a type that is added does not compile until it stands here. */
export const levelBoundaries: Readonly<Record<AtfLevel, Readonly<Record<ActionType, Boundary>>>> = {
  intern: {
    ...reads,
    write_internal: 'level_forbids_writing',
    external: 'level_forbids_sending',
    financial: 'level_forbids_payment',
    code_modification: 'level_forbids_code_change',
    admin: 'level_forbids_administration',
  },
  junior: {
    ...reads,
    write_internal: 'level_needs_approval',
    external: 'level_needs_approval',
    financial: 'level_needs_approval',
    code_modification: 'level_needs_approval',
    admin: 'level_forbids_administration',
  },
  senior: {
    ...reads,
    write_internal: 'inside',
    external: 'inside',
    financial: 'inside',
    code_modification: 'inside',
    admin: 'level_forbids_administration',
  },
  principal: {
    ...reads,
    write_internal: 'inside',
    external: 'inside',
    financial: 'inside',
    code_modification: 'inside',
    admin: 'level_needs_elevation',
  },
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
  const boundary = levelBoundaries[agent.level][actionType];
  const saw = `level ${agent.level}; the tool ${actionWords[actionType]}`;
  if (boundary === 'inside') return passed(saw);
  return found(saw, reason(boundary, messages(agent.level, actionType, boundary)));
};

function messages(level: AtfLevel, actionType: ActionType, boundary: ReasonCode): string {
  if (boundary === 'level_needs_approval')
    return `At level ${level}, a person approves each action that ${actionWords[actionType]}.`;
  if (boundary === 'level_needs_elevation')
    return `At level ${level}, an action that ${actionWords[actionType]} needs a person to elevate the agent for it.`;
  return `An agent at level ${level} may not do what ${actionWords[actionType]}.`;
}
