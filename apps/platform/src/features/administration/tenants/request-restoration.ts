/**
 * A restore from a file: of a tenant that stands, of one that was deleted (only if the operator says so), or of one that this
 * control does not know at all (then its id must be named). What the file holds is judged by the provision process.
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { OperatorChange } from '../../../http/operator-change.ts';
import { assertSlugUnclaimed, chooseCell, loadIdle, request, type JobAsked } from './request-job.ts';
import { findDeletedTenant, findSlugOf, findTenantBySlug } from './tenant-store.ts';

export interface RestorationAsked {
  readonly slug: string;
  /** A plain name in the folder of the provision process. */
  readonly file: string;
  readonly sha256?: string;
  /** The tenant's id, for one that this control does not know. */
  readonly tenant?: string;
  readonly afterDeletion?: boolean;
  /** Where a tenant that is gone is put; one that stands stays in its cell. */
  readonly cell?: string;
}

/** @param with.opensKeys public names of the DATA_ENCRYPTION_KEYs of this platform: provision holds none, and keys that open under neither are not brought back */
export async function requestRestoration(
  change: OperatorChange,
  { db, opensKeys }: { readonly db: Database; readonly opensKeys: readonly string[] },
  asked: RestorationAsked,
): Promise<JobAsked> {
  const { slug, file } = asked;
  const sha256 = asked.sha256 ?? null;
  const stands = (await findTenantBySlug(change.tx, slug)) !== undefined;
  if (stands) {
    const tenant = await loadIdle(change, slug);
    if (asked.tenant !== undefined && asked.tenant !== tenant.id) throw anotherTenant(slug);
    const payload = { file, sha256, slug, cell: tenant.cell, opensKeys };
    return request(change, 'tenant.restoration_requested', { kind: 'tenant.restore', tenant, payload });
  }
  await assertSlugUnclaimed(change, slug);
  const id = await idOfGone(change, asked);
  const cell = await chooseCell(change, db, asked.cell);
  const afterDeletion = asked.afterDeletion === true;
  return request(change, 'tenant.restoration_requested', {
    kind: 'tenant.restore',
    tenant: { id, slug },
    payload: { file, sha256, slug, cell, afterDeletion, opensKeys },
  });
}

async function idOfGone({ tx }: OperatorChange, asked: RestorationAsked): Promise<string> {
  const { slug } = asked;
  const deleted = await findDeletedTenant(tx, slug);
  if (deleted !== undefined && asked.afterDeletion !== true)
    throw new AppError('conflict', `${slug} was deleted, and its keys with it.`, {
      fix: 'To bring it back from a file that was written before, ask for it with afterDeletion (gamut tenant restore … --after-deletion).',
      who: 'the operator',
    });
  const id = asked.tenant ?? deleted;
  const standing = id === undefined ? undefined : await findSlugOf(tx, id);
  if (standing !== undefined) throw anotherSlug(standing);
  if (id !== undefined) return id;
  throw new AppError('not_found', `There is no tenant ${slug}, and there was none.`, {
    fix: 'To restore one that this control does not know, name its id as well: it stands in the file.',
    who: 'the operator',
  });
}

function anotherSlug(slug: string): AppError {
  return new AppError('conflict', `The tenant that was named stands, and its slug is ${slug}.`, {
    fix: 'Restore it under that slug: what is there now is replaced.',
    who: 'the operator',
  });
}

function anotherTenant(slug: string): AppError {
  return new AppError('conflict', `${slug} is another tenant now than the one that was named.`, {
    fix: 'Restore under the slug of the tenant that the file holds.',
    who: 'the operator',
  });
}
