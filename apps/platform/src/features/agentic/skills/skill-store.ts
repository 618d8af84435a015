/** All SQL of skills. A version is written once; afterwards only its standing moves. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { namedPerson } from '../named-person.ts';
import type { NoOwner } from '../agents/no-owner.ts';
import type { Skill, SkillRow } from './skill.ts';

const assignedTo = (skill: string): string =>
  `COALESCE((SELECT jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) ORDER BY a.name)
    FROM agent_capabilities c JOIN agents a ON a.id = c.agent_id WHERE c.skill_id = ${skill}), '[]'::jsonb)`;

/** By id. @returns at most one more than the limit */
export async function listSkills(tx: TenantReader, asked: AskedPage): Promise<SkillRow[]> {
  const rows = await tx.query<{ item: SkillRow }>(
    `SELECT jsonb_build_object('id', v.id, 'name', v.name, 'purpose', v.purpose, 'newestVersion', v.version, 'newestStatus', v.status,
       'approvedVersion', (SELECT p.version FROM skills p WHERE p.id = v.id AND p.status = 'approved'),
       'assignedTo', ${assignedTo('v.id')}) AS item
     FROM (SELECT DISTINCT ON (id) * FROM skills WHERE $1::text IS NULL OR id > $1 ORDER BY id, version DESC) v ORDER BY v.id LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return rows.map((row) => row.item);
}

const versionObject = `jsonb_build_object('version', v.version, 'status', v.status, 'purpose', v.purpose, 'instructions', v.instructions,
    'instructionsSha256', v.instructions_sha256, 'tools', (SELECT jsonb_agg(jsonb_build_object('id', i.id, 'tool', COALESCE(n.name || '_' || t.name, i.id)) ORDER BY n.name, t.name)
      FROM unnest(v.tool_ids) AS i (id) LEFT JOIN tools t ON t.id = i.id LEFT JOIN connectors n ON n.id = t.connector_id),
    'toolsets', v.toolsets, 'actionTypes', to_jsonb(v.action_types), 'dataClassMax', v.data_class_max, 'sha256', v.sha256,
    'writtenBy', ${namedPerson('v.written_by')}, 'writtenAt', ${isoText('v.written_at')},
    'submittedBy', ${namedPerson('v.submitted_by')}, 'submittedAt', ${isoText('v.submitted_at')},
    'approvedBy', ${namedPerson('v.approved_by')}, 'approvedAt', ${isoText('v.approved_at')},
    'retiredBy', ${namedPerson('v.retired_by')}, 'retiredAt', ${isoText('v.retired_at')})`;

export async function findSkill(tx: TenantReader, id: string): Promise<Skill | undefined> {
  const [row] = await tx.query<{ item: Skill }>(
    `SELECT jsonb_build_object('id', s.id, 'name', s.name, 'assignedTo', ${assignedTo('s.id')},
       'versions', (SELECT jsonb_agg(${versionObject} ORDER BY v.version DESC) FROM skills v WHERE v.id = s.id)) AS item
     FROM skills s WHERE s.id = $1 AND s.version = 1`,
    [id],
  );
  return row?.item;
}

/** Its versions, held until this transaction ends. */
export async function lockSkill(tx: TenantTx, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM skills WHERE id = $1 ORDER BY version FOR UPDATE', [id]);
}

export interface NewSkillRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly purpose: string;
  readonly instructions: string;
  readonly instructionsSha256: string;
  readonly toolIds: readonly string[];
  readonly toolsets: readonly object[];
  readonly actionTypes: readonly string[];
  readonly dataClassMax: string;
  readonly sha256: string;
  readonly by: string;
  readonly at: string;
}

export async function insertSkill(tx: TenantTx, row: NewSkillRow): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO skills (id, version, name, purpose, instructions, instructions_sha256, tool_ids, toolsets, action_types,
         data_class_max, sha256, written_by, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13)`,
      [
        row.id,
        row.version,
        row.name,
        row.purpose,
        row.instructions,
        row.instructionsSha256,
        row.toolIds,
        JSON.stringify(row.toolsets),
        row.actionTypes,
        row.dataClassMax,
        row.sha256,
        row.by,
        row.at,
      ],
    ),
    'A skill of this name',
  );
}

const steps = {
  in_review: "status = 'in_review', submitted_by = $3, submitted_at = $4",
  retired: "status = 'retired', retired_by = $3, retired_at = $4",
} as const;

export async function moveSkill(
  tx: TenantTx,
  to: keyof typeof steps,
  step: { readonly id: string; readonly version: number; readonly by: string; readonly at: string },
): Promise<void> {
  await tx.query(`UPDATE skills SET ${steps[to]} WHERE id = $1 AND version = $2`, [
    step.id,
    step.version,
    step.by,
    step.at,
  ]);
}

/** In force it can let its agents do more: whoever does it was asked whether one of them is theirs. */
export async function approveSkillRow(
  tx: TenantTx,
  step: { readonly id: string; readonly version: number; readonly by: NoOwner; readonly at: string },
): Promise<void> {
  await tx.query(
    "UPDATE skills SET status = 'approved', approved_by = $3, approved_at = $4 WHERE id = $1 AND version = $2",
    [step.id, step.version, step.by.personId, step.at],
  );
}
