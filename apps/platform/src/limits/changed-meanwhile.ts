/**
 * `ETag` and `If-Match` (RFC 9110 sections 8.8.3 and 13.1.1) for what is changed by PUT and PATCH: who changes says which state they
 * have seen; without it the change is refused (428), with an older one too (412), so nobody's change is lost unseen.
 */
import { sha256, sha256Hex } from '@gamut/crypto/hash';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { canonicalJson } from '@gamut/kernel/canonical-json';

/**
 * Members that change without anybody changing the thing: an agent at work, or a delivery under way, must not make its owner's form
 * stale. `entity-tag.test.ts` says of each conditional resource which of them it has.
 */
const movesByItself = new Set([
  'lastSeenAt',
  'lastUsedAt',
  'lastDeliveryAt',
  'observedAt',
  'reachable',
  'openFindings',
  'openIncidents',
  'isolation',
  'health',
  // how far the delivery to a webhook endpoint is
  'cursor',
  'behind',
  'attempts',
  'failingSince',
  'nextAttemptAt',
]);

/** The tag of a thing as its own route shows it. */
export function entityTag(shown: unknown): string {
  return `"${encodeBase64url(sha256(canonicalJson(settled(shown)))).slice(0, 27)}"`;
}

function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !movesByItself.has(name))
      .map(([name, member]) => [name, settled(member)]),
  );
}

const tagPattern = /^"[\x21\x23-\x7e]{1,128}"$/;

/** The tags that the caller would accept; `*`: whatever is there. @throws AppError `precondition_required`, `bad_request` */
export function readIfMatch(header: string | string[] | undefined): readonly string[] | '*' {
  if (header === undefined)
    throw new AppError('precondition_required', 'The change does not say which state it changes.', {
      fix: 'Read it first, and send the ETag of that answer as If-Match.',
      who: 'the caller',
    });
  if (header === '*') return '*';
  const tags = typeof header === 'string' ? header.split(',').map((tag) => tag.trim()) : [];
  if (tags.length > 0 && tags.length <= 16 && tags.every((tag) => tagPattern.test(tag))) return tags;
  // a weak tag never matches here (RFC 9110 section 13.1.1)
  if (tags.some((tag) => tag.startsWith('W/'))) return [];
  throw new AppError('bad_request', 'If-Match is not a list of entity tags.', {
    fix: 'Send the ETag as it came, with its quotation marks.',
    who: 'the caller',
  });
}

/** Changes of one address follow one after the other from here on, so that what is compared is what is changed. */
export async function lockChange(tx: TenantTx, address: string, at: string): Promise<void> {
  await tx.execute(
    `INSERT INTO change_locks (resource_sha256, locked_at) VALUES ($1, $2)
     ON CONFLICT (resource_sha256) DO UPDATE SET locked_at = excluded.locked_at`,
    [sha256Hex(address), at],
  );
}

/** @throws AppError `precondition_failed` */
export function assertUnchanged(wanted: readonly string[], current: string): void {
  if (wanted.includes(current)) return;
  throw new AppError('precondition_failed', 'It was changed since you read it.', {
    fix: 'Read it again, and decide whether your change still stands.',
    who: 'the caller',
  });
}

export function sweepChangeLocks(tx: TenantTx, before: string): Promise<number> {
  return tx.execute('DELETE FROM change_locks WHERE locked_at < $1', [before]);
}
