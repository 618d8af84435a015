/**
 * Puts a tenant's data keys under a key of its owner, or back under ours alone: every version is wrapped anew, opened again
 * before it is stored, and written over the old row in one transaction with its entry. What fails leaves everything as it was.
 */
import { dataKeyCommitment, unwrapDataKey, wrapDataKey, wrapPortedKey } from '@gamut/crypto/data-key';
import type { NamedKey } from '@gamut/crypto/envelope';
import type { TenantRef } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { TenantKeyRow } from '../key-ports.ts';
import { isLeftBehind } from '../left-behind.ts';
import { keyInForce, listTenantKeys } from '../tenant-key-store.ts';
import type { TenantKeys } from '../tenant-keys.ts';
import { deleteKeyPort, holdTenantKeys, putKeyPort, replaceWrapped } from './key-port-store.ts';
import { formatPort, KeyPortFailure, type PortName } from './key-port.ts';
import type { SealingParts } from './sealing-parts.ts';
import type { TenantSealing } from './tenant-sealing.ts';
import type { OpenedKey } from './tenant-standing.ts';
import { unwrapTenantKeys } from './unwrap-tenant-keys.ts';
import { wrapUnderPort } from './wrap-under-port.ts';

export interface KeyPortChanges {
  /** @returns what has to be done once the transaction has committed */
  set(tx: ControlTx, tenant: TenantRef, port: PortName): Promise<() => void>;
  /** The customer's key is needed one last time. */
  remove(tx: ControlTx, tenant: TenantRef): Promise<() => void>;
}

export interface ChangeParts extends Pick<SealingParts, 'db' | 'encryptionKeys' | 'clock' | 'random'> {
  readonly sealing: TenantSealing;
  readonly keys: TenantKeys;
}

/** A stored key and what it holds. */
interface InHand {
  readonly row: TenantKeyRow;
  readonly key: NamedKey;
}

interface AllInHand {
  /** How many there are, those that were left behind included. */
  readonly stored: number;
  readonly inHand: readonly InHand[];
}

export function createKeyPortChanges(parts: ChangeParts): KeyPortChanges {
  const { clock, sealing, keys } = parts;
  const now = (): string => new Date(clock.nowMs()).toISOString();
  return {
    async set(tx, tenant, port) {
      const sentMs = clock.monotonicMs();
      const all = await openAll(parts, tenant);
      const { inHand } = all;
      try {
        const theirs = await orRefuse(() =>
          Promise.all(inHand.map(({ key }) => wrapUnderPort(sealing.ports, tenant.id, port, key))),
        );
        await storeAll(parts, tx, tenant, all, { port, theirs });
        await putKeyPort(tx, tenant.id, port, now());
        const opened = new Map(
          inHand.map(({ key }, at): [string, OpenedKey] => [
            key.id,
            { theirs: theirs[at] as string, port: formatPort(port), key: new Uint8Array(key.key) },
          ]),
        );
        return () => {
          sealing.adopt(tenant.id, port, sentMs, opened);
          keys.forget(tenant.id);
        };
      } finally {
        wipe(inHand);
      }
    },
    async remove(tx, tenant) {
      const all = await openAll(parts, tenant);
      const { inHand } = all;
      try {
        if (!(await deleteKeyPort(tx, tenant.id))) throw noKeyPort();
        await storeAll(parts, tx, tenant, all, undefined);
        return () => {
          sealing.forget(tenant.id);
          keys.forget(tenant.id);
        };
      } finally {
        wipe(inHand);
      }
    },
  };
}

export function noKeyPort(): AppError {
  return new AppError('not_found', 'The key of this tenant lies at no key service.', {
    fix: 'Set a key port first.',
    who: 'the operator',
  });
}

/** Their service is asked now, whatever this process remembers. A version that was left behind stays as it lies. */
async function openAll(parts: ChangeParts, tenant: TenantRef): Promise<AllInHand> {
  const { db, encryptionKeys, sealing, keys } = parts;
  // a tenant that has sealed nothing yet gets its first key, so that there is one to put under theirs
  await keys.sealerOf(tenant);
  const stored = await db.readControl((tx) => listTenantKeys(tx, tenant.id));
  const rows = stored.filter((row) => !isLeftBehind(encryptionKeys, row));
  const ported = await orRefuse(() =>
    unwrapTenantKeys({ ports: sealing.ports, encryptionKeys }, tenant.id, rows),
  );
  const keysInHand = rows.map((row) => {
    const opened = ported.get(row.keyId)?.key;
    return {
      row,
      key:
        opened === undefined
          ? unwrapDataKey(encryptionKeys, tenant.id, row.keyId, row.wrapped)
          : { id: row.keyId, key: opened },
    };
  });
  return { stored: stored.length, inHand: keysInHand };
}

async function storeAll(
  { encryptionKeys, random }: ChangeParts,
  tx: ControlTx,
  { id }: TenantRef,
  { stored, inHand }: AllInHand,
  under: { readonly port: PortName; readonly theirs: readonly string[] } | undefined,
): Promise<void> {
  const ours = await keyInForce(tx, encryptionKeys);
  if ((await holdTenantKeys(tx, id)) !== stored) throw changedMeanwhile();
  for (const [at, { row, key }] of inHand.entries()) {
    const theirs = under?.theirs[at];
    const replaced = await replaceWrapped(tx, id, row, {
      wrapped:
        theirs === undefined
          ? wrapDataKey(ours, id, key, random)
          : wrapPortedKey(ours, id, key.id, theirs, random),
      port: under === undefined ? null : formatPort(under.port),
      commitment: dataKeyCommitment(id, key),
    });
    if (!replaced) throw changedMeanwhile();
  }
}

function wipe(inHand: readonly InHand[]): void {
  for (const { key } of inHand) key.key.fill(0);
}

/** What a service does wrong keeps the change from being made, and says so to the operator. */
async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof KeyPortFailure)) throw error;
    throw new AppError('precondition_failed', `Nothing was changed: ${error.message}.`, {
      fix: 'See that the key is there, that the token may encrypt and decrypt with it, and that the service is the right one.',
      who: 'the operator, with whoever owns the key',
    });
  }
}

function changedMeanwhile(): AppError {
  return new AppError('conflict', 'The keys of this tenant are being changed; nothing was done.', {
    fix: 'Try again once the rotation of its data key is done.',
    who: 'the operator',
  });
}
