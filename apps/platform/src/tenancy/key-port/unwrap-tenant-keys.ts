/**
 * All data keys of a tenant whose key the customer owns: our layer comes off here, theirs at their service, and what comes back
 * must be the key that was committed to. A retired one that was left behind is passed by. One that fails takes the others with it, and nothing of them stays in memory.
 */
import { assertCommitment, unwrapPortedKey } from '@gamut/crypto/data-key';
import type { TenantKeyRow } from '../key-ports.ts';
import { isLeftBehind } from '../left-behind.ts';
import { KeyPortFailure, parsePort, type KeyPort } from './key-port.ts';
import type { OpenedKey } from './tenant-standing.ts';

export interface Unwrapping {
  readonly ports: ReadonlyMap<string, KeyPort>;
  /** Read at each use: a rotation changes which they are. */
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
}

/** @throws KeyPortFailure */
export async function unwrapTenantKeys(
  parts: Unwrapping,
  tenantId: string,
  rows: readonly TenantKeyRow[],
): Promise<Map<string, OpenedKey>> {
  const settled = await Promise.allSettled(
    rows
      .filter((row) => row.port !== null && !isLeftBehind(parts.encryptionKeys, row))
      .map(async (row) => [row.keyId, await unwrap(parts, tenantId, row)] as const),
  );
  const opened = new Map(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  // a key that was taken back says more than a service that stumbled over another one
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [asFailure(one.reason)] : []));
  const failure = failures.find(({ fault }) => fault === 'revoked') ?? failures[0];
  if (failure === undefined) return opened;
  wipeKeys(opened);
  throw failure;
}

export function wipeKeys(opened: ReadonlyMap<string, OpenedKey>): void {
  for (const { key } of opened.values()) key.fill(0);
}

/** @throws KeyPortFailure when nothing could be asked at all */
export function theirLayer(
  { encryptionKeys }: Pick<Unwrapping, 'encryptionKeys'>,
  tenantId: string,
  row: Pick<TenantKeyRow, 'keyId' | 'wrapped'>,
): string {
  try {
    return unwrapPortedKey(encryptionKeys, tenantId, row.keyId, row.wrapped);
  } catch {
    throw new KeyPortFailure('unreachable', 'our own layer around its key does not open in this process');
  }
}

async function unwrap(parts: Unwrapping, tenantId: string, row: TenantKeyRow): Promise<OpenedKey> {
  const name = parsePort(row.port ?? '');
  const port = name === undefined ? undefined : parts.ports.get(name.service);
  if (name === undefined || port === undefined)
    throw new KeyPortFailure('unreachable', 'its key service is not configured in this process');
  const theirs = theirLayer(parts, tenantId, row);
  const key = await port.unwrap(tenantId, name.keyName, theirs);
  try {
    assertCommitment(tenantId, { id: row.keyId, key }, row.commitment ?? '');
  } catch {
    key.fill(0);
    throw new KeyPortFailure('wrong', 'its key service gave back another key');
  }
  return { theirs, port: row.port ?? '', key };
}

function asFailure(reason: unknown): KeyPortFailure {
  return reason instanceof KeyPortFailure
    ? reason
    : new KeyPortFailure('unreachable', 'its key could not be checked');
}
