/**
 * Lends one's own right to approve to a named person, for a time, and takes it back. Only to somebody whose own roles let them
 * decide on approvals; who answers for a critical agent can't use it there (judged at the vote); what was lent is lent no further.
 */
import { authorize } from '@gamut/access/authorize';
import { heldRoles } from '@gamut/access/effective-right';
import { AppError } from '@gamut/kernel/app-error';
import type { Person } from '../../../access/person.ts';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import {
  delegationDaysMax,
  delegationOf,
  type ApprovalDelegation,
  type NewApprovalDelegation,
} from './approval-delegation.ts';
import {
  endDelegationRow,
  findDelegation,
  insertDelegation,
  type DelegationRow,
} from './delegation-store.ts';

/** What control says of whom it is lent to. */
export interface Holder {
  readonly role: string;
  readonly additive_roles: readonly string[];
  readonly status: string;
}

export async function lendRight(
  change: Change,
  person: Person,
  wanted: NewApprovalDelegation,
  holder: Holder | undefined,
): Promise<Audited<ApprovalDelegation>> {
  const { tx } = change;
  const at = change.now();
  const { startsAt, endsAt } = timesOf(wanted, at);
  assertHolder(person, wanted.toId, holder);
  const id = change.newId('dlg');
  await insertDelegation(tx, {
    id,
    fromId: person.id,
    toId: wanted.toId,
    fromRoles: heldRoles(person),
    fromEpoch: person.roleEpoch,
    reason: wanted.reason,
    startsAt,
    endsAt,
    createdAt: at,
  });
  const made = delegationOf((await findDelegation(tx, id)) as DelegationRow, at);
  const after = { from: person.id, to: wanted.toId, roles: made.roles, startsAt, endsAt };
  const record = {
    event: 'approval_delegation.created',
    subject: { kind: 'approval_delegation', id, name: `${made.from.name} to ${made.to.name}` },
    after,
    reason: wanted.reason,
  } as const;
  return change.succeed(record, made);
}

export async function endDelegation(
  change: Change,
  person: Person,
  id: string,
): Promise<Audited<ApprovalDelegation>> {
  const { tx } = change;
  const at = change.now();
  const found = await findDelegation(tx, id);
  if (found === undefined) throw notFound('delegation');
  if (person.id !== found.from_id && person.id !== found.to_id && person.role !== 'administrator')
    throw new AppError('forbidden', 'This right was lent neither by you nor to you.', {
      fix: 'Ask one of the two, or an administrator, to end it.',
      who: found.from_name,
    });
  if (!(await endDelegationRow(tx, id, person.id, at)))
    throw new AppError('conflict', 'It has ended already.', { fix: 'Nothing is left to do.', who: 'nobody' });
  const ended = delegationOf((await findDelegation(tx, id)) as DelegationRow, at);
  const record = {
    event: 'approval_delegation.ended',
    subject: { kind: 'approval_delegation', id, name: `${found.from_name} to ${found.to_name}` },
    before: { state: delegationOf(found, at).state },
    after: { state: ended.state, from: found.from_id, to: found.to_id },
  } as const;
  return change.succeed(record, ended);
}

function timesOf(wanted: NewApprovalDelegation, at: string): { startsAt: string; endsAt: string } {
  const [starts, ends] = [Date.parse(wanted.startsAt ?? at), Date.parse(wanted.endsAt)];
  const startsMs = Math.max(starts, Date.parse(at));
  if (!(ends > startsMs))
    throw invalidField('/endsAt', 'lies before it would begin', 'Name a time that is still to come.');
  if (ends - startsMs > delegationDaysMax * 86_400_000)
    throw invalidField(
      '/endsAt',
      `is more than ${delegationDaysMax} days after its beginning`,
      'Lend it for a shorter time, and again if it must be.',
    );
  return { startsAt: new Date(startsMs).toISOString(), endsAt: new Date(ends).toISOString() };
}

function assertHolder(person: Person, toId: string, holder: Holder | undefined): void {
  if (toId === person.id)
    throw invalidField('/toId', 'is yourself', 'Name somebody else: your own right you have.');
  if (holder === undefined)
    throw invalidField('/toId', 'names somebody who is not here', 'Take the id from GET /v1/people.');
  const standing = {
    role: holder.role,
    additiveRoles: holder.additive_roles,
    plan: person.tenant.plan,
    tenantStatus: person.tenant.status,
    personStatus: holder.status,
  };
  const access = authorize(standing, 'approval.decide');
  if (!access.allowed)
    throw invalidField(
      '/toId',
      `names somebody who may not decide on approvals: ${access.message}`,
      access.fix,
    );
}
