/**
 * Writes a skill, or a new version of one. What is written binds nobody: the version before stays in force until somebody else
 * approves this one.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { expandTools } from '../toolsets/expand-tools.ts';
import type { NewSkill, NewSkillVersion, Skill } from './skill.ts';
import { findSkill, insertSkill, lockSkill } from './skill-store.ts';

export async function createSkill(change: Change, { name, ...written }: NewSkill): Promise<Audited<Skill>> {
  return keep(change, 'skill.created', { id: change.newId('skl'), name, version: 1 }, written);
}

export async function addSkillVersion(
  change: Change,
  id: string,
  written: NewSkillVersion,
): Promise<Audited<Skill>> {
  await lockSkill(change.tx, id);
  const { name, versions } = await loadSkill(change.tx, id);
  const version = (versions[0]?.version ?? 0) + 1;
  return keep(change, 'skill.version_added', { id, name, version }, written);
}

export async function loadSkill(tx: TenantReader, id: string): Promise<Skill> {
  const skill = await findSkill(tx, id);
  if (skill === undefined) throw notFound('skill');
  return skill;
}

async function keep(
  change: Change,
  event: 'skill.created' | 'skill.version_added',
  { id, name, version }: { readonly id: string; readonly name: string; readonly version: number },
  written: NewSkillVersion,
): Promise<Audited<Skill>> {
  const { tx, actor } = change;
  const { purpose, instructions, actionTypes, dataClassMax } = written;
  const { toolIds, toolsets } = await expandTools(tx, written, '');
  const instructionsSha256 = sha256Hex(instructions);
  const bounds = { toolIds: [...toolIds], actionTypes: [...actionTypes], dataClassMax };
  const sha256 = sha256Hex(canonicalJson({ name, purpose, instructionsSha256, ...bounds }));
  await insertSkill(tx, {
    ...{ id, version, name, purpose, instructions, instructionsSha256, toolIds, toolsets },
    ...{ actionTypes, dataClassMax, sha256, by: actor.id, at: change.now() },
  });
  return change.succeed(
    {
      event,
      subject: { kind: 'skill', id, name },
      after: { version, sha256, instructionsSha256, ...bounds },
    },
    await loadSkill(tx, id),
  );
}
