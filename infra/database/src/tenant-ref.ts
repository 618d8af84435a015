/**
 * Which tenant, proven: a value that only this room mints from the row in control. The door refuses any other object, so a
 * tenant that a request merely names can't open a transaction.
 */
import type { TenantId } from '@gamut/kernel/id';
import type { tenantStatuses } from '@gamut/kernel/agentic-terms';
import { planInForce } from './plan-in-force.ts';

/** The cell that holds the authoritative control, and tenants beside it. */
export const homeCell = 'home';

declare const brand: unique symbol;

export interface TenantRef {
  readonly [brand]: 'TenantRef';
  readonly id: TenantId;
  readonly slug: string;
  readonly name: string;
  readonly status: (typeof tenantStatuses)[number];
  /** The one in force: a trial that is over is `no_access`. */
  readonly plan: string;
  readonly schema: string;
  readonly role: string;
  /** The database that holds its schema; `home` holds control too. */
  readonly cell: string;
  /** Raised by every restore: what was issued under an older epoch is void. */
  readonly authorityEpoch: number;
}

export interface TenantRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: string;
  readonly plan: string;
  readonly schema_name: string;
  readonly role_name: string;
  readonly cell: string;
  readonly authority_epoch: number;
}

export const tenantColumns = `id, slug, name, status, ${planInForce()} AS plan, schema_name, role_name, cell, authority_epoch`;

const minted = new WeakSet<object>();

/** @param row as it came from control.tenants: the one caller is the database face beside this file */
export function mintTenantRef(row: TenantRow): TenantRef {
  const { id, slug, name, status, plan, cell } = row;
  const { schema_name: schema, role_name: role, authority_epoch: authorityEpoch } = row;
  const fields = { id, slug, name, status, plan, schema, role, cell, authorityEpoch };
  const ref = Object.freeze(fields) as unknown as TenantRef;
  minted.add(ref);
  return ref;
}

export function assertMinted(ref: TenantRef): void {
  if (!minted.has(ref))
    throw new TypeError('a tenant transaction needs a TenantRef that findTenant returned');
}
