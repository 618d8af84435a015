/**
 * Toolsets, skills and workflow plans out of the records, in one statement: what is in force, and nothing of people. Of a version of
 * a skill only what binds; of a checkpoint only how many it names.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { TenantFacts } from '@gamut/protocol/facts';
import { isoText } from '../iso-text.ts';

type Part = 'toolsets' | 'toolsetGrants' | 'skills' | 'skillAssignments' | 'workflowPlans';
export type CapabilityRecords = { readonly [K in Part]: NonNullable<TenantFacts[K]> };

const listOf = (row: string, from: string): string =>
  `COALESCE((SELECT jsonb_agg(${row}) FROM ${from}), '[]'::jsonb)`;

const stages = `(SELECT jsonb_agg(jsonb_build_object('name', e -> 'name', 'toolIds', e -> 'toolIds', 'checkpoint',
    CASE WHEN jsonb_typeof(e -> 'checkpoint') = 'object' THEN jsonb_build_object('approverRole', e #> '{checkpoint,approverRole}',
      'approversNamed', jsonb_array_length(e #> '{checkpoint,approverIds}')) ELSE 'null'::jsonb END) ORDER BY at)
  FROM jsonb_array_elements(w.stages) WITH ORDINALITY AS one (e, at))`;

const statement = `SELECT jsonb_build_object(
  'toolsets', ${listOf("jsonb_build_object('id', id, 'name', name, 'version', version, 'tools', tools) ORDER BY id", 'toolsets')},
  'toolsetGrants', ${listOf("jsonb_build_object('agentId', agent_id, 'toolsetId', toolset_id) ORDER BY agent_id, toolset_id", 'agent_capabilities WHERE toolset_id IS NOT NULL')},
  'skills', ${listOf("jsonb_build_object('id', id, 'name', name, 'version', version, 'instructionsSha256', instructions_sha256, 'toolIds', to_jsonb(tool_ids), 'actionTypes', to_jsonb(action_types), 'dataClassMax', data_class_max) ORDER BY id", "skills WHERE status = 'approved'")},
  'skillAssignments', ${listOf("jsonb_build_object('agentId', c.agent_id, 'skillId', c.skill_id, 'skillName', COALESCE(s.name, c.skill_id)) ORDER BY c.agent_id, c.skill_id", 'agent_capabilities c LEFT JOIN skills s ON s.id = c.skill_id AND s.version = 1 WHERE c.skill_id IS NOT NULL')},
  'workflowPlans', ${listOf(
    `jsonb_build_object('id', w.id, 'agentId', w.agent_id, 'name', w.name, 'stage', w.stage, 'stages', ${stages}, 'throughoutToolIds', to_jsonb(w.throughout_tool_ids), 'halted', w.halted, 'endsAt', ${isoText('w.ends_at')}) || CASE WHEN w.over THEN jsonb_build_object('over', true) ELSE '{}'::jsonb END
    || CASE WHEN w.tools_as_approved IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('toolsAsApproved', w.tools_as_approved) END ORDER BY w.id`,
    "workflow_plans w WHERE w.status = 'active'",
  )}
) AS row`;

export async function loadCapabilities(tx: TenantReader): Promise<CapabilityRecords> {
  const [found] = await tx.query<{ row: CapabilityRecords }>(statement, []);
  if (found === undefined) throw new Error('the capabilities of the tenant could not be read');
  return found.row;
}

/** Left out where there is none, so that facts of before keep their digest. */
export function capabilityFactsOf(records: CapabilityRecords): Partial<CapabilityRecords> {
  return Object.fromEntries(Object.entries(records).filter(([, rows]) => rows.length > 0));
}
