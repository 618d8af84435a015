/**
 * Carries rotations through: picks up what is running at the start of the process, after the operator's act, and every few
 * seconds; takes one batch at a time, each under the lock of the rotation's row, so that two processes never do the same one.
 * Begin and end stand in the platform's own stream.
 */
import { keyIdOf } from '@gamut/crypto/key-purposes';
import { isUniqueViolation } from '@gamut/database/sql-error';
import type { TenantRef } from '@gamut/database/database';
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { newId } from '@gamut/kernel/id';
import { appendControl } from '../../audit/append-control.ts';
import { keyTimes } from '../key-times.ts';
import { newTenantKey } from '../new-tenant-key.ts';
import { countTenantKeys, insertTenantKey, keyInForce, type KeyCounts } from '../tenant-key-store.ts';
import { rewrapTenantKeys } from './rewrap-tenant-keys.ts';
import { rotateDataKey } from './rotate-data-key.ts';
import { insertRotation, listRunningRotations, recordStep, takeRotation } from './rotation-store.ts';
import { startOfPass, type Rotation, type RotationParts, type StepResult } from './rotation.ts';
import { createChangeTeller } from './tell-change.ts';

export interface BegunRotation {
  readonly id: string;
  readonly toKeyId: string;
}

export interface KeyRotations {
  /** In the transaction of the operator's act. @throws AppError `conflict` while one of this kind runs */
  beginEncryptionKey(tx: ControlTx): Promise<BegunRotation>;
  beginDataKey(tx: ControlTx, tenant: TenantRef): Promise<BegunRotation>;
  /** Public names of the DATA_ENCRYPTION_KEYs of this process, the current one first. */
  readonly heldKeyIds: readonly string[];
  /** What may still need a key beside the current one. */
  countKeys(tx: ControlReader): Promise<KeyCounts>;
  /** One batch of each running rotation. @returns whether there is more to do right now */
  round(): Promise<boolean>;
  start(): void;
  /** Looks now rather than in a few seconds. */
  wake(): void;
  stop(): Promise<void>;
}

const lookEveryMs = 5_000;
const worker = { kind: 'system', id: 'platform', name: 'Platform' } as const;

