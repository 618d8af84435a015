/**
 * Who has a place in a tenant. It lives in control, and goes when a tenant is deleted: so an export carries it, and only the
 * restore of a tenant that home no longer knows brings it back. Passwords never travel, and invitations that nobody took up are void.
 */
import type { OwnerSession } from '@gamut/database/owner-session';
import type { TenantMember } from '@gamut/database/tenant-file-header';

export function listMembers(home: Pick<OwnerSession, 'query'>, tenantId: string): Promise<TenantMember[]> {
  return home.query<TenantMember & object>(
    `SELECT u.id, m.person_id AS "personId", u.email, coalesce(m.name, u.name) AS name, m.role, m.additive_roles AS "additiveRoles", m.status
     FROM control.memberships m JOIN control.users u ON u.id = m.user_id
     WHERE m.tenant_id = $1 AND m.status <> 'invited' ORDER BY u.id`,
    [tenantId],
  );
}

/** Why somebody who came back may not act yet. */
const afterDeletion = 'came back with the tenant after its deletion';

/**
 * Inside a transaction of home. Nobody gets in by it: whoever comes back is suspended, and an administrator who was active is
 * invited, so that the operator lets one in by a fresh link and that one the others. Somebody whose e-mail belongs to another
 * account by now is left out, since that may be another person. @returns how many have their place again
 */
export async function bringBackMembers(
  home: Pick<OwnerSession, 'query'>,
  tenantId: string,
  members: readonly TenantMember[],
): Promise<number> {
  let back = 0;
  for (const { id, personId, email, name, role, additiveRoles, status } of members) {
    await home.query(
      `INSERT INTO control.users (id, email, name, created_at, updated_at) VALUES ($1, $2, $3, now(), now())
       ON CONFLICT DO NOTHING`,
      [id, email, name],
    );
    const joined = await home.query(
      `INSERT INTO control.memberships (user_id, tenant_id, role, additive_roles, status, status_reason, status_changed_at, person_id, created_at, name)
       SELECT u.id, $2, $3, $4::text[], $5, $8, now(), $7, now(), CASE WHEN $5 = 'invited' THEN $9 END FROM control.users u WHERE u.id = $1 AND u.email = $6
       ON CONFLICT (user_id, tenant_id) DO NOTHING RETURNING user_id`,
      [id, tenantId, role, additiveRoles, comesBackAs(role, status), email, personId, afterDeletion, name],
    );
    back += joined.length;
  }
  return back;
}

function comesBackAs(role: string, status: string): 'invited' | 'suspended' {
  return role === 'administrator' && status === 'active' ? 'invited' : 'suspended';
}
