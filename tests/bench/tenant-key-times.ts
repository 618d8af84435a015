/**
 * Keys of many tenants: the replacement of DATA_ENCRYPTION_KEY over all of them, as the platform does it, beside a bare UPDATE
 * of the same rows; and one value sealed and opened again, beside bare AES-256-GCM of the same bytes.
 */
import { openAead, sealAead } from '@gamut/crypto/aead';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type TenantRef } from '@gamut/database/database';
import { openOwnerSession } from '@gamut/database/owner-session';
import { noKeyPorts } from '../../apps/platform/src/tenancy/key-ports.ts';
import { createKeyRotations } from '../../apps/platform/src/tenancy/rotation/key-rotations.ts';
import { createTenantKeys } from '../../apps/platform/src/tenancy/tenant-keys.ts';
import { whySentinelStaysShut } from '../../apps/platform/src/tenancy/database-sentinel.ts';
import { systemTime as clock } from '@gamut/service/system-time';
import type { TestDatabase } from '../support/postgres.ts';
import { timed } from './tenant-fleet.ts';

export interface KeyTimes {
  readonly rotationMs: number;
  readonly rotationFloorMs: number;
}

/** Microseconds, sorted. */
export interface SealTimes {
  readonly sealAndOpenUs: readonly number[];
  readonly bareUs: readonly number[];
}

const random = randomBytes;
/** The deployment's key until the rotation. */
const old = randomBytes(32);

export async function timeKeys(database: TestDatabase, refs: readonly TenantRef[]): Promise<KeyTimes> {
  const db = createDatabase({ url: database.appUrl, applicationName: 'bench', poolSize: 4 });
  const fresh = randomBytes(32);
  const keys = createTenantKeys(db, [old], clock, random);
  for (const ref of refs) await keys.sealerOf(ref);
  const encryptionKeys = [fresh, old] as const;
  const parts = { db, encryptionKeys, clock, random, keys, ports: noKeyPorts };
  const rotations = createKeyRotations(parts, (rotation, error) => {
    throw new Error(`the rotation ${rotation} failed`, { cause: error });
  });
  const rotationMs = await timed(async () => {
    await db.control((tx) => rotations.beginEncryptionKey(tx));
    while (await rotations.round());
  });
  const owner = await openOwnerSession(database.superuserUrl, 'bench');
  const [left] = await owner.query<{ count: number }>(
    "SELECT count(*) AS count FROM control.key_rotations WHERE state = 'done' AND sealed_again >= $1",
    [refs.length],
  );
  if (left?.count !== 1) throw new Error('not every key was wrapped again');
  const rotationFloorMs = await timed(() =>
    owner.query("UPDATE control.tenant_keys SET wrapped = wrapped || '' WHERE wrapped <> ''"),
  );
  await owner.close();
  await db.close();
  return { rotationMs, rotationFloorMs };
}

/** Before the tenants are made: what the database clears up behind a thousand new schemas is no part of a sealing. */
export async function timeSealing(database: TestDatabase, ref: TenantRef): Promise<SealTimes> {
  const db = createDatabase({ url: database.appUrl, applicationName: 'bench', poolSize: 1 });
  // the deployment's key is told before anything stands under it
  await whySentinelStaysShut({ db, encryptionKeys: [old], clock, random });
  const sealer = await createTenantKeys(db, [old], clock, random).sealerOf(ref);
  await db.close();
  const text = 'x'.repeat(1_000);
  const bytes = new TextEncoder().encode(text);
  const key = randomBytes(32);
  const sealAndOpenUs: number[] = [];
  const bareUs: number[] = [];
  const ours = (at: number) => {
    const place = { table: 'decisions', column: 'arguments_sealed', row: `dec_${at}` } as const;
    sealer.open(place, sealer.seal(place, text));
  };
  const bare = () => {
    const iv = randomBytes(12);
    const aad = bytes.subarray(0, 100);
    openAead(key, iv, aad, sealAead(key, iv, aad, bytes));
  };
  // In turns of a thousand: neither pays for the garbage of the other. The first two turns warm up.
  for (let turn = 0; turn < 22; turn++) {
    for (const [work, times] of [
      [ours, sealAndOpenUs],
      [bare, bareUs],
    ] as const) {
      for (let at = 0; at < 1_000; at++) {
        const took = microseconds(() => work(at));
        if (turn >= 2) times.push(took);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const sort = (times: number[]) => times.sort((a, b) => a - b);
  return { sealAndOpenUs: sort(sealAndOpenUs), bareUs: sort(bareUs) };
}

function microseconds(work: () => unknown): number {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1_000;
}
