/** All SQL of control.tenant_key_ports: which tenant's key lies at which service, and whether it is open, for every process to see. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import type { TenantKeyRow } from '../key-ports.ts';
import { shredded } from '../shred-tenant-keys.ts';
import type { PortName } from './key-port.ts';

export interface KeyPortRow extends PortName {
  readonly tenantId: string;
  readonly state: 'open' | 'sealed';
  readonly reason: string | null;
  /** When any process last saw the key. */
  readonly openedAt: Date;
  readonly sealedAt: Date | null;
}

/** A restore may bring back a key that lies at a service which the tenant has left: it is watched for that key too. */
const select = `SELECT tenant_id AS "tenantId", coalesce(p.service, split_part(k.port, '/', 1)) AS service,
    coalesce(p.key_name, split_part(k.port, '/', 2)) AS "keyName", coalesce(p.state, 'open') AS state, p.reason,
    coalesce(p.opened_at, k.created_at) AS "openedAt", p.sealed_at AS "sealedAt"
  FROM control.tenant_key_ports p
  FULL JOIN (SELECT DISTINCT ON (tenant_id) tenant_id, port, created_at FROM control.tenant_keys
    WHERE port IS NOT NULL ORDER BY tenant_id, version DESC) k USING (tenant_id)`;

/** Every tenant that has a key at a service. */
export async function listKeyPorts(tx: ControlReader): Promise<KeyPortRow[]> {
  return tx.query<KeyPortRow>(`${select} ORDER BY tenant_id`);
}

/** Whether any key of the tenant lies at a service, and which one is watched. */
export async function findWatchedPort(tx: ControlReader, tenantId: string): Promise<KeyPortRow | undefined> {
  const [row] = await tx.query<KeyPortRow>(`${select} WHERE tenant_id = $1`, [tenantId]);
  return row;
}

/** The port under which the tenant's new keys are put. */
export async function findKeyPort(tx: ControlReader, tenantId: string): Promise<KeyPortRow | undefined> {
  const [row] = await tx.query<KeyPortRow>(
    `SELECT tenant_id AS "tenantId", service, key_name AS "keyName", state, reason, opened_at AS "openedAt",
       sealed_at AS "sealedAt" FROM control.tenant_key_ports WHERE tenant_id = $1`,
    [tenantId],
  );
  return row;
}

export async function putKeyPort(tx: ControlTx, tenantId: string, port: PortName, at: string): Promise<void> {
  await tx.query(
    `INSERT INTO control.tenant_key_ports (tenant_id, service, key_name, opened_at, created_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (tenant_id) DO UPDATE SET service = $2, key_name = $3, state = 'open', reason = NULL, opened_at = $4, sealed_at = NULL`,
    [tenantId, port.service, port.keyName, at],
  );
}

export async function deleteKeyPort(tx: ControlTx, tenantId: string): Promise<boolean> {
  return (await tx.execute('DELETE FROM control.tenant_key_ports WHERE tenant_id = $1', [tenantId])) === 1;
}

/** @returns whether the row said sealed until now */
export async function storeOpened(tx: ControlTx, tenantId: string, at: string): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE control.tenant_key_ports SET state = 'open', reason = NULL, opened_at = $2, sealed_at = NULL
     WHERE tenant_id = $1 AND state = 'sealed'`,
    [tenantId, at],
  );
  return changed === 1;
}

export async function storeSeen(tx: ControlTx, tenantId: string, at: string): Promise<void> {
  await tx.execute(
    "UPDATE control.tenant_key_ports SET opened_at = $2 WHERE tenant_id = $1 AND state = 'open' AND opened_at < $2",
    [tenantId, at],
  );
}

/**
 * @param silentSince null: the key was taken back. Else the row stays open when another process saw the key after this moment
 * @returns whether the row said open until now
 */
export async function storeSealed(
  tx: ControlTx,
  tenantId: string,
  { reason, at, silentSince }: { reason: string; at: string; silentSince: string | null },
): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE control.tenant_key_ports SET state = 'sealed', reason = $2, sealed_at = $3
     WHERE tenant_id = $1 AND state = 'open' AND ($4::timestamptz IS NULL OR opened_at <= $4::timestamptz)`,
    [tenantId, reason.slice(0, 500), at, silentSince],
  );
  return changed === 1;
}

/**
 * Holds the tenant's row and its keys: nobody adds a version meanwhile.
 * @returns how many keys there are; undefined while a rotation of its data key runs
 */
export async function holdTenantKeys(tx: ControlTx, tenantId: string): Promise<number | undefined> {
  await tx.query('SELECT 1 AS one FROM control.tenants WHERE id = $1 FOR UPDATE', [tenantId]);
  const rotating = await tx.query(
    "SELECT 1 AS one FROM control.key_rotations WHERE tenant_id = $1 AND state = 'running'",
    [tenantId],
  );
  if (rotating.length > 0) return undefined;
  const rows = await tx.query(
    'SELECT 1 AS one FROM control.tenant_keys WHERE tenant_id = $1 AND wrapped <> $2 FOR UPDATE',
    [tenantId, shredded],
  );
  return rows.length;
}

/** Overwrites what is stored. @returns false when it is no longer what was read */
export async function replaceWrapped(
  tx: ControlTx,
  tenantId: string,
  read: Pick<TenantKeyRow, 'version' | 'wrapped'>,
  next: Pick<TenantKeyRow, 'wrapped' | 'port' | 'commitment'>,
): Promise<boolean> {
  const changed = await tx.execute(
    `UPDATE control.tenant_keys SET wrapped = $4, port = $5, commitment = $6
     WHERE tenant_id = $1 AND version = $2 AND wrapped = $3`,
    [tenantId, read.version, read.wrapped, next.wrapped, next.port, next.commitment],
  );
  return changed === 1;
}
