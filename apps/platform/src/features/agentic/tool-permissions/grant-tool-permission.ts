/** Permits a tool to an agent. Usable only where the other layer agrees: a pinned tool of an active connector. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { assertMayGive } from '../agents/may-give.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { assertAmountCurrency, assertLimits } from '../known-currency.ts';
import type { NewToolPermission, ToolPermission } from './tool-permission.ts';
import { findToolExists, findToolPermission, insertToolPermission } from './tool-permission-store.ts';

export async function grantToolPermission(
  change: Change,
  wanted: NewToolPermission,
): Promise<Audited<ToolPermission>> {
  const { tx } = change;
  assertAmountCurrency('/amountCurrency', wanted.amountMax, wanted.amountCurrency);
  assertLimits(wanted.transactionLimits);
  await assertMayGive(change, [await holdAgent(tx, wanted.agentId)], [wanted.toolId]);
  if (!(await findToolExists(tx, wanted.toolId))) throw notFound('tool');
  const id = change.newId('prm');
  const limits = {
    auditLogging: wanted.auditLogging ?? true,
    requiresApproval: wanted.requiresApproval ?? false,
    targetsUnder: wanted.targetsUnder ?? [],
    amountMax: wanted.amountMax ?? null,
    amountCurrency: wanted.amountCurrency ?? null,
    callsPerMinuteMax: wanted.callsPerMinuteMax ?? 120,
    transactionLimits: wanted.transactionLimits ?? [],
  };
  await insertToolPermission(tx, {
    id,
    agentId: wanted.agentId,
    toolId: wanted.toolId,
    ...limits,
    createdAt: change.now(),
    by: change.actor.id,
  });
  await bumpFacts(tx);
  const permission = (await findToolPermission(tx, id)) as ToolPermission;
  const subject = { kind: 'tool_permission', id, name: `${permission.agentName}: ${permission.tool}` };
  return change.succeed(
    {
      event: 'tool_permission.granted',
      subject,
      after: { agentId: wanted.agentId, toolId: wanted.toolId, ...limits },
    },
    permission,
  );
}
