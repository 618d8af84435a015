/** All SQL of operators: named people of the platform, outside every tenant. On home's control schema, across tenants. */
import type { PlatformRole } from '@gamut/access/platform-roles';
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';

export interface OperatorRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PlatformRole;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
  readonly revoked_reason: string | null;
}

const columns = 'id, name, email, role, created_at, expires_at, last_used_at, revoked_at, revoked_reason';

export async function findOperator(
  tx: ControlReader,
  id: string,
): Promise<(OperatorRow & { readonly mac: string }) | undefined> {
  const [row] = await tx.query<OperatorRow & { mac: string }>(
    `SELECT ${columns}, mac FROM control.operators WHERE id = $1`,
    [id],
  );
  return row;
}

export async function touchOperator(tx: ControlTx, id: string, at: string): Promise<void> {
  await tx.execute('UPDATE control.operators SET last_used_at = $2 WHERE id = $1', [id, at]);
}

export interface NewOperator {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PlatformRole;
  readonly mac: string;
  readonly at: string;
  readonly expiresAt: string;
}

/** @returns undefined when somebody with this e-mail holds a token that was not revoked */
export async function insertOperator(tx: ControlTx, made: NewOperator): Promise<OperatorRow | undefined> {
  const { id, name, email, role, mac, at, expiresAt } = made;
  const [row] = await tx.query<OperatorRow>(
    `INSERT INTO control.operators (id, name, email, role, mac, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) WHERE revoked_at IS NULL DO NOTHING RETURNING ${columns}`,
    [id, name, email, role, mac, at, expiresAt],
  );
  return row;
}

/** By time of making. */
export function listOperators(
  tx: ControlReader,
  asked: { readonly limit: number; readonly afterId: string | undefined },
): Promise<OperatorRow[]> {
  return tx.query<OperatorRow>(
    `SELECT ${columns} FROM control.operators WHERE $1::text IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    [asked.afterId ?? null, asked.limit + 1],
  );
}

/** @returns undefined when there is none that is not revoked yet */
export async function revokeOperatorRow(
  tx: ControlTx,
  id: string,
  how: { readonly reason: string; readonly at: string },
): Promise<OperatorRow | undefined> {
  const [row] = await tx.query<OperatorRow>(
    `UPDATE control.operators SET revoked_at = $2, revoked_reason = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING ${columns}`,
    [id, how.at, how.reason],
  );
  return row;
}
