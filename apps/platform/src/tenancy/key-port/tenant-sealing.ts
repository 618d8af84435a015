/**
 * Seals a tenant whose key the customer took back, and opens it again when the key is there (security.md section 2). Each
 * process asks each tenant's key service anew within twenty seconds and beside the calls that it serves: revoked, the tenant is
 * sealed at once; silent, slow or lying, when the last good check has grown too old. No call waits for a service but the first.
 */
import type { NamedKey } from '@gamut/crypto/envelope';
import type { TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { KeyPorts, TenantKeyRow } from '../key-ports.ts';
import { createCheckSchedule, type CheckSchedule } from './check-schedule.ts';
import { KeyChecks, type Watched } from './key-checks.ts';
import { findKeyPort } from './key-port-store.ts';
import { formatPort, KeyPortFailure, type KeyPort, type PortName } from './key-port.ts';
import type { SealingParts } from './sealing-parts.ts';
import { sealedError } from './tenant-sealed.ts';
import type { OpenedKey } from './tenant-standing.ts';
import { theirLayer } from './unwrap-tenant-keys.ts';
import { wrapUnderPort } from './wrap-under-port.ts';

export interface TenantSealing extends KeyPorts, CheckSchedule {
  readonly ports: ReadonlyMap<string, KeyPort>;
  /** @throws AppError `tenant_sealed` */
  assertOpen(tenantId: string): Promise<void>;
  /** Never waits for a key service: what this process does not know yet is sealed. */
  isSealed(tenantId: string): Promise<boolean>;
  /** The port was set in this process a moment ago, and these keys are open. */
  adopt(tenantId: string, port: PortName, sentMs: number, keys: ReadonlyMap<string, OpenedKey>): void;
  /** The port was taken away. */
  forget(tenantId: string): void;
}

export function createTenantSealing(parts: SealingParts): TenantSealing {
  const { clock, ports } = parts;
  const checks = new KeyChecks(parts);

  /** Waits for the first answer of this process, and for no other. */
  async function known(tenantId: string): Promise<Watched | undefined> {
    const watched = await checks.find(tenantId);
    if (watched?.standing.state === 'unknown') await checks.check(watched);
    return watched;
  }

  function refuseSealed({ standing }: Watched): void {
    if (standing.state !== 'open') throw sealedError(standing.reason);
  }

  return {
    ports,
    async assertOpen(tenantId) {
      const watched = await known(tenantId);
      if (watched !== undefined) refuseSealed(watched);
    },
    async isSealed(tenantId) {
      const watched = await checks.find(tenantId);
      return watched !== undefined && watched.standing.state !== 'open';
    },
    async open(tenant, row) {
      const watched = (await known(tenant.id)) ?? (await checks.discover(tenant.id));
      if (watched === undefined) throw portMoved();
      refuseSealed(watched);
      const wanted = [row.keyId, theirsOf(parts, tenant.id, row), row.port ?? ''] as const;
      let key = watched.standing.find(...wanted);
      if (key === undefined) {
        // a version that was made since the last check
        await checks.check(watched);
        refuseSealed(watched);
        key = watched.standing.find(...wanted);
      }
      if (key === undefined) throw portMoved();
      return new Uint8Array(key);
    },
    wrap: (tenant, dataKey) => wrapNew(parts, tenant, dataKey),
    adopt(tenantId, port, sentMs, keys) {
      checks.adopt(tenantId, port, sentMs, keys);
    },
    forget: (tenantId) => {
      checks.drop(tenantId);
    },
    ...createCheckSchedule(checks, clock, parts.times),
  };
}

function theirsOf(parts: SealingParts, tenantId: string, row: TenantKeyRow): string {
  try {
    return theirLayer(parts, tenantId, row);
  } catch (error) {
    throw sealedError(error instanceof Error ? error.message : 'its key does not open');
  }
}

/** Asks control and not memory: a port that another process set a moment ago counts. */
async function wrapNew(
  { db, ports }: SealingParts,
  tenant: TenantRef,
  dataKey: NamedKey,
): Promise<{ port: string; theirs: string } | undefined> {
  const port = await db.readControl((tx) => findKeyPort(tx, tenant.id));
  if (port === undefined) return undefined;
  try {
    return { port: formatPort(port), theirs: await wrapUnderPort(ports, tenant.id, port, dataKey) };
  } catch (error) {
    if (error instanceof KeyPortFailure) throw sealedError(error.message);
    throw error;
  }
}

function portMoved(): AppError {
  return new AppError('unavailable', 'The key port of this organisation was changed just now.', {
    fix: 'Try again.',
    who: 'the caller',
  });
}
