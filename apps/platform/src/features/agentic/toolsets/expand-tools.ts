/**
 * The tools that a skill or a stage of a plan names, those of toolsets among them as they stand now: what somebody approves is a
 * list of tools, which a later change of a toolset does not widen.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { invalidField } from '../../../http/expected-refusals.ts';
import { countTools } from '../approval-gates/approval-gate-store.ts';
import { findToolset } from './toolset-store.ts';

export interface NamedTools {
  readonly toolIds?: readonly string[] | undefined;
  readonly toolsetIds?: readonly string[] | undefined;
}

export interface ExpandedTools {
  readonly toolIds: readonly string[];
  readonly toolsets: readonly { readonly id: string; readonly name: string; readonly version: number }[];
}

/** @param pointer where the names stand in the request @throws AppError `validation_failed` when one is not there, or none is named */
export async function expandTools(
  tx: TenantReader,
  { toolIds = [], toolsetIds = [] }: NamedTools,
  pointer: string,
): Promise<ExpandedTools> {
  if ((await countTools(tx, toolIds)) !== toolIds.length)
    throw invalidField(
      `${pointer}/toolIds`,
      'names a tool that is not there',
      'Take the ids from GET /v1/connectors.',
    );
  const toolsets = await Promise.all(toolsetIds.map((id) => findToolset(tx, id)));
  const all = new Set(toolIds);
  const named: ExpandedTools['toolsets'][number][] = [];
  for (const toolset of toolsets) {
    if (toolset === undefined)
      throw invalidField(
        `${pointer}/toolsetIds`,
        'names a toolset that is not there',
        'Take the ids from GET /v1/toolsets.',
      );
    named.push({ id: toolset.id, name: toolset.name, version: toolset.version });
    for (const { toolId } of toolset.tools) all.add(toolId);
  }
  if (all.size === 0)
    throw invalidField(`${pointer}/toolIds`, 'names no tool', 'Name at least one tool or toolset.');
  if (all.size > expandedMax)
    throw invalidField(`${pointer}/toolsetIds`, `comes to ${all.size} tools`, `Name at most ${expandedMax}.`);
  return { toolIds: [...all].sort(), toolsets: named };
}

const expandedMax = 256;
