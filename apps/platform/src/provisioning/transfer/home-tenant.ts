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

export type Standing = Extract<TransferStep, { is: 'frozen' }>['status'];

/**
 * `moving` from here on: nothing of the tenant commits. Inside a transaction of home, before its step.
 * @returns what to set back at the end; `absent` when a restore that failed made the row, and no tenant stood before it
 */
export async function freezeTenant(job: JobInHand, tenant: HomeTenant): Promise<Standing> {
  // as it is now, and held: a suspension that came while the job waited is what is given back
  const [now] = await job.home.query<{ status: string }>(
    'SELECT status FROM control.tenants WHERE id = $1 FOR UPDATE',
    [tenant.id],
  );
  const standing = now?.status ?? tenant.status;
  const before = standing === 'moving' ? await standingBefore(job) : standing;
  if (before !== 'active' && before !== 'suspended' && before !== 'absent')
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

/**
 * A transfer that failed and could not be taken back left `moving` behind. How the tenant stood before is in the step that the
 * newest of them committed with that word, and nowhere else: what it was when the work was asked for may be long past.
 */
async function standingBefore({ home, id, tenantId }: JobInHand): Promise<Standing> {
  const [last] = await home.query<{ step: string }>(
    `SELECT step FROM control.jobs WHERE tenant_id = $1 AND id <> $2 AND kind IN ('tenant.move', 'tenant.restore')
       AND step LIKE 'frozen %' ORDER BY created_at DESC, id DESC LIMIT 1`,
    [tenantId, id],
  );
  const step = parseStep(last?.step ?? null);
  return step.is === 'frozen' ? step.status : 'suspended';
}

/** Back to what it was, when a transfer is taken back. */
export async function thawTenant(home: OwnerSession, id: string, status: string): Promise<void> {
  await home.query(
    "UPDATE control.tenants SET status = $2, status_changed_at = now() WHERE id = $1 AND status = 'moving'",
    [id, status],
  );
}

/** In the order in which they refer to each other; the tenant's own row goes last. */
const rowsOfTenant = [
  'api_tokens',
  'support_grants',
  'sessions',
  'sign_in_links',
  'memberships',
  'agent_directory',
  'audit_outbox',
  'idempotency_keys',
  'tenant_key_ports',
] as const;

/** What control knows of a tenant besides its own row. Inside a transaction of home, before that row goes. */
export async function forgetRows(home: Pick<OwnerSession, 'query'>, tenantId: string): Promise<void> {
  for (const table of rowsOfTenant)
    await home.query(`DELETE FROM control.${table} WHERE tenant_id = $1`, [tenantId]);
  await home.query('DELETE FROM control.migration_ledger WHERE scope = $1', [tenantId]);
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
