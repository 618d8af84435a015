/**
 * Suspension and reactivation, exactly: the status is committed in home with the sessions ended, then the version of the
 * tenant's facts moves, which waits for the batches under way since each holds that row; then the operator is answered. A batch
 * that read `active` before is stale by then, so after the answer nothing is carried out (promise: revokes access immediately).
 */
import type { Database } from '@gamut/database/database';
import { AppError } from '@gamut/kernel/app-error';
import type { ControlAudited, OperatorChange } from '../../../http/operator-change.ts';
import { moveFacts } from './move-facts.ts';
import { tenantOf } from './tenant.ts';
import { assertNoActiveJob, loadStanding } from './tenant-standing.ts';
import { endSessionsOf, setStanding, type TenantStanding } from './tenant-store.ts';

type TenantShown = ReturnType<typeof tenantOf>;

interface Asked {
  readonly slug: string;
  readonly reason: string;
}

export async function suspendTenant(
  change: OperatorChange,
  db: Database,
  { slug, reason }: Asked,
): Promise<ControlAudited<TenantShown>> {
  const tenant = await loadStanding(change.tx, slug);
  // before it is `moving` a transfer has done nothing, and when it is, nothing commits: no worker that is away holds this up
  await assertNoActiveJob(change.tx, tenant, ['tenant.export', 'tenant.move', 'tenant.restore']);
  if (tenant.status === 'deleting' || tenant.status === 'moving') throw wrongStatus(tenant, 'suspended');
  const sessionsEnded = await lockOut(change, db, tenant, 'suspended', reason);
  return change.succeed(
    {
      event: 'tenant.suspended',
      subject: { kind: 'tenant', id: tenant.id, name: slug },
      before: { status: tenant.status },
      after: { status: 'suspended', sessionsEnded },
      reason,
      concerns: tenant.id,
    },
    changed(change, tenant, 'suspended', reason),
  );
}

export async function reactivateTenant(
  change: OperatorChange,
  db: Database,
  { slug, reason }: Asked,
): Promise<ControlAudited<TenantShown>> {
  const tenant = await loadStanding(change.tx, slug);
  await assertNoActiveJob(change.tx, tenant, ['tenant.export']);
  if (tenant.status === 'deleting' || tenant.status === 'moving') throw wrongStatus(tenant, 'reactivated');
  await setStanding(change.tx, tenant.id, { status: 'active', reason, at: change.now() });
  change.afterCommit(() => moveFacts(db, tenant.id));
  return change.succeed(
    {
      event: 'tenant.reactivated',
      subject: { kind: 'tenant', id: tenant.id, name: slug },
      before: { status: tenant.status },
      after: { status: 'active' },
      reason,
      concerns: tenant.id,
    },
    changed(change, tenant, 'active', reason),
  );
}

/** Also what a deletion begins with. @returns how many sessions were ended */
export async function lockOut(
  change: OperatorChange,
  db: Database,
  tenant: TenantStanding,
  status: 'suspended' | 'deleting',
  reason: string,
): Promise<number> {
  const at = change.now();
  await setStanding(change.tx, tenant.id, { status, reason, at });
  const ended = await endSessionsOf(change.tx, tenant.id, at);
  change.afterCommit(() => moveFacts(db, tenant.id));
  return ended;
}

function changed(
  change: OperatorChange,
  tenant: TenantStanding,
  status: TenantStanding['status'],
  reason: string,
): TenantShown {
  return tenantOf({ ...tenant, status, status_reason: reason, status_changed_at: new Date(change.now()) });
}

function wrongStatus(tenant: TenantStanding, wanted: string): AppError {
  return new AppError('conflict', `${tenant.slug} is ${tenant.status} and can’t be ${wanted}.`, {
    fix:
      tenant.status === 'moving'
        ? 'Nobody can act in it while it moves; wait for the move to end.'
        : 'A deletion that has begun is not taken back; ask for it again to see it to its end.',
    who: 'the operator',
  });
}
