/** What keeps toolsets from widening, and skills and plans from letting go: each line with the test that goes red without it. */
import type { Row } from './observe-guards.ts';

const cases = 'core/policy/src/decide.test.ts';
const skills = 'core/policy/src/capabilities/agent-skills.ts';
const plan = 'core/policy/src/capabilities/workflow-plan.ts';
const permissions = 'core/policy/src/indexed-permissions.ts';
const agentic = 'apps/platform/src/features/agentic';

export const capabilityRows: readonly Row[] = [
  [
    'toolset: a permission that refuses goes on refusing',
    permissions,
    'auditLogging: a.auditLogging && b.auditLogging,',
    'auditLogging: a.auditLogging || b.auditLogging,',
    cases,
    'a permission that refuses, since its audit logging is off, refuses under any toolset',
  ],
  [
    'toolset: no common place is no place',
    permissions,
    '? { places: [null], targetsUnder: [] }',
    '? { places: [], targetsUnder: [] }',
    cases,
    'two lists of places without a common one leave no place, and not every place',
  ],
  [
    'toolset: changed for those whom the change named',
    `${agentic}/toolsets/write-toolset.ts`,
    'assertSeen(before, version, affects);',
    '',
    `${agentic}/toolsets/toolsets.test.ts`,
    'a change names exactly whom it concerns and the version that was seen, and holds from the next decision',
  ],
  [
    'skill: one without an approved version allows nothing',
    skills,
    'if (skill === undefined || skill === contradictory) held.lapsed.push(skillName);',
    'if (skill === undefined || skill === contradictory) byAgent.delete(agentId);',
    cases,
    'a skill without an approved version allows nothing',
  ],
  [
    'skill: covers a tool for what it does alone',
    skills,
    'one.toolIds.has(tool.id) && one.actionTypes.has(tool.actionType)',
    'one.toolIds.has(tool.id)',
    cases,
    'a skill that names the tool and not what it does, does not cover it',
  ],
  [
    'skill: not approved by who wrote it',
    `${agentic}/skills/approve-skill.ts`,
    'if (row.writtenBy.id === change.actor.id)',
    "if (row.writtenBy.id === '')",
    `${agentic}/skills/skills.test.ts`,
    'a new version binds nobody until somebody else has approved it, and then takes the place of the one before',
  ],
  [
    'plan: its end frees nobody',
    plan,
    'return facts.over === true || !(nowMs < endsAtMs);',
    'return facts.over === true;',
    cases,
    'at the moment of its end everything stops, and nothing is free',
  ],
  [
    'plan: a refused checkpoint stops it',
    plan,
    'if (plan.facts.halted)',
    'if (false as boolean)',
    cases,
    'a refused checkpoint stops all of it',
  ],
  [
    'plan: a tool for every stage only reads',
    plan,
    'return plan.present !== undefined && plan.throughout.has(tool.id) && isReading(tool.actionType);',
    'return plan.present !== undefined && plan.throughout.has(tool.id);',
    cases,
    'a tool for every stage that no longer reads is closed',
  ],
  [
    'plan: a checkpoint is signed by whom it asks for',
    `${agentic}/workflow-plans/decide-checkpoint.ts`,
    'assertSigner(plan, stage, signer);',
    '',
    `${agentic}/workflow-plans/workflow-plans.test.ts`,
    'a checkpoint is signed by whom the plan names, and not by another',
  ],
  [
    'plan: of two signatures at once one counts',
    `${agentic}/workflow-plans/decide-checkpoint.ts`,
    'assertOpen(plan, stage);',
    '',
    `${agentic}/workflow-plans/workflow-plans.test.ts`,
    'of two people who sign one checkpoint at once one opens the next stage, and nobody the one after',
  ],
  [
    'plan: moved by nobody who answers for a critical agent',
    `${agentic}/agents/no-owner.ts`,
    'if (own.length > 0)',
    'if (false as boolean)',
    `${agentic}/workflow-plans/separation.test.ts`,
    'no act on a plan is made by whoever owns its critical agent, and every act is among these',
  ],
  [
    'plan: a tool that is another one by now is closed',
    plan,
    'if (isAsApproved(plan, tool)) return [];',
    'return [];',
    cases,
    'a stage tool that reads no longer is closed until the plan is approved again',
  ],
  [
    'plan: not started where nobody could sign',
    `${agentic}/workflow-plans/move-plan.ts`,
    'assertAllSignable(plan, signers, agent);',
    '',
    `${agentic}/workflow-plans/separation.test.ts`,
    'a plan that names somebody who could never sign is not written, and one whose signers have gone is not started',
  ],
  [
    'toolset: what would stay in another way is said',
    `${agentic}/toolsets/what-stays.ts`,
    'if (ids.length === new Set(named).size && ids.every((id) => named.includes(id))) return;',
    'return;',
    `${agentic}/toolsets/take-away.test.ts`,
    'neither a permission nor a toolset is taken from under the other: what stays, and what it loses, is said',
  ],
];
