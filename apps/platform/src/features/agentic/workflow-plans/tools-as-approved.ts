/**
 * What the tools of a plan were when it was written or last approved. They belong to what its digest covers: a tool that is classified or
 * pinned anew is another tool, which Gateway closes until somebody has approved the plan again.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { ToolAsApproved } from '@gamut/protocol/capability-facts';

/** One order for one set: it is digested. */
export async function listToolsAsTheyAre(
  tx: TenantReader,
  ids: readonly string[],
): Promise<ToolAsApproved[]> {
  const found = await tx.query<{ item: ToolAsApproved }>(
    `SELECT ${toolAsItIs} AS item FROM tools t WHERE t.id = ANY ($1::text[]) ORDER BY t.id`,
    [ids],
  );
  return found.map((row) => row.item);
}

export const toolAsItIs = `jsonb_build_object('id', t.id, 'actionType', t.action_type, 'dataClass', t.data_class, 'risk', t.risk, 'schemaSha256', t.schema_sha256)`;

/** What a plan says, and the tools that it says it of. */
export interface PlanBody {
  readonly agentId: string;
  readonly name: string;
  readonly purpose: string;
  readonly stages: readonly JsonObject[];
  readonly throughoutToolIds: readonly string[];
  readonly lastsHours: number;
}

export interface SealedPlan {
  readonly sha256: string;
  readonly toolsAsApproved: readonly ToolAsApproved[];
}

export async function sealPlan(tx: TenantReader, body: PlanBody): Promise<SealedPlan> {
  const ids = body.stages.flatMap(({ toolIds }) => toolIds as string[]);
  const toolsAsApproved = await listToolsAsTheyAre(tx, [...new Set([...ids, ...body.throughoutToolIds])]);
  const { agentId, name, purpose, lastsHours } = body;
  const covered = {
    ...{ agentId, name, purpose, lastsHours },
    stages: [...body.stages],
    throughoutToolIds: [...body.throughoutToolIds],
    toolsAsApproved: toolsAsApproved.map((tool) => ({ ...tool })),
  };
  return { sha256: sha256Hex(canonicalJson(covered)), toolsAsApproved };
}
