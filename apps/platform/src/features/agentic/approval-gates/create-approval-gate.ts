/** Adds an approval gate: from now on these action types are governed, each time or as a class, also what waits already. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { countAnswering, findPeople } from '../people/who-answers.ts';
import type { ApprovalGate, NewApprovalGate } from './approval-gate.ts';
import { restageApprovals } from '../approval-votes/settle-approvals.ts';
import { areGated, countTools, findApprovalGate, insertApprovalGate } from './approval-gate-store.ts';

const usualLifeMs = 86_400_000;

export async function createApprovalGate(
  change: Change,
  wanted: NewApprovalGate,
): Promise<Audited<ApprovalGate>> {
  const { tx } = change;
  const toolIds = wanted.toolIds ?? [];
  if ((await countTools(tx, toolIds)) !== toolIds.length)
    throw invalidField('/toolIds', 'names a tool that is not there', 'Take the ids from GET /v1/connectors.');
  const [approverIds, approversNeeded] = [wanted.approverIds ?? [], wanted.approversNeeded ?? 1];
  await assertCanPass(tx, wanted.approverRole, approverIds, approversNeeded);
  const gate = {
    id: change.newId('gat'),
    name: wanted.name,
    actionTypes: wanted.actionTypes,
    toolIds,
    dataClasses: wanted.dataClasses ?? [],
    mode: wanted.mode,
    approverRole: wanted.approverRole,
    approversNeeded,
    approverIds,
    breakGlass: wanted.breakGlass ?? 'allowed',
    expiresAfterMs: wanted.expiresAfterMs ?? usualLifeMs,
    createdAt: change.now(),
  };
  // where gates speak about all of it already, one more only asks for more
  await assertMayLoosenUnless(change, await areGated(tx, gate.actionTypes), 'all_agents');
  await insertApprovalGate(tx, gate, change.actor.id);
  await bumpFacts(tx);
  await restageApprovals(tx, gate.createdAt);
  const { id, name, createdAt: _at, ...after } = gate;
  return change.succeed(
    { event: 'approval_gate.created', subject: { kind: 'approval_gate', id, name }, after },
    (await findApprovalGate(tx, id)) as ApprovalGate,
  );
}

/** A gate that nobody could satisfy would have every action wait for nobody. */
async function assertCanPass(
  tx: TenantReader,
  role: string,
  approverIds: readonly string[],
  needed: number,
): Promise<void> {
  const known = await findPeople(tx, approverIds);
  if (!approverIds.every((id) => known.has(id)))
    throw invalidField('/approverIds', 'names somebody who is not here', 'Take the ids from GET /v1/people.');
  if (!approverIds.every((id) => known.get(id)))
    throw invalidField(
      '/approverIds',
      'names somebody who may not approve',
      'Take the ids from GET /v1/people?may=approval.decide.',
    );
  if (approverIds.length > 0 && approverIds.length < needed)
    throw invalidField(
      '/approversNeeded',
      'asks for more people than the gate names',
      'Name more people, or ask for fewer.',
    );
  if (approverIds.length === 0 && (await countAnswering(tx, role, needed, [])) < needed)
    throw invalidField(
      '/approversNeeded',
      'asks for more people than hold this role and may approve',
      'Give the role to more people, or ask for fewer.',
    );
}
