/**
 * Roles and standing of people of before the tenant's copy held them: until they are known such a person counts as they did, so the
 * sweep asks control about them, once. Whoever has no place there any more answers for nothing.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { bumpFacts } from '../facts/bump-facts.ts';

interface Member {
  readonly person_id: string;
  readonly roles: string;
  readonly status: string;
}

const unknown = '(roles IS NULL OR standing IS NULL) AND left_at IS NULL';

export async function knowStanding(db: Database, tenant: TenantRef): Promise<void> {
  const [one] = await db.readTenant(tenant, (tx) =>
    tx.query<object>(`SELECT FROM people WHERE ${unknown} LIMIT 1`),
  );
  if (one === undefined) return;
  const members = await db.readControlFor(tenant, (tx) =>
    tx.query<Member>(
      `SELECT coalesce(person_id, user_id) AS person_id, array_to_string(role || additive_roles, ',') AS roles, status
       FROM control.memberships WHERE tenant_id = $1`,
      [tenant.id],
    ),
  );
  await db.tenant(tenant, (tx) => fillIn(tx, members));
}

/** A change of somebody's place that came meanwhile stands: it knows better. */
async function fillIn(tx: TenantTx, members: readonly Member[]): Promise<void> {
  await bumpFacts(tx);
  await tx.query(
    `UPDATE people p SET roles = coalesce(string_to_array(m.roles, ','), '{}'), standing = coalesce(m.status, 'suspended')
     FROM people q LEFT JOIN unnest($1::text[], $2::text[], $3::text[]) AS m (id, roles, status) ON m.id = q.id
     WHERE q.id = p.id AND (p.roles IS NULL OR p.standing IS NULL) AND p.left_at IS NULL`,
    [members.map((one) => one.person_id), members.map((one) => one.roles), members.map((one) => one.status)],
  );
}
