/**
 * What tenant keys ask of the customers' own keys: to take their layer off a stored data key, and to put it onto a new one. The
 * rooms that hold keys know this face alone; who answers it, and how a tenant is sealed, is the key port's own affair.
 */
import type { NamedKey } from '@gamut/crypto/envelope';
import type { TenantRef } from '@gamut/database/database';

/** A row of control.tenant_keys. */
export interface TenantKeyRow {
  readonly version: number;
  readonly keyId: string;
  readonly wrapped: string;
  /** Names the customer's key that lies under ours; null: there is none. */
  readonly port: string | null;
  readonly commitment: string | null;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

export interface KeyPorts {
  /**
   * The data key of a row whose `port` is set. Called at every refresh, so it remembers its own good checks.
   * @throws AppError `tenant_sealed`: the key is withdrawn now; `unavailable`: what is in memory lives out its time
   */
  open(tenant: TenantRef, row: TenantKeyRow): Promise<Uint8Array>;
  /** Puts the customer's layer onto a data key that is about to be stored; undefined for a tenant without a key of its own. */
  wrap(
    tenant: TenantRef,
    dataKey: NamedKey,
  ): Promise<{ readonly port: string; readonly theirs: string } | undefined>;
}

/** A platform without key services: a row that names one stays shut. */
export const noKeyPorts: KeyPorts = {
  open: (_tenant, row) =>
    Promise.reject(new TypeError(`no key service is configured for ${String(row.port)}`)),
  wrap: () => Promise.resolve(undefined),
};
