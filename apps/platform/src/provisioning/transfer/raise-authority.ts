/**
 * Makes everything that was issued before it void: the authority epoch rises, and with it the version of the facts, so each
 * decision, approval and batch of before is stale; sessions and sign-in links end, approvals expire, tokens of
 * people and agents are revoked, support access ends, the tenant stays suspended until an operator reactivates it. Every restore does it (security.md section 2).
 */
import type { OwnerSession } from '@gamut/database/owner-session';
import type { JsonObject } from '@gamut/kernel/canonical-json';

/** Versions of the facts of one epoch: a new epoch begins above all that the last one can have reached. */
export const factsVersionsPerEpoch = 4_294_967_296;
export const restoredReason = 'restored: the authority of before is void; reactivate it once people know';

/** In a transaction on the tenant's cell whose search path is its schema. @param above no version of the facts that was ever given out */
export async function voidTenantAuthority(
  session: OwnerSession,
  epoch: number,
  above: number,
): Promise<JsonObject> {
  const [facts] = await session.query<{ version: number }>(
    'UPDATE facts_state SET version = greatest(version + 1, $1::bigint, $2::bigint + 1) WHERE one RETURNING version',
    [epoch * factsVersionsPerEpoch, above],
  );
  if (facts === undefined) throw new Error('the tenant has no facts row');
  const approvals = await session.query(
    `UPDATE approvals SET status = 'expired', ended_at = now(), ended_because = 'restored from a copy'
     WHERE status IN ('pending', 'approved') RETURNING id`,
  );
  const lent = await session.query(
    'UPDATE approval_delegations SET ended_at = now() WHERE ended_at IS NULL AND ends_at > now() RETURNING id',
  );
  const credentials = await session.query(
    'UPDATE agent_credentials SET revoked_at = now() WHERE revoked_at IS NULL RETURNING id',
  );
  return {
    factsVersion: facts.version,
    approvalsExpired: approvals.length,
    lentRightsEnded: lent.length,
    credentialsRevoked: credentials.length,
  };
}

/** In a transaction on home. */
export async function voidControlAuthority(home: OwnerSession, tenantId: string): Promise<JsonObject> {
  const sessions = await home.query(
    'UPDATE control.sessions SET ended_at = now() WHERE tenant_id = $1 AND ended_at IS NULL RETURNING id',
    [tenantId],
  );
  const links = await home.query(
    'UPDATE control.sign_in_links SET used_at = now() WHERE tenant_id = $1 AND used_at IS NULL RETURNING user_id',
    [tenantId],
  );
  const tokens = await home.query(
    'UPDATE control.api_tokens SET revoked_at = now() WHERE tenant_id = $1 AND revoked_at IS NULL RETURNING id',
    [tenantId],
  );
  const support = await home.query(
    `UPDATE control.support_grants SET status = 'ended', ended_at = now(), ended_by = 'restore', mac = NULL
     WHERE tenant_id = $1 AND status IN ('asked', 'approved') RETURNING id`,
    [tenantId],
  );
  return {
    sessionsEnded: sessions.length,
    linksVoided: links.length,
    tokensRevoked: tokens.length,
    supportEnded: support.length,
  };
}
