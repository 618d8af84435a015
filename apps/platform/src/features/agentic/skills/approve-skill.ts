/**
 * The way of a version: submitted for review, approved by somebody else than who wrote it, retired. Of one skill at most one
 * version is in force. Retiring it leaves the agents that have the skill with nothing that it allows.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Skill, SkillStatus, SkillVersion } from './skill.ts';
import { lockSkill, moveSkill } from './skill-store.ts';
import { loadSkill } from './write-skill.ts';

export async function submitSkill(change: Change, id: string, version: number): Promise<Audited<Skill>> {
  const { skill, row } = await holdVersion(change, id, version, ['draft']);
  return move(change, skill, row, 'in_review', 'skill.submitted');
}

export async function approveSkill(change: Change, id: string, version: number): Promise<Audited<Skill>> {
  const { skill, row } = await holdVersion(change, id, version, ['in_review']);
  if (row.writtenBy.id === change.actor.id)
    throw new AppError('forbidden', 'Who writes a version of a skill does not approve it.', {
      fix: 'Let somebody else approve it.',
      who: 'another agent operator or an administrator',
    });
  await bumpFacts(change.tx);
  const before = skill.versions.find((one) => one.status === 'approved');
  if (before !== undefined)
    await moveSkill(change.tx, 'retired', {
      ...{ id, version: before.version },
      ...{ by: change.actor.id, at: change.now() },
    });
  return move(change, skill, row, 'approved', 'skill.approved', before);
}

export async function retireSkill(change: Change, id: string, version: number): Promise<Audited<Skill>> {
  const { skill, row } = await holdVersion(change, id, version, ['draft', 'in_review', 'approved']);
  if (row.status === 'approved') await bumpFacts(change.tx);
  return move(change, skill, row, 'retired', 'skill.retired');
}

async function move(
  change: Change,
  skill: Skill,
  row: SkillVersion,
  to: Exclude<SkillStatus, 'draft'>,
  event: 'skill.submitted' | 'skill.approved' | 'skill.retired',
  replaces?: SkillVersion,
): Promise<Audited<Skill>> {
  const { tx, actor } = change;
  const { version, sha256 } = row;
  await moveSkill(tx, to, { id: skill.id, version, by: actor.id, at: change.now() });
  const affects = skill.assignedTo.map((agent) => agent.id);
  return change.succeed(
    {
      event,
      subject: { kind: 'skill', id: skill.id, name: skill.name },
      before: {
        version: replaces?.version ?? version,
        status: row.status,
        sha256: replaces?.sha256 ?? sha256,
      },
      after: { version, status: to, sha256, affects },
    },
    await loadSkill(tx, skill.id),
  );
}

/** Held until this transaction ends, and in one of these states. @throws AppError `not_found`, `conflict` */
async function holdVersion(
  change: Change,
  id: string,
  version: number,
  within: readonly SkillStatus[],
): Promise<{ skill: Skill; row: SkillVersion }> {
  await lockSkill(change.tx, id);
  const skill = await loadSkill(change.tx, id);
  const row = skill.versions.find((one) => one.version === version);
  if (row === undefined) throw notFound('version of this skill');
  if (!within.includes(row.status))
    throw new AppError(
      'conflict',
      `Version ${version} is ${row.status}, and this asks for ${within.join(' or ')}.`,
      {
        fix: 'A version is submitted, approved and retired, in this order; write a new one to change it.',
        who: 'whoever writes the skill',
      },
    );
  return { skill, row };
}
