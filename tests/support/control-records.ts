/** What home's control says of tenants and of the platform's own journal, read as the database's owner. */
import type { TenantRef } from '@gamut/database/database';
import type { OwnerSession } from '@gamut/database/owner-session';

export async function entriesOf(
  owner: OwnerSession,
  afterSeq: number,
): Promise<{ kind: string; subject: string }[]> {
  return owner.query(
    "SELECT kind, subject FROM control.journal_entries WHERE stream = 'platform' AND seq > $1 ORDER BY seq",
    [afterSeq],
  );
}

export async function platformHead(owner: OwnerSession): Promise<number> {
  const [head] = await owner.query<{ seq: number }>('SELECT seq FROM control.journal_heads');
  return Number(head?.seq);
}

export async function tenantStatus(owner: OwnerSession, slug: string): Promise<string | undefined> {
  const sql = 'SELECT status FROM control.tenants WHERE slug = $1';
  return (await owner.query<{ status: string }>(sql, [slug]))[0]?.status;
}

export async function factsVersionOf(owner: OwnerSession, tenant: TenantRef): Promise<number> {
  const [state] = await owner.query<{ version: number }>(`SELECT version FROM ${tenant.schema}.facts_state`);
  return Number(state?.version);
}
