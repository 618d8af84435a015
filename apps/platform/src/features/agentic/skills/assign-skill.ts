/**
 * Assigns a skill to an agent, which binds it, and takes it away again. The first skill makes everything else impossible for the
 * agent; a further one lets it do more, and taking the last one away leaves its permissions alone to bind it. Neither is for whoever
 * answers for the agent while it is critical, and taking away is an administrator's own act.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { assertNoOwner } from '../agents/no-owner.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertRoomFor } from '../toolsets/capability-limit.ts';
import { deleteAssignment, findAssignment, insertAssignment, listAssignments } from './assignment-store.ts';
import type { NewSkillAssignment, SkillAssignment } from './skill.ts';
import { lockSkill } from './skill-store.ts';
import { loadSkill } from './write-skill.ts';

export async function assignSkill(
  change: Change,
  { agentId, skillId }: NewSkillAssignment,
): Promise<Audited<SkillAssignment>> {
  const { tx, actor } = change;
  const agent = await holdAgent(tx, agentId);
  if ((await listAssignments(tx, { limit: 1, after: undefined }, agentId)).length > 0)
    assertNoOwner(change, [agent]);
  else change.separation.tightens();
  await lockSkill(tx, skillId);
  const { versions } = await loadSkill(tx, skillId);
  const inForce = versions.find((one) => one.status === 'approved');
  if (inForce === undefined)
    throw new AppError('conflict', 'No version of this skill is approved.', {
      fix: 'Have one approved first: until then it would allow the agent nothing.',
      who: 'somebody else than who wrote it',
    });
  await assertRoomFor(tx, 'skill', agentId);
  const id = change.newId('ska');
  await insertAssignment(tx, { id, agentId, skillId, by: actor.id, at: change.now() });
  await bumpFacts(tx);
  const assignment = (await findAssignment(tx, id)) as SkillAssignment;
  return change.succeed(
    {
      event: 'skill.assigned',
      subject: subjectOf(assignment),
      after: { agentId, skillId, version: inForce.version, sha256: inForce.sha256 },
    },
    assignment,
  );
}

export async function unassignSkill(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const assignment = await findAssignment(tx, id);
  if (assignment === undefined) throw notFound('assignment of a skill');
  const agent = await holdAgent(tx, assignment.agentId);
  await deleteAssignment(tx, { id, by: assertNoOwner(change, [agent]) });
  await bumpFacts(tx);
  const { agentId, skillId, approvedVersion } = assignment;
  return change.recorded({
    event: 'skill.unassigned',
    subject: subjectOf(assignment),
    before: { agentId, skillId, version: approvedVersion },
  });
}

function subjectOf({ id, agentName, skillName }: SkillAssignment) {
  return { kind: 'skill_assignment', id, name: `${agentName}: ${skillName}` };
}
