/** All SQL of people's API tokens, in control: found by id with the standing of their owner, listed and revoked within one tenant. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import type { Whose } from './session-store.ts';
import { standingColumns, type StandingRow } from './standing-row.ts';

export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

const columns = 'k.id, k.name, k.permissions, k.created_at, k.expires_at, k.last_used_at, k.revoked_at';

export type TokenStandingRow = ApiTokenRow & StandingRow & { readonly mac: string };

export async function findToken(tx: ControlReader, id: string): Promise<TokenStandingRow | undefined> {
  const [row] = await tx.query<TokenStandingRow>(
    `SELECT ${columns}, k.mac, ${standingColumns}
     FROM control.api_tokens k
     JOIN control.users u ON u.id = k.user_id
     JOIN control.tenants t ON t.id = k.tenant_id
     JOIN control.memberships m ON m.user_id = k.user_id AND m.tenant_id = k.tenant_id
     WHERE k.id = $1`,
    [id],
  );
  return row;
}

export async function touchToken(tx: ControlTx, id: string, at: string): Promise<void> {
  await tx.query('UPDATE control.api_tokens SET last_used_at = $2 WHERE id = $1', [id, at]);
}

export interface NewApiToken {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly mac: string;
  readonly at: string;
  readonly expiresAt: string | null;
}

export async function insertToken(
  tx: ControlTx,
  { userId, tenantId }: Whose,
  token: NewApiToken,
): Promise<void> {
  await tx.execute(
    `INSERT INTO control.api_tokens (id, user_id, tenant_id, name, permissions, mac, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5::text[], $6, $7, $8)`,
    [token.id, userId, tenantId, token.name, token.permissions, token.mac, token.at, token.expiresAt],
  );
}

/** How many could still be used. */
export async function countLiveTokens(
  tx: ControlReader,
  { userId, tenantId }: Whose,
  at: string,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM control.api_tokens
     WHERE user_id = $1 AND tenant_id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)`,
    [userId, tenantId, at],
  );
  return Number(row?.count ?? 0);
}

/** By time of making, then id. */
export function listTokens(
  tx: ControlReader,
  { userId, tenantId }: Whose,
  asked: { readonly limit: number; readonly afterId: string | undefined },
): Promise<ApiTokenRow[]> {
  return tx.query<ApiTokenRow>(
    `SELECT ${columns} FROM control.api_tokens k
     WHERE k.user_id = $1 AND k.tenant_id = $2 AND ($3::text IS NULL OR k.id > $3) ORDER BY k.id LIMIT $4`,
    [userId, tenantId, asked.afterId ?? null, asked.limit + 1],
  );
}

/** @returns the token as it was; undefined when there is none of this person that is not revoked yet */
export async function revokeToken(
  tx: ControlTx,
  { userId, tenantId }: Whose,
  id: string,
  at: string,
): Promise<ApiTokenRow | undefined> {
  const [row] = await tx.query<ApiTokenRow>(
    `UPDATE control.api_tokens k SET revoked_at = $4
     WHERE k.id = $3 AND k.user_id = $1 AND k.tenant_id = $2 AND k.revoked_at IS NULL RETURNING ${columns}`,
    [userId, tenantId, id, at],
  );
  return row;
}
