/**
 * Asked first of all in a person's change in control, where what they may is decided: whether their session, roles, plan and the
 * tenant's standing are still what the request was let in by. The tenant's row is held from here to the commit, by this and by all that takes
 * one of these, so what is taken is taken either before, and then this is refused, or after it.
 */
import type { Permission } from '@gamut/access/permissions';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import type { Person } from './person.ts';
import { assertRightLeft, lostMeanwhile } from './tenant-person.ts';

interface StandingNow {
  readonly status: string;
  readonly plan: string;
  readonly role_epoch: number | null;
  readonly ended: boolean;
}

/** A change that takes rights away and has nobody to ask about. */
export async function holdTenant(tx: ControlTx, tenantId: string): Promise<void> {
  await tx.query('SELECT FROM control.tenants WHERE id = $1 FOR NO KEY UPDATE', [tenantId]);
}

/** Of a session: no token changes control (check-routes.ts). @throws AppError `session_expired`, or what the right that is left says */
export async function assertHeldInControl(
  tx: ControlTx,
  person: Person,
  permission: Permission,
): Promise<void> {
  // two statements: what is read must not be older than the lock
  const [, [now]] = await Promise.all([
    holdTenant(tx, person.tenant.id),
    tx.query<StandingNow>(
      `SELECT t.status, t.plan,
         (SELECT role_epoch FROM control.memberships m WHERE m.user_id = $2 AND m.tenant_id = t.id) AS role_epoch,
         NOT EXISTS (SELECT FROM control.sessions s WHERE s.id = $3 AND s.tenant_id = t.id AND s.ended_at IS NULL) AS ended
       FROM control.tenants t WHERE t.id = $1`,
      [person.tenant.id, person.accountId, person.sessionId],
    ),
  ]);
  if (now === undefined || now.ended) throw lostMeanwhile('Your session was ended');
  if (now.role_epoch !== person.roleEpoch) throw lostMeanwhile('Your roles changed');
  assertRightLeft(person, now, permission);
}
