/**
 * The tenant's own copy of a person: name and e-mail, so that records stay readable after an account is gone, and the epoch of
 * their roles, which is what a change under way is judged by when its record is written.
 */
import { authorize, type Access } from '@gamut/access/authorize';
import type { Permission } from '@gamut/access/permissions';
import { AppError } from '@gamut/kernel/app-error';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { bumpFacts } from '../features/agentic/facts/bump-facts.ts';
import { answersSql } from '../features/agentic/people/who-answers.ts';
import { standingOf, type Person } from './person.ts';
import { marksCount } from './rights-lost.ts';

export interface TenantPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roleEpoch: number;
  /** Absent: as it stands. */
  readonly roles?: readonly string[];
  readonly standing?: 'invited' | 'active';
}

/** A person who begins to act here, or is named for the first time. The epoch follows control, which has the last word. */
export async function settlePerson(tx: TenantTx, person: TenantPerson): Promise<void> {
  const { id, name, email, roleEpoch, roles, standing } = person;
  const [row] = await tx.query<{ moved: boolean }>(
    `WITH before AS (SELECT ${answersSql('p')} AS answers FROM people p WHERE p.id = $1), settled AS (
       INSERT INTO people AS p (id, name, email, role_epoch, roles, standing) SELECT $1::text, $2::text, $3::text, $4::integer, $5::text[], $6::text
       WHERE NOT EXISTS (SELECT FROM people WHERE id = $1 AND name = $2 AND email = $3 AND role_epoch = $4 AND left_at IS NULL
         AND roles IS NOT DISTINCT FROM coalesce($5::text[], roles) AND standing IS NOT DISTINCT FROM coalesce($6::text, standing))
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, role_epoch = excluded.role_epoch, left_at = NULL,
         roles = coalesce(excluded.roles, p.roles), standing = coalesce(excluded.standing, p.standing)
       RETURNING ${answersSql('p')} AS answers)
     SELECT before.answers <> settled.answers AS moved FROM before, settled`,
    [id, name, email, roleEpoch, roles ?? null, standing ?? null],
  );
  if (row?.moved === true) await bumpFacts(tx);
}

/** A person as records name them: as this tenant calls them. */
export async function personSubject(tx: TenantReader, id: string) {
  const [row] = await tx.query<{ name: string }>('SELECT name FROM people WHERE id = $1', [id]);
  return { kind: 'person', id, name: row?.name ?? id } as const;
}

/** Beside a change of roles or standing in control, and before `waitForRecorded`. Facts hold who answers for agents: they move with it. */
export async function moveRoleEpoch(
  tx: TenantTx,
  id: string,
  to: {
    readonly epoch: number;
    readonly leftAt?: string;
    readonly roles?: readonly string[];
    readonly standing?: string;
  },
): Promise<void> {
  await bumpFacts(tx);
  await tx.query(
    `UPDATE people SET role_epoch = $2, left_at = coalesce($3, left_at), roles = coalesce($4::text[], roles),
       standing = coalesce($5, standing) WHERE id = $1`,
    [id, to.epoch, to.leftAt ?? null, to.roles ?? null, to.standing ?? null],
  );
}

interface StandingNow {
  readonly role_epoch: number | null;
  readonly ended: boolean;
  /** Null where nothing of it changed lately. */
  readonly status: string | null;
  readonly plan: string | null;
}

/**
 * Asked before a change writes its record, while it holds the head of the audit stream: what takes this person's roles, session or
 * token, or the tenant's plan or standing, is recorded either before, and then this one is refused, or after, and then this one was
 * made with the right that it had (rights-lost.ts).
 * @throws AppError `session_expired`, or what the right that is left says
 */
export async function assertStillHeld(
  tx: TenantReader,
  person: Person,
  permission: Permission,
): Promise<void> {
  const [now] = await tx.query<StandingNow>(
    `SELECT (SELECT role_epoch FROM people WHERE id = $1) AS role_epoch, t.status, t.plan,
       EXISTS (SELECT FROM rights_lost WHERE id = $2 AND at > now() - ${marksCount}) AS ended
     FROM (SELECT) one LEFT JOIN rights_lost t ON t.id = $3 AND t.at > now() - ${marksCount}`,
    [person.id, person.token?.id ?? person.sessionId, person.tenant.id],
  );
  if (now === undefined) throw new Error('a question of one row found none');
  if (now.ended)
    throw lostMeanwhile(person.token === null ? 'Your session was ended' : 'This API token was revoked');
  if (now.role_epoch !== null && now.role_epoch > person.roleEpoch) throw lostMeanwhile('Your roles changed');
  if (now.status === null || now.plan === null) return;
  assertRightLeft(person, { status: now.status, plan: now.plan }, permission);
}

/** The plan and the standing of the tenant are judged, not compared: a change of them that leaves the right takes nothing. */
export function assertRightLeft(
  person: Person,
  tenant: { readonly status: string; readonly plan: string },
  permission: Permission,
): void {
  const left = authorize(
    { ...standingOf(person), plan: tenant.plan, tenantStatus: tenant.status },
    permission,
  );
  if (!left.allowed) throw noLongerAllowed(left);
}

export function lostMeanwhile(what: string): AppError {
  return new AppError('session_expired', `${what} while this was under way, and nothing of it was kept.`, {
    fix: 'Sign in again.',
    who: 'the person',
  });
}

function noLongerAllowed({ reason, message, fix, who }: Extract<Access, { allowed: false }>): AppError {
  const code = reason === 'plan' ? 'not_entitled' : reason === 'tenant' ? 'tenant_suspended' : 'forbidden';
  return new AppError(code, message, { fix, who });
}
