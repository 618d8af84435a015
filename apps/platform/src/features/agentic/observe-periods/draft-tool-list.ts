/**
 * A least-privilege list for an agent, out of what it did while it was observed: what to permit, to keep and to withdraw. It is read
 * from the decisions each time and kept nowhere, and nothing in it holds before a person accepts it.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked } from '../decisions/asked-action.ts';
import { narrowPlaces } from './narrow-places.ts';
import type { DraftedTool, ObservePeriod, ToolListDraft } from './observe-period.ts';
import {
  countDecisions,
  listObservedCalls,
  listPathTools,
  listUnused,
  listUnusedOfToolsets,
  listUsedTools,
  type Window,
} from './used-tools-store.ts';

/** Targets are opened one by one; the newest so many say where a tool is aimed. */
const openedMax = 500;

/** @param open undefined: the places are not asked for */
export async function draftToolList(
  tx: TenantReader,
  period: ObservePeriod,
  now: string,
  open: TenantSealer['open'] | undefined,
): Promise<ToolListDraft> {
  const window: Window = { agentId: period.agentId, from: period.startedAt, until: period.endedAt ?? now };
  const [used, decisions, withdraw, unusedByToolset] = await Promise.all([
    listUsedTools(tx, window),
    countDecisions(tx, window),
    listUnused(tx, window),
    listUnusedOfToolsets(tx, window),
  ]);
  const targets = open === undefined ? new Map<string, Set<string>>() : await targetsOf(tx, window, open);
  const paths = await listPathTools(
    tx,
    used.map((one) => one.toolId),
  );
  const tools = used.map((one): DraftedTool => {
    const seen = targets.get(one.tool) ?? new Set<string>();
    const targetsUnder = narrowPlaces(seen, paths.has(one.toolId) ? 'path' : 'text');
    return { ...one, targetsUnder, targetsSeen: seen.size };
  });
  const [held, others] = [tools.filter(isHeld), tools.filter((one) => !isHeld(one))];
  return {
    period,
    decisions,
    permit: others.filter((one) => one.observed > 0),
    keep: held,
    withdraw,
    unusedByToolset,
    refused: others.filter((one) => one.observed === 0),
  };
}

const isHeld = (one: DraftedTool): boolean => one.permissionId !== null || one.toolsets.length > 0;

async function targetsOf(
  tx: TenantReader,
  window: Window,
  open: TenantSealer['open'],
): Promise<Map<string, Set<string>>> {
  const targets = new Map<string, Set<string>>();
  for (const { id, tool, arguments_sealed } of await listObservedCalls(tx, window, openedMax)) {
    const target = arguments_sealed === null ? null : openAsked(open, id, arguments_sealed).target;
    if (target === null) continue;
    const seen = targets.get(tool) ?? new Set<string>();
    targets.set(tool, seen);
    for (const one of target.split('\n')) seen.add(one);
  }
  return targets;
}
