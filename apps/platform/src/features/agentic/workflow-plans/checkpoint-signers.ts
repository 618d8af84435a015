/**
 * Who could sign a checkpoint: people whose role lets them decide one, whom the checkpoint asks, and who do not own the agent while it
 * is critical. Roles stand in control, so they are read before the change; a checkpoint that nobody could sign would hold its agent for good.
 */
import { heldRoles } from '@gamut/access/effective-right';
import type { Database, TenantRef } from '@gamut/database/database';
import { fits } from '@gamut/policy/approval-count';
import { invalidField } from '../../../http/expected-refusals.ts';
import { listActiveMembers } from '../../administration/people/member-store.ts';
import { isItsOwner, type OwnedAgent } from '../agents/no-owner.ts';
import { refused } from './plan-refusals.ts';
import { signerRoles, type WorkflowPlan } from './workflow-plan.ts';

export interface Signer {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Everybody here who may decide any checkpoint. */
export async function listSigners(db: Database, tenant: TenantRef): Promise<readonly Signer[]> {
  const members = await db.readControlFor(tenant, (tx) => listActiveMembers(tx, tenant.id));
  const may: readonly string[] = signerRoles;
  return members
    .map((one) => ({
      id: one.person_id,
      roles: heldRoles({ role: one.role, additiveRoles: one.additive_roles }),
    }))
    .filter(({ roles }) => roles.some((role) => may.includes(role)));
}

interface Asked {
  readonly approverRole: string;
  readonly approverIds: readonly string[];
}

export function isAsked(asked: Asked, signer: Signer): boolean {
  const stage = { ...{ gateId: null, gateName: null, needed: 1, breakGlass: false }, ...asked };
  return fits(stage, { seatId: signer.id, roles: signer.roles });
}

function canSign(asked: Asked, signers: readonly Signer[], agent: OwnedAgent): boolean {
  return signers.some((signer) => isAsked(asked, signer) && !isItsOwner(agent, signer.id));
}

/** Before a plan is written: everybody whom it names could sign, and somebody can. @throws AppError `validation_failed` */
export function assertCouldSign(
  asked: Asked,
  signers: readonly Signer[],
  agent: OwnedAgent,
  pointer: string,
): void {
  const known = new Set(signers.map(({ id }) => id));
  if (asked.approverIds.some((id) => !known.has(id)))
    throw invalidField(
      `${pointer}/approverIds`,
      'names somebody whose role lets them sign no checkpoint',
      `Name people of the role ${signerRoles.join(' or ')}.`,
    );
  if (!canSign(asked, signers, agent))
    throw invalidField(
      pointer,
      'asks for nobody who could sign it',
      'Ask for a role that somebody holds; who owns a critical agent does not count.',
    );
}

/** Before it binds: roles and owners can have changed since it was written. @throws AppError `conflict` */
export function assertAllSignable(
  { stages }: Pick<WorkflowPlan, 'stages'>,
  signers: readonly Signer[],
  agent: OwnedAgent,
): void {
  for (const [at, { checkpoint }] of stages.entries()) {
    if (checkpoint === null) continue;
    const { approverRole, approvers } = checkpoint;
    if (canSign({ approverRole, approverIds: approvers.map(({ id }) => id) }, signers, agent)) continue;
    throw refused(
      `Nobody could sign the checkpoint after stage ${at + 1}: those whom it asks for are gone, hold no role for it, or own the agent, which is critical.`,
      'Give one of them the role back, or cancel the plan and write another.',
    );
  }
}
