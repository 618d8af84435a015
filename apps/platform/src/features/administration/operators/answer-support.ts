/**
 * The tenant's side of support access: an administrator lets an operator look, refuses, or ends it at any time. What was ended
 * opens nothing on the next request.
 */
import { supportSubject } from '../../../access/person.ts';
import {
  answerSupportGrant,
  endSupportGrant,
  findSupportGrant,
  type SupportGrantRow,
} from '../../../access/support-grant-store.ts';
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { InTenant } from '../people/add-person.ts';
import { supportAccessOf } from './support-grant.ts';

type Shown = ReturnType<typeof supportAccessOf>;

export async function answerSupport(
  { person, inControl }: InTenant,
  id: string,
  { status, reason }: { readonly status: 'approved' | 'refused'; readonly reason: string },
): Promise<Audited<Shown>> {
  return inControl(async (change) => {
    const { tx } = change;
    const before = await findSupportGrant(tx, id);
    if (before === undefined) throw notFound('support request');
    const row = await answerSupportGrant(tx, id, { status, by: person.id, byName: person.name });
    if (row === undefined) throw isNot('asked', before);
    return change.succeed(
      {
        event: status === 'approved' ? 'support_access.approved' : 'support_access.refused',
        subject: supportSubject(id, row.operator_name),
        before: { status: before.status },
        after: shownInRecord(row),
        reason,
      },
      supportAccessOf(row),
    );
  });
}

export async function endSupport(
  { person, inControl }: InTenant,
  id: string,
  reason: string,
): Promise<Audited<Shown>> {
  return inControl(async (change) => {
    const { tx } = change;
    const before = await findSupportGrant(tx, id);
    if (before === undefined) throw notFound('support request');
    const row = await endSupportGrant(tx, id, person.id);
    if (row === undefined) throw isNot('open', before);
    return change.succeed(
      {
        event: 'support_access.ended',
        subject: supportSubject(id, row.operator_name),
        before: { status: before.status },
        after: shownInRecord(row),
        reason,
      },
      supportAccessOf(row),
    );
  });
}

function shownInRecord(row: SupportGrantRow) {
  return {
    status: row.status,
    operator: row.operator_id,
    operatorName: row.operator_name,
    role: row.role,
    readOnly: true,
    openUntil: row.open_until.toISOString(),
  };
}

function isNot(wanted: string, { status }: SupportGrantRow): AppError {
  return new AppError('conflict', `This support request is not ${wanted}: it is ${status}.`, {
    fix: 'The list shows how each stands.',
    who: 'an administrator of your organisation',
  });
}
