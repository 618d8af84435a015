/**
 * The tenant's own copy of a person: name and e-mail, so that records stay readable after an account is gone, and the epoch of
 * their roles, which is what a change under way is judged by when its record is written.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { Person } from './person.ts';

export interface TenantPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roleEpoch: number;
}

/** A person who begins to act here, or is named for the first time. The epoch follows control, which has the last word. */
export async function settlePerson(
  tx: TenantTx,
  { id, name, email, roleEpoch }: TenantPerson,
): Promise<void> {
  await tx.query(
    `INSERT INTO people (id, name, email, role_epoch) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, role_epoch = excluded.role_epoch, left_at = NULL
     WHERE (people.name, people.email, people.role_epoch, people.left_at)
       IS DISTINCT FROM (excluded.name, excluded.email, excluded.role_epoch, NULL::timestamptz)`,
    [id, name, email, roleEpoch],
  );
}

/** A person as records name them: as this tenant calls them. */
export async function personSubject(tx: TenantReader, id: string) {
  const [row] = await tx.query<{ name: string }>('SELECT name FROM people WHERE id = $1', [id]);
  return { kind: 'person', id, name: row?.name ?? id } as const;
}

/** In the transaction that records a change of roles or standing, before its record. */
export async function moveRoleEpoch(
  tx: TenantTx,
  id: string,
  to: { readonly epoch: number; readonly leftAt?: string },
): Promise<void> {
  await tx.query('UPDATE people SET role_epoch = $2, left_at = coalesce($3, left_at) WHERE id = $1', [
    id,
    to.epoch,
    to.leftAt ?? null,
  ]);
}

/**
 * Asked after a change has written its record, while it holds the head of the audit stream: a change of this person's roles is
 * recorded either before, and then this one is refused, or after, and then this one was made with the right that it had.
 * @throws AppError `session_expired`
 */
export async function assertStillHeld(tx: TenantReader, person: Person): Promise<void> {
  const [row] = await tx.query<{ role_epoch: number | null }>('SELECT role_epoch FROM people WHERE id = $1', [
    person.id,
  ]);
  if (row?.role_epoch === undefined || row.role_epoch === null || row.role_epoch <= person.roleEpoch) return;
  throw new AppError(
    'session_expired',
    'Your roles changed while this was under way, and nothing of it was kept.',
    {
      fix: 'Sign in again.',
      who: 'the person',
    },
  );
}
