/** All SQL of the places of one account: in which tenants, and how each stands. Across tenants, for the person alone. */
import type { ControlReader } from '@gamut/database/tenant-transaction';
import type { Whose } from './session-store.ts';

export interface PlaceSeen {
  readonly tenant_id: string;
  readonly slug: string;
  readonly name: string;
  readonly tenant_status: 'active' | 'suspended' | 'moving' | 'deleting';
  readonly membership_status: 'active' | 'suspended';
}

/**
 * By slug; an invitation that was not taken up is no place yet, and of a place with a password of its own the account's proves nothing: only
 * from inside does it show. @param only absent: all of them
 */
export function listPlaces(
  tx: ControlReader,
  { userId, tenantId }: Whose,
  asked: {
    readonly limit: number;
    readonly afterSlug?: string | undefined;
    readonly only?: string | undefined;
  },
): Promise<PlaceSeen[]> {
  return tx.query<PlaceSeen>(
    `SELECT t.id AS tenant_id, t.slug, t.name, t.status AS tenant_status, m.status AS membership_status
     FROM control.memberships m JOIN control.tenants t ON t.id = m.tenant_id
     WHERE m.user_id = $1 AND m.status <> 'invited' AND t.slug > $2 AND ($3::text IS NULL OR t.slug = $3)
       AND (m.password_hash IS NULL OR m.tenant_id = $5)
     ORDER BY t.slug LIMIT $4`,
    [userId, asked.afterSlug ?? '', asked.only ?? null, asked.limit, tenantId],
  );
}

export interface SessionProof {
  readonly expires_at: Date;
}

/** The session, if the account's own password began it, and opens the place that it is in: only that proves more than one place. */
export async function findAccountProof(
  tx: ControlReader,
  sessionId: string,
): Promise<SessionProof | undefined> {
  const [row] = await tx.query<SessionProof>(
    `SELECT s.expires_at FROM control.sessions s
     JOIN control.memberships m ON m.user_id = s.user_id AND m.tenant_id = s.tenant_id
     WHERE s.id = $1 AND s.ended_at IS NULL AND s.signed_in_with IN ('password', 'set_up_link') AND m.password_hash IS NULL`,
    [sessionId],
  );
  return row;
}
