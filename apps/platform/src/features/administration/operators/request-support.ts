/**
 * The operator's side of support access: asks one tenant to be let in to look, takes up what was approved as a bearer of its own,
 * gives it up. Asking tells the operator nothing but how the request stands; each step is carried into the tenant's audit log.
 */
import { AppError } from '@gamut/kernel/app-error';
import { parseId } from '@gamut/kernel/id';
import type { Operator } from '../../../access/operator.ts';
import { supportSubject } from '../../../access/person.ts';
import { supportBearer } from '../../../access/operator-token.ts';
import {
  endSupportGrant,
  findSupportGrant,
  insertSupportGrant,
  openSupportGrant,
  type SupportGrantRow,
} from '../../../access/support-grant-store.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { ControlAudited, OperatorChange } from '../../../http/operator-change.ts';
import type { Platform } from '../../../platform.ts';
import { loadStanding } from '../tenants/tenant-standing.ts';
import { supportRequestOf } from './support-grant.ts';

type Shown = ReturnType<typeof supportRequestOf>;

export interface SupportAsked {
  readonly tenant: string;
  readonly reason: string;
  readonly hours: number;
  readonly role: string;
}

export async function askSupport(
  change: OperatorChange,
  operator: Operator,
  asked: SupportAsked,
): Promise<ControlAudited<Shown>> {
  const { reason, hours, role } = asked;
  const tenant = await loadStanding(change.tx, asked.tenant);
  if (tenant.status !== 'active')
    throw new AppError('conflict', `${tenant.slug} is ${tenant.status}, and nobody there can answer.`, {
      fix: 'Ask once it is active.',
      who: 'an operator with the role platform_ops',
    });
  const row = await insertSupportGrant(change.tx, {
    id: change.newId('sup'),
    tenantId: tenant.id,
    operator: { id: operator.id, name: operator.name, email: operator.email ?? '' },
    reason,
    role,
    hours,
  });
  if (row === undefined)
    throw new AppError('conflict', `You have a request of ${tenant.slug} that is open already.`, {
      fix: 'Wait for its answer, or give it up first.',
      who: 'the operator',
    });
  return change.succeed(
    {
      event: 'support_access.asked',
      subject: supportSubject(row.id, operator.name),
      after: { role, hours, readOnly: true },
      reason,
      concerns: tenant.id,
    },
    supportRequestOf(row),
  );
}

/** Once more makes the bearer of before void. The bearer is shown this once. */
export async function openSupport(
  change: OperatorChange,
  { tokenPepper }: Pick<Platform, 'tokenPepper'>,
  operator: Operator,
  id: string,
): Promise<ControlAudited<{ request: Shown; token: string }>> {
  const mine = await loadOwn(change, operator, id);
  const grantId = parseId('sup', mine.id);
  if (grantId === undefined) throw notFound('support request');
  const { token, mac } = supportBearer.make(grantId, change.random, tokenPepper);
  const row = await openSupportGrant(change.tx, id, mac);
  if (row === undefined) throw notOpen(mine);
  return change.succeed(
    {
      event: 'support_access.opened',
      subject: supportSubject(id, operator.name),
      after: { role: row.role, openUntil: row.open_until.toISOString() },
      concerns: row.tenant_id,
    },
    { request: supportRequestOf(row), token },
  );
}

export async function giveUpSupport(
  change: OperatorChange,
  operator: Operator,
  id: string,
): Promise<ControlAudited<Shown>> {
  const mine = await loadOwn(change, operator, id);
  const row = await endSupportGrant(change.tx, id, operator.id);
  if (row === undefined) throw notOpen(mine);
  return change.succeed(
    {
      event: 'support_access.given_up',
      subject: supportSubject(id, operator.name),
      before: { status: mine.status },
      after: { status: 'ended' },
      concerns: row.tenant_id,
    },
    supportRequestOf(row),
  );
}

/** Another operator's is not found. */
async function loadOwn({ tx }: OperatorChange, operator: Operator, id: string): Promise<SupportGrantRow> {
  const row = await findSupportGrant(tx, id);
  if (row?.operator_id !== operator.id) throw notFound('support request');
  return row;
}

function notOpen({ status }: SupportGrantRow): AppError {
  return new AppError('conflict', `This support request is ${status}.`, {
    fix: status === 'asked' ? 'Wait until the tenant has approved it.' : 'Ask anew.',
    who: status === 'asked' ? 'an administrator of the organisation' : 'the operator',
  });
}
