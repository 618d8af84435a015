/** SQL of credentials that are listed and rotated. The hash of a token never leaves; twelve characters of it name it. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import { expiringSoonDays, type AgentCredentialRow } from './agent-credential.ts';

const rows = `SELECT jsonb_build_object('id', c.id, 'agentId', c.agent_id, 'agentName', a.name, 'name', c.name, 'fingerprint', left(c.sha256, 12),
    'state', c.state, 'createdAt', ${isoText('c.created_at')}, 'issuedBy', COALESCE(i.name, c.issued_by), 'expiresAt', ${isoText('c.expires_at')},
    'lastUsedAt', ${isoText('c.last_used_at')}, 'replacedBy', c.replaced_by, 'revokedAt', ${isoText('c.revoked_at')},
    'revokedBy', COALESCE(r.name, c.revoked_by)) AS item
  FROM (SELECT *, CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= $1::timestamptz THEN 'expired'
      WHEN replaced_by IS NOT NULL THEN 'ending'
      WHEN expires_at <= $1::timestamptz + interval '${expiringSoonDays} days' THEN 'expiring_soon' ELSE 'live' END AS state
    FROM agent_credentials) c
  JOIN agents a ON a.id = c.agent_id LEFT JOIN people i ON i.id = c.issued_by LEFT JOIN people r ON r.id = c.revoked_by`;

/** Newest first. @returns at most one more than the limit */
export async function listCredentials(
  tx: TenantReader,
  asked: AskedPage,
  filter: { readonly agentId?: string | undefined; readonly state?: string | undefined },
  now: string,
): Promise<AgentCredentialRow[]> {
  const found = await tx.query<{ item: AgentCredentialRow }>(
    `${rows} WHERE ($2::text IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.agent_id = $3) AND ($4::text IS NULL OR c.state = $4)
     ORDER BY c.id DESC LIMIT $5`,
    [now, asked.after?.[0] ?? null, filter.agentId ?? null, filter.state ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

/** The credential as it is now, held until this transaction ends. */
export async function holdCredential(
  tx: TenantTx,
  agentId: string,
  id: string,
  now: string,
): Promise<AgentCredentialRow | undefined> {
  const [row] = await tx.query<{ item: AgentCredentialRow }>(
    `${rows} WHERE c.agent_id = $2 AND c.id = (SELECT id FROM agent_credentials WHERE id = $3 FOR UPDATE)`,
    [now, agentId, id],
  );
  return row?.item;
}

/** It lives on until `endsAt`, or its own end if that comes first. */
export async function replaceCredential(
  tx: TenantTx,
  id: string,
  successor: string,
  endsAt: string,
): Promise<void> {
  await tx.query(
    'UPDATE agent_credentials SET replaced_by = $2, expires_at = LEAST(COALESCE(expires_at, $3::timestamptz), $3::timestamptz) WHERE id = $1',
    [id, successor, endsAt],
  );
}
