/** What home's control says of the tenant that a job is about, and the two changes of its standing that every transfer makes. */
import type { OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';
import type { JobInHand } from '../job.ts';
import { parseStep, type Names, type TransferStep } from './transfer-step.ts';

export interface HomeTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  readonly status: string;
  readonly cell: string;
  readonly authorityEpoch: number;
  readonly names: Names;
}

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly plan: string;
  readonly status: string;
  readonly cell: string;
  readonly authority_epoch: number;
  readonly schema_name: string;
  readonly role_name: string;
}

export async function findHomeTenant(
  home: Pick<OwnerSession, 'query'>,
  id: string,
): Promise<HomeTenant | undefined> {
  const [row] = await home.query<Row>(
    'SELECT id, slug, name, plan, status, cell, authority_epoch, schema_name, role_name FROM control.tenants WHERE id = $1',
    [id],
  );
  if (row === undefined) return undefined;
  const { slug, name, plan, status, cell, authority_epoch: authorityEpoch } = row;
  return {
    id,
    slug,
    name,
    plan,
    status,
    cell,
    authorityEpoch,
    names: { schema: row.schema_name, role: row.role_name },
  };
}

export async function loadHomeTenant(home: Pick<OwnerSession, 'query'>, id: string): Promise<HomeTenant> {
  const tenant = await findHomeTenant(home, id);
  if (tenant !== undefined) return tenant;
  throw new AppError('not_found', 'there is no such tenant', {
    fix: 'list the tenants with `gamut tenant list`',
    who: 'whoever operates Gamut',
  });
}

/**
 * `moving` from here on: nothing of the tenant commits. Inside a transaction of home, before its step.
 * @returns what to set back at the end
 */
export async function freezeTenant(job: JobInHand, tenant: HomeTenant): Promise<'active' | 'suspended'> {
  // as it is now, and held: a suspension that came while the job waited is what is given back
  const [now] = await job.home.query<{ status: string }>(
    'SELECT status FROM control.tenants WHERE id = $1 FOR UPDATE',
    [tenant.id],
  );
  const standing = now?.status ?? tenant.status;
  // a transfer that failed and could not be taken back left `moving` behind: the request says what it was before
  const before = standing === 'moving' ? job.payload['status'] : standing;
  if (before !== 'active' && before !== 'suspended')
    throw new AppError('conflict', `a tenant that is ${standing} can’t be moved or restored`, {
      fix: 'wait for what is under way',
      who: 'whoever operates Gamut',
    });
  await job.home.query(
    "UPDATE control.tenants SET status = 'moving', status_changed_at = now() WHERE id = $1",
    [tenant.id],
  );
  return before;
}

/** Back to what it was, when a transfer is taken back. */
export async function thawTenant(home: OwnerSession, id: string, status: string): Promise<void> {
  await home.query(
    "UPDATE control.tenants SET status = $2, status_changed_at = now() WHERE id = $1 AND status = 'moving'",
    [id, status],
  );
}

/**
 * Where this job stands. A step is a row that the platform may write as well: so the place that it names is dropped or granted
 * only when home knows it as nobody else's.
 */
export async function readOwnStep({ home, step, tenantId }: JobInHand): Promise<TransferStep> {
  const parsed = parseStep(step);
  const names = parsed.is === 'frozen' ? parsed.made : parsed.is === 'flipped' ? parsed.old : null;
  if (names === null) return parsed;
  const [other] = await home.query(
    'SELECT 1 FROM control.tenants WHERE id <> $1 AND (schema_name = $2 OR role_name = $3)',
    [tenantId, names.schema, names.role],
  );
  if (other === undefined) return parsed;
  throw new AppError('integrity_failed', 'this job’s step names the place of another tenant', {
    fix: 'find out who wrote to control.jobs, then ask for the work again',
    who: 'whoever operates Gamut',
  });
}
