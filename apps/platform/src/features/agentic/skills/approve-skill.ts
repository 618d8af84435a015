/**
 * The way of a version: submitted for review, approved by somebody else than who wrote it, retired. Of one skill at most one
 * version is in force. Retiring it leaves the agents that have the skill with nothing that it allows; another in force can let them
 * do more, so it is not for whoever answers for a critical one of them.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { assertNoOwner } from '../agents/no-owner.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { listOwned } from './assignment-store.ts';
import type { Skill, SkillStatus, SkillVersion } from './skill.ts';
import { approveSkillRow, lockSkill, moveSkill } from './skill-store.ts';
import { loadSkill } from './write-skill.ts';

export async function submitSkill(change: Change, id: string, version: number): Promise<Audited<Skill>> {
  const { skill, row } = await holdVersion(change, id, version, ['draft']);
  await moveSkill(change.tx, 'in_review', stepOf(change, id, version));
  return told(change, skill, row, 'in_review', 'skill.submitted');
}

export async function approveSkill(change: Change, id: string, version: number): Promise<Audited<Skill>> {
  const { skill, row } = await holdVersion(change, id, version, ['in_review']);
  if (row.writtenBy.id === change.actor.id)
    throw new AppError('forbidden', 'Who writes a version of a skill does not approve it.', {
      fix: 'Let somebody else approve it.',
      who: 'another agent operator or an administrator',
    });
  // after the facts: who owns an agent, and how critical it is, moves them too
  await bumpFacts(change.tx);
  const by = assertNoOwner(change, await listOwned(change.tx, id));
  const before = skill.versions.find((one) => one.status === 'approved');
  if (before !== undefined) await moveSkill(change.tx, 'retired', stepOf(change, id, before.version));
  await approveSkillRow(change.tx, { ...stepOf(change, id, version), by });
  return told(change, skill, row, 'approved', 'skill.approved', before);
}

export async function retireSkill(change: Change, id: string, version: number): Promise<Audited<Skill>> {
  const { skill, row } = await holdVersion(change, id, version, ['draft', 'in_review', 'approved']);
  if (row.status === 'approved') await bumpFacts(change.tx);
  await moveSkill(change.tx, 'retired', stepOf(change, id, version));
  return told(change, skill, row, 'retired', 'skill.retired');
}

function stepOf(change: Change, id: string, version: number) {
  return { id, version, by: change.actor.id, at: change.now() };
}

async function told(
  change: Change,
  skill: Skill,
  row: SkillVersion,
  to: Exclude<SkillStatus, 'draft'>,
  event: 'skill.submitted' | 'skill.approved' | 'skill.retired',
  replaces?: SkillVersion,
): Promise<Audited<Skill>> {
  const { version, sha256 } = row;
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
    await loadSkill(change.tx, skill.id),
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
