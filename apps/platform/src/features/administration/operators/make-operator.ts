/**
 * Makes and revokes operators. A token always expires, its text is shown once and kept nowhere; one person holds one at a time, so
 * nobody provisions and looks inside. Revoking ends what support access they had, in the same transaction.
 */
import type { PlatformRole } from '@gamut/access/platform-roles';
import { AppError } from '@gamut/kernel/app-error';
import { insertOperator, revokeOperatorRow } from '../../../access/operator-store.ts';
import { operatorToken } from '../../../access/operator-token.ts';
import { supportSubject } from '../../../access/person.ts';
import { endSupportGrantsOf } from '../../../access/support-grant-store.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { ControlAudited, OperatorChange } from '../../../http/operator-change.ts';
import type { Platform } from '../../../platform.ts';
import { operatorShown } from './operator-shown.ts';

type Shown = ReturnType<typeof operatorShown>;
const dayMs = 24 * 3_600_000;

export interface OperatorAsked {
  readonly name: string;
  readonly email: string;
  readonly role: PlatformRole;
  readonly expiresInDays: number;
}

export async function makeOperator(
  change: OperatorChange,
  { tokenPepper }: Pick<Platform, 'tokenPepper'>,
  asked: OperatorAsked,
): Promise<ControlAudited<{ operator: Shown; token: string }>> {
  const { name, role } = asked;
  const email = asked.email.toLowerCase();
  const id = change.newId('opr');
  const { token, mac } = operatorToken.make(id, change.random, tokenPepper);
  const at = change.now();
  const expiresAt = new Date(Date.parse(at) + asked.expiresInDays * dayMs).toISOString();
  const row = await insertOperator(change.tx, { id, name, email, role, mac, at, expiresAt });
  if (row === undefined)
    throw new AppError('conflict', `${email} holds an operator token already.`, {
      fix: 'Revoke it first: one person holds one role at a time.',
      who: 'whoever holds the root token',
    });
  return change.succeed(
    {
      event: 'operator.created',
      subject: { kind: 'operator', id, name },
      after: { email, role, expiresAt },
    },
    { operator: operatorShown(row), token },
  );
}

export async function revokeOperator(
  change: OperatorChange,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<ControlAudited<Shown>> {
  const row = await revokeOperatorRow(change.tx, id, { reason, at: change.now() });
  if (row === undefined) throw notFound('operator, or it was revoked before');
  const ended = await endSupportGrantsOf(change.tx, id);
  for (const grant of ended)
    await change.succeed(
      {
        event: 'support_access.given_up',
        subject: supportSubject(grant.id, row.name),
        after: { status: 'ended', operator: id },
        reason: 'the operator was revoked',
        concerns: grant.tenant_id,
      },
      undefined,
    );
  return change.succeed(
    {
      event: 'operator.revoked',
      subject: { kind: 'operator', id, name: row.name },
      after: { role: row.role, supportEnded: ended.map((grant) => grant.id) },
      reason,
    },
    operatorShown(row),
  );
}
