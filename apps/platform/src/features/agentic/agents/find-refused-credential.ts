/**
 * Whose credential it was that Gateway refused, and why it opens nothing: revoked, rotated out, expired, or of an agent
 * that is retired; or nobody's, by somebody who knows an agent's id. One that is live by now is none: it came after Gateway's facts.
 */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { RefusedCredential } from '@gamut/protocol/refused-credential';

export interface FoundRefused {
  readonly agent: { readonly id: string; readonly name: string };
  readonly credential: { readonly id: string; readonly name: string } | undefined;
  readonly why: 'revoked' | 'rotated_out' | 'expired' | 'agent_retired' | 'unknown';
}

export async function findRefusedCredential(
  tx: TenantReader,
  { agent, shown }: RefusedCredential,
  now: string,
): Promise<FoundRefused | undefined> {
  const [sha256, epoch] = 'sha256' in shown ? [shown.sha256, null] : [null, shown.keyEpoch];
  const [row] = await tx.query<{
    agent_name: string;
    why: FoundRefused['why'] | 'live';
    id: string | null;
    name: string | null;
  }>(
    `SELECT a.name AS agent_name, c.id, c.name, CASE WHEN c.id IS NULL THEN 'unknown' WHEN a.status = 'retired' THEN 'agent_retired'
       WHEN c.revoked_at IS NOT NULL THEN 'revoked' WHEN c.expires_at <= $4::timestamptz
       THEN CASE WHEN c.replaced_by IS NULL THEN 'expired' ELSE 'rotated_out' END ELSE 'live' END AS why
     FROM agents a LEFT JOIN agent_credentials c ON c.agent_id = a.id AND (c.sha256 = $2
       OR c.id = (SELECT k.credential_id FROM runtime_keys k WHERE k.agent_id = a.id AND k.epoch = $3))
     WHERE a.id = $1`,
    [agent, sha256, epoch, now],
  );
  if (row === undefined || row.why === 'live') return undefined;
  const credential = row.id === null || row.name === null ? undefined : { id: row.id, name: row.name };
  return { agent: { id: agent, name: row.agent_name }, credential, why: row.why };
}
