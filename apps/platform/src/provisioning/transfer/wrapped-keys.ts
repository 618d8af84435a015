/**
 * A tenant's data keys on their way through a file: always wrapped, by our key and, where the customer has one, by theirs. Going
 * out, all that may be needed to open what the file holds; coming back, those that home does not have.
 */
import type { OwnerSession } from '@gamut/database/owner-session';
import type { TenantFileHeader, WrappedKey } from '@gamut/database/tenant-file-header';
import { AppError } from '@gamut/kernel/app-error';
import { shredded } from '../../tenancy/shred-tenant-keys.ts';
import type { JobInHand } from '../job.ts';

interface KeyRow {
  readonly version: number;
  readonly key_id: string;
  readonly wrapped: string;
  readonly port: string | null;
  readonly commitment: string | null;
  readonly created_at: Date;
  readonly retired_at: Date | null;
}

export async function listWrappedKeys(
  home: Pick<OwnerSession, 'query'>,
  tenantId: string,
): Promise<WrappedKey[]> {
  const rows = await home.query<KeyRow>(
    'SELECT version, key_id, wrapped, port, commitment, created_at, retired_at FROM control.tenant_keys WHERE tenant_id = $1 ORDER BY version',
    [tenantId],
  );
  return rows.map((row) => ({
    version: row.version,
    keyId: row.key_id,
    wrapped: row.wrapped,
    port: row.port,
    commitment: row.commitment,
    createdAt: row.created_at.toISOString(),
    retiredAt: row.retired_at?.toISOString() ?? null,
  }));
}

export async function findKeyPort(
  home: Pick<OwnerSession, 'query'>,
  tenantId: string,
): Promise<TenantFileHeader['keyPort']> {
  const [row] = await home.query<{ service: string; keyName: string }>(
    'SELECT service, key_name AS "keyName" FROM control.tenant_key_ports WHERE tenant_id = $1',
    [tenantId],
  );
  return row ?? null;
}

/** A key may be made, or shredded, while a file is written: all that could be opened before, or can be after. */
export function unitedKeys(before: readonly WrappedKey[], after: readonly WrappedKey[]): WrappedKey[] {
  const whole = [...before, ...after].filter(({ wrapped }) => wrapped !== shredded);
  const byVersion = new Map(whole.map((key) => [key.version, key]));
  return [...byVersion.values()].sort((a, b) => a.version - b.version);
}

/**
 * A tenant that home knows no key of lives by those of the file: under a DATA_ENCRYPTION_KEY that platform does not hold it would
 * come back sealed for good. Where home has keys, those of the file only open what the file brings.
 * @throws AppError `precondition_failed`
 */
export async function assertKeysOpen(
  home: Pick<OwnerSession, 'query'>,
  { tenantId, payload }: Pick<JobInHand, 'tenantId' | 'payload'>,
  { keys }: Pick<TenantFileHeader, 'keys'>,
): Promise<void> {
  const { opensKeys } = payload;
  // asked for by an older build
  if (!Array.isArray(opensKeys)) return;
  if ((await listWrappedKeys(home, tenantId)).length > 0) return;
  const shut = keys.find(
    ({ retiredAt, wrapped }) => retiredAt === null && !opensKeys.includes(nameOfWrapping(wrapped)),
  );
  if (shut === undefined) return;
  const under = nameOfWrapping(shut.wrapped);
  throw new AppError(
    'precondition_failed',
    `the file’s data keys stand under a DATA_ENCRYPTION_KEY that platform does not hold, its public name is ${under}`,
    {
      fix: 'start platform with that key as DATA_ENCRYPTION_KEY_RETIRING, ask for the restore again, then end the replacement (gamut keys rotate --finish)',
      who: 'whoever keeps the keys of then',
    },
  );
}

/** The public name of the key that a wrapped key stands under (docs/envelopes.md); nothing here can open it. */
function nameOfWrapping(wrapped: string): string {
  return /^gv1\.a256gcm\.([A-Za-z0-9_-]{1,64})\./.exec(wrapped)?.[1] ?? 'none';
}

/**
 * What home has stays as it is, since it may be wrapped anew by now; a key that a rotation shredded there is needed again. Inside a transaction of home.
 * @returns which came back, and how many of them are wrapped by ours alone while the customer has a key of their own
 * @throws AppError `integrity_failed` when a number names two keys
 */
export async function bringBackKeys(
  home: Pick<OwnerSession, 'query'>,
  tenantId: string,
  { keys, keyPort }: Pick<TenantFileHeader, 'keys' | 'keyPort'>,
): Promise<{ readonly keys: number; readonly notUnderCustomersKey: number }> {
  const known = await listWrappedKeys(home, tenantId);
  const missing = keys.filter(
    ({ keyId }) => !known.some((key) => key.keyId === keyId && key.wrapped !== shredded),
  );
  for (const key of missing) {
    const other = known.find(({ version }) => version === key.version);
    if (other !== undefined && other.keyId !== key.keyId)
      throw new AppError(
        'integrity_failed',
        `the file’s data key ${String(key.version)} is another than this tenant’s`,
        {
          fix: 'restore a file of this very tenant',
          who: 'whoever operates Gamut',
        },
      );
    await home.query(
      `INSERT INTO control.tenant_keys (tenant_id, version, key_id, wrapped, port, commitment, created_at, retired_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (tenant_id, version) DO UPDATE SET wrapped = excluded.wrapped, port = excluded.port, commitment = excluded.commitment`,
      [
        tenantId,
        key.version,
        key.keyId,
        key.wrapped,
        key.port,
        key.commitment,
        key.createdAt,
        // a key that comes back beside a newer one opens what it sealed, and seals nothing more
        key.retiredAt ?? (known.length > 0 ? new Date().toISOString() : null),
      ],
    );
  }
  if (keyPort !== null && known.length === 0)
    await home.query(
      `INSERT INTO control.tenant_key_ports (tenant_id, service, key_name, opened_at, created_at) VALUES ($1, $2, $3, now(), now())
       ON CONFLICT (tenant_id) DO NOTHING`,
      [tenantId, keyPort.service, keyPort.keyName],
    );
  const theirs = await findKeyPort(home, tenantId);
  return {
    keys: missing.length,
    notUnderCustomersKey: theirs === null ? 0 : missing.filter(({ port }) => port === null).length,
  };
}
