/**
 * All SQL of tenants as the operator sees them: names, standing, cell; never a record of theirs. On home's control schema, in a
 * transaction that crosses tenants.
 */
import { trialEndOf } from '@gamut/database/plan-in-force';
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';

export interface TenantStanding {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  /** Null for any plan but a trial. */
  readonly trial_ends_at: Date | null;
  readonly status: 'active' | 'suspended' | 'moving' | 'deleting';
  readonly status_reason: string | null;
  readonly status_changed_at: Date | null;
  readonly cell: string;
  readonly authority_epoch: number;
  readonly created_at: Date;
  /** How many have a place; whose, the operator is not told. */
  readonly people: number;
}

const columns = `id, slug, name, plan, CASE WHEN plan = 'trial' THEN ${trialEndOf()} END AS trial_ends_at,
  status, status_reason, status_changed_at, cell, authority_epoch, created_at,
  (SELECT count(*) FROM control.memberships m WHERE m.tenant_id = control.tenants.id AND m.status <> 'invited')::int AS people`;

export function listTenants(
  tx: ControlReader,
  asked: { readonly limit: number; readonly afterSlug: string | undefined },
): Promise<TenantStanding[]> {
  return tx.query<TenantStanding>(
    `SELECT ${columns} FROM control.tenants WHERE slug > $1 ORDER BY slug LIMIT $2`,
    [asked.afterSlug ?? '', asked.limit + 1],
  );
}

/** Held until the transaction ends, so that no other act of an operator judges the same standing meanwhile. */
export async function lockTenant(tx: ControlTx, slug: string): Promise<TenantStanding | undefined> {
  const [row] = await tx.query<TenantStanding>(
    `SELECT ${columns} FROM control.tenants WHERE slug = $1 FOR UPDATE`,
    [slug],
  );
  return row;
}

export async function findTenantBySlug(tx: ControlReader, slug: string): Promise<TenantStanding | undefined> {
  const [row] = await tx.query<TenantStanding>(`SELECT ${columns} FROM control.tenants WHERE slug = $1`, [
    slug,
  ]);
  return row;
}

export async function setStanding(
  tx: ControlTx,
  id: string,
  to: { readonly status: TenantStanding['status']; readonly reason: string; readonly at: string },
): Promise<void> {
  await tx.execute(
    'UPDATE control.tenants SET status = $2, status_reason = $3, status_changed_at = $4 WHERE id = $1',
    [id, to.status, to.reason, to.at],
  );
}

export async function setPlan(
  tx: ControlTx,
  id: string,
  to: { readonly plan: string; readonly trialEndsAt: Date | null },
): Promise<void> {
  await tx.execute('UPDATE control.tenants SET plan = $2, trial_ends_at = $3 WHERE id = $1', [
    id,
    to.plan,
    to.trialEndsAt?.toISOString() ?? null,
  ]);
}

/** @returns how many people were signed in */
export function endSessionsOf(tx: ControlTx, id: string, at: string): Promise<number> {
  return tx.execute('UPDATE control.sessions SET ended_at = $2 WHERE tenant_id = $1 AND ended_at IS NULL', [
    id,
    at,
  ]);
}

export interface CellRoom {
  readonly name: string;
  readonly state: 'open' | 'draining';
  readonly tenants_max: number;
  readonly tenants: number;
}

/** Tenants that are being made count as well. */
export function listCells(tx: ControlReader): Promise<CellRoom[]> {
  return tx.query<CellRoom>(
    `SELECT c.name, c.state, c.tenants_max,
       ((SELECT count(*) FROM control.tenants t WHERE t.cell = c.name)
        + (SELECT count(*) FROM control.jobs j WHERE j.kind = 'tenant.create' AND j.status IN ('waiting', 'running')
             AND j.payload->>'cell' = c.name))::int AS tenants
     FROM control.cells c ORDER BY c.name`,
  );
}

export async function findSlugOf(tx: ControlReader, id: string): Promise<string | undefined> {
  const [row] = await tx.query<{ slug: string }>('SELECT slug FROM control.tenants WHERE id = $1', [id]);
  return row?.slug;
}

/** The tenant that had this slug when it was deleted; the newest, for a slug is free again afterwards. */
export async function findDeletedTenant(tx: ControlReader, slug: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    'SELECT id FROM control.deleted_tenants WHERE slug = $1 ORDER BY deleted_at DESC LIMIT 1',
    [slug],
  );
  return row?.id;
}