/** @param onFailure a round that failed is tried again at the next look; told once while it goes on failing so */
export function createKeyRotations(
  parts: RotationParts,
  onFailure: (rotation: string, error: unknown) => void,
): KeyRotations {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = true;
  let woken = false;
  const teller = createChangeTeller(onFailure);

  async function round(): Promise<boolean> {
    let more = false;
    for (const { id } of await parts.db.readControl((tx) => listRunningRotations(tx))) {
      try {
        more = (await step(parts, id)) || more;
        teller.went(id);
      } catch (error) {
        teller.failed(id, error);
      }
    }
    return more;
  }

  async function roundsUntilIdle(): Promise<void> {
    woken = false;
    try {
      while (!stopped && (await round()));
      teller.went('-');
    } catch (error) {
      teller.failed('-', error);
    }
  }

  function look(afterMs: number): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(roundsUntilIdle).then(() => {
        look(woken ? 0 : lookEveryMs);
      });
    }, afterMs);
    timer.unref();
  }

  return {
    ...askedOf(parts),
    round,
    start: () => {
      stopped = false;
      look(0);
    },
    wake: () => {
      woken = true;
      look(0);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function askedOf(
  parts: RotationParts,
): Pick<KeyRotations, 'beginEncryptionKey' | 'beginDataKey' | 'heldKeyIds' | 'countKeys'> {
  const heldKeyIds = parts.encryptionKeys.map(keyIdOf);
  return {
    beginEncryptionKey: (tx) => beginEncryptionKey(parts, tx),
    beginDataKey: (tx, tenant) => beginDataKey(parts, tx, tenant),
    heldKeyIds,
    countKeys: (tx) => countTenantKeys(tx, heldKeyIds),
  };
}

async function step(parts: RotationParts, id: string): Promise<boolean> {
  const { db, clock, random, encryptionKeys, kill } = parts;
  const done = await db.control(async (tx) => {
    const rotation = await takeRotation(tx, id);
    if (rotation === undefined) return undefined;
    const result = await stepOf(parts, tx, rotation, encryptionKeys);
    if (result === undefined) return undefined;
    await recordStep(tx, id, result, new Date(clock.nowMs()).toISOString());
    if (result.outcome === 'done' || result.outcome === 'failed')
      await appendControl(tx, { clock, random }, recordOf(rotation, result));
    kill?.(`before commit ${rotation.cursor.phase}`);
    return { rotation, result };
  });
  if (done === undefined) return false;
  kill?.(`after commit ${done.rotation.cursor.phase}`);
  return done.result.outcome === 'more';
}

async function stepOf(
  parts: RotationParts,
  tx: ControlTx,
  rotation: Rotation,
  encryptionKeys: RotationParts['encryptionKeys'],
): Promise<StepResult | undefined> {
  if (rotation.kind === 'encryption_key')
    // a process that was started with other keys leaves it to those who hold this one
    return keyIdOf(encryptionKeys[0]) === rotation.toKeyId
      ? rewrapTenantKeys(tx, rotation, parts)
      : undefined;
  const tenant = await parts.db.findTenant({ id: rotation.tenantId as string });
  if (tenant === undefined || tenant.status === 'moving' || tenant.status === 'deleting') return undefined;
  return rotateDataKey(tx, rotation, tenant, parts);
}

export function rotationSubject(id: string, kind: Rotation['kind']) {
  const name = kind === 'data_key' ? 'A tenant’s data key' : 'DATA_ENCRYPTION_KEY';
  return { kind: 'key_rotation', id, name } as const;
}

function recordOf(rotation: Rotation, result: StepResult): Parameters<typeof appendControl>[2] {
  const { id, kind, tenantId, toKeyId, sealedAgain } = rotation;
  return {
    actor: worker,
    event: result.outcome === 'done' ? 'key_rotation.finished' : 'key_rotation.failed',
    subject: rotationSubject(id, kind),
    after: { kind, toKeyId, sealedAgain: Number(sealedAgain) + result.moved },
    ...(result.failure === undefined ? {} : { reason: result.failure }),
    ...(tenantId === null ? {} : { concerns: tenantId }),
  };
}

async function beginEncryptionKey(parts: RotationParts, tx: ControlTx): Promise<BegunRotation> {
  const nowMs = parts.clock.nowMs();
  const begun = { id: newId('rot', nowMs, parts.random(16)), toKeyId: keyIdOf(parts.encryptionKeys[0]) };
  await refuseSecond(
    insertRotation(
      tx,
      { ...begun, kind: 'encryption_key', tenantId: null, cursor: startOfPass('rewrap') },
      new Date(nowMs).toISOString(),
    ),
  );
  return begun;
}

async function beginDataKey(parts: RotationParts, tx: ControlTx, tenant: TenantRef): Promise<BegunRotation> {
  const { clock, encryptionKeys, ports, random } = parts;
  const nowMs = clock.nowMs();
  const at = new Date(nowMs).toISOString();
  // Whoever puts the tenant's keys under a key of its owner waits for this, and then sees that a rotation runs.
  await tx.query('SELECT 1 AS one FROM control.tenants WHERE id = $1 FOR KEY SHARE', [tenant.id]);
  const [last] = await tx.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM control.tenant_keys WHERE tenant_id = $1',
    [tenant.id],
  );
  const version = (last?.version ?? 0) + 1;
  const key = await newTenantKey(await keyInForce(tx, encryptionKeys), ports, tenant, version, random);
  const begun = { id: newId('rot', nowMs, random(16)), toKeyId: key.keyId };
  const cursor = startOfPass('spread', new Date(nowMs + keyTimes.spreadMs).toISOString());
  await refuseSecond(insertRotation(tx, { ...begun, kind: 'data_key', tenantId: tenant.id, cursor }, at));
  if (!(await insertTenantKey(tx, tenant.id, key, at)))
    throw new AppError(
      'conflict',
      'This tenant’s key was changed at the same moment, or it is being deleted.',
      {
        fix: 'Look whether it is still there, and try again.',
        who: 'the operator',
      },
    );
  return begun;
}

async function refuseSecond(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (isUniqueViolation(error))
      throw new AppError('conflict', 'A rotation of this key is under way.', {
        fix: 'Wait for it: GET /operator/v1/key-rotations shows how far it is.',
        who: 'the operator',
      });
    throw error;
  }
}
