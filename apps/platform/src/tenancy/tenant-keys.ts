/**
 * A tenant's data keys in the memory of this process, for five seconds. While a tenant is in use they are read again in the
 * background, so no call waits for them, and a rotation or a withdrawal is seen within those five seconds.
 */
import type { Database, TenantRef } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import { noKeyPorts, type KeyPorts } from './key-ports.ts';
import { keyTimes } from './key-times.ts';
import { readTenantKeys, type KeyParts } from './read-tenant-keys.ts';
import { createSealer, readAgain, type KeysInMemory, type TenantSealer } from './tenant-sealer.ts';

export type { TenantSealer } from './tenant-sealer.ts';

export interface TenantKeys {
  /** @throws AppError when the keys can't be had: `unavailable`, `integrity_failed`, `tenant_sealed` */
  sealerOf(tenant: TenantRef): Promise<TenantSealer>;
  /**
   * What is remembered of a tenant is void at once and its bytes are overwritten, sealers that were handed out included.
   * @param why what those sealers throw from now on
   */
  forget(tenantId: string, why?: AppError): void;
}

interface Entry extends KeysInMemory {
  readonly sealer: Promise<TenantSealer>;
  loading: Promise<void> | undefined;
}

type Entries = Map<string, Entry>;

/** @param encryptionKeys the current deployment key first, then one that is retiring while a rotation lasts */
export function createTenantKeys(
  db: Database,
  encryptionKeys: readonly [Uint8Array, ...Uint8Array[]],
  clock: Clock,
  random: RandomBytes,
  ports: KeyPorts = noKeyPorts,
): TenantKeys {
  const parts: KeyParts = { db, encryptionKeys, clock, random, ports };
  const entries: Entries = new Map();
  const sweepLater = createSweep(entries, clock);
  return {
    sealerOf(tenant) {
      const entry = entries.get(tenant.id) ?? newEntry(parts, entries, tenant);
      sweepLater();
      const ageMs = clock.monotonicMs() - (entry.held?.readAtMs ?? -Infinity);
      if (ageMs >= keyTimes.rememberMs)
        return refresh(parts, entries, tenant, entry).then(() => entry.sealer);
      if (ageMs >= keyTimes.refreshAfterMs) void refresh(parts, entries, tenant, entry);
      return entry.sealer;
    },
    forget(tenantId, why = readAgain()) {
      const entry = entries.get(tenantId);
      if (entry !== undefined) drop(entries, tenantId, entry, why);
    },
  };
}

function newEntry(parts: KeyParts, entries: Entries, tenant: TenantRef): Entry {
  const memory: KeysInMemory = {
    held: undefined,
    dropped: undefined,
    reload: () => void refresh(parts, entries, tenant, entry),
  };
  const sealer = Promise.resolve(createSealer(tenant.id, memory, parts.clock, parts.random));
  const entry: Entry = Object.assign(memory, { sealer, loading: undefined });
  entries.set(tenant.id, entry);
  return entry;
}

/** One reading at a time; its failure is thrown to who waits for it and to nobody else. */
function refresh(parts: KeyParts, entries: Entries, tenant: TenantRef, entry: Entry): Promise<void> {
  entry.loading ??= load(parts, entries, tenant, entry).finally(() => {
    entry.loading = undefined;
  });
  entry.loading.catch(() => undefined);
  return entry.loading;
}

async function load(parts: KeyParts, entries: Entries, tenant: TenantRef, entry: Entry): Promise<void> {
  const askedMs = parts.clock.monotonicMs();
  try {
    const keys = await readTenantKeys(parts, tenant, entry.held?.keys ?? []);
    entry.held = { keys, readAtMs: askedMs };
  } catch (error) {
    // Away may pass before the five seconds are over; withdrawn, deleted or changed is meant for now.
    const refusal = error instanceof AppError ? error : readAgain();
    if (!passing.has(refusal.code)) drop(entries, tenant.id, entry, refusal);
    throw error;
  }
  // Withdrawn while it was being read.
  if (entry.dropped !== undefined) overwrite(entry);
}

/** Failures of the way to the keys rather than of the keys. */
const passing: ReadonlySet<string> = new Set([
  'unavailable',
  'deadline_exceeded',
  'conflict',
  'storage_full',
]);

function drop(entries: Entries, tenantId: string, entry: Entry, why: AppError): void {
  entry.dropped = why;
  if (entries.get(tenantId) === entry) entries.delete(tenantId);
  overwrite(entry);
}

function overwrite(entry: Entry): void {
  for (const { key } of entry.held?.keys ?? []) key.key.fill(0);
  entry.held = undefined;
}

/** Keys of tenants that nobody uses leave memory though nobody asks for them. */
function createSweep(entries: Entries, clock: Clock): () => void {
  let timer: NodeJS.Timeout | undefined;
  const sweep = (): void => {
    timer = undefined;
    const nowMs = clock.monotonicMs();
    for (const [id, { held, loading }] of entries)
      if (loading === undefined && nowMs - (held?.readAtMs ?? -Infinity) >= keyTimes.rememberMs)
        entries.delete(id);
    later();
  };
  const later = (): void => {
    if (timer !== undefined || entries.size === 0) return;
    timer = setTimeout(sweep, keyTimes.rememberMs / 5);
    timer.unref();
  };
  return later;
}
