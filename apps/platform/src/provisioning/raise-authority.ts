/**
 * `provision authority raise --all`: after a whole database was brought back from a dump or a snapshot, everything that was
 * issued before is made void for every tenant, as the restore of one tenant does it for that one. Where one fails, the others
 * are still done, and it is named. Killed, it is run again: an epoch that is raised twice does no harm.
 */
import { useTenantSchema } from '@gamut/database/copy-tenant';
import { tenantIsHere } from '@gamut/database/grant-tenant';
import type { OwnerSession } from '@gamut/database/owner-session';
import { AppError } from '@gamut/kernel/app-error';
import { appendControl } from '../audit/append-control.ts';
import { judgeFailure } from './job-failure.ts';
import { tryFence, unfence } from './job-store.ts';
import { openCellSession, type ProvisionParts } from './provision-parts.ts';
import { loadHomeTenant, type HomeTenant } from './transfer/home-tenant.ts';
import { appendJournalRestored, sizesOf } from './transfer/journal-restored.ts';
import { stopEverything } from './transfer/keep-stops.ts';
import { restoredReason, voidControlAuthority, voidTenantAuthority } from './transfer/raise-authority.ts';

export interface RaisedAuthority {
  readonly raised: number;
  /** Slugs of those where it failed, at home or in their cell: the command is run again. */
  readonly unreached: readonly string[];
}

/** @param which all tenants, or those of one cell that was brought back alone */
export async function raiseAuthority(
  parts: ProvisionParts,
  which: { readonly cell?: string | undefined } = {},
): Promise<RaisedAuthority> {
  const home = await openCellSession(parts, 'home');
  const cells = new Map<string, Promise<OwnerSession>>([['home', Promise.resolve(home)]]);
  const unreached: string[] = [];
  let raised = 0;
  try {
    if (which.cell === undefined || which.cell === 'home') await raisePlatform(home);
    const tenants = await home.query<{ id: string; slug: string }>(
      'SELECT id, slug FROM control.tenants WHERE $1::text IS NULL OR cell = $1 ORDER BY id',
      [which.cell ?? null],
    );
    for (const { id, slug } of tenants) {
      try {
        const tenant = await raiseAtHome(parts, home, id);
        const cell = cells.get(tenant.cell) ?? openCellSession(parts, tenant.cell);
        cells.set(tenant.cell, cell);
        await raiseInCell(await cell, tenant);
        raised += 1;
        parts.say(`${tenant.slug}: authority epoch ${String(tenant.authorityEpoch)}`);
      } catch (error) {
        // without home there is no next one
        await home.query('SELECT 1');
        unreached.push(slug);
        parts.say(`${slug}: ${judgeFailure(error, Number.POSITIVE_INFINITY).reason}`);
      } finally {
        await unfence(home, id);
      }
    }
    return { raised, unreached };
  } finally {
    for (const cell of cells.values()) await cell.then((session) => session.close()).catch(() => undefined);
  }
}

/**
 * What is home's own: its stream is shorter than was signed of it, and operators who were revoked since live in it again, so that
 * all are: the root token makes them anew.
 */
async function raisePlatform(home: OwnerSession): Promise<void> {
  await home.query("UPDATE control.journal_heads SET generation = generation + 1 WHERE stream = 'platform'");
  await home.query(
    'UPDATE control.operators SET revoked_at = now(), revoked_reason = $1 WHERE revoked_at IS NULL',
    [restoredReason],
  );
}

/** First, so that nobody gets in while the rest is done. */
async function raiseAtHome(parts: ProvisionParts, home: OwnerSession, id: string): Promise<HomeTenant> {
  if (!(await tryFence(home, id, 5_000)))
    throw new AppError('conflict', 'a worker is busy with one of the tenants', {
      fix: 'stop the provision process, then raise the authority again',
      who: 'whoever operates Gamut',
    });
  await home.transaction(async () => {
    const [row] = await home.query<{ slug: string; epoch: number }>(
      `UPDATE control.tenants SET authority_epoch = authority_epoch + 1, status_reason = $2, status_changed_at = now(),
         status = CASE WHEN status = 'active' THEN 'suspended' ELSE status END
       WHERE id = $1 RETURNING slug, authority_epoch AS epoch`,
      [id, restoredReason],
    );
    const voided = await voidControlAuthority(home, id);
    await callOffTransfers(home, id);
    await appendControl(home, parts, {
      actor: { kind: 'system', id: 'provision', name: 'Provision' },
      event: 'authority.raised',
      subject: { kind: 'tenant', id, name: row?.slug ?? id },
      after: { authorityEpoch: row?.epoch ?? null, ...voided },
      concerns: id,
    });
  });
  return loadHomeTenant(home, id);
}

/**
 * What a transfer had copied is of another time than the database that was brought back, and it would give back the standing of
 * then: it is asked for again. One that had pointed home to the new place has only the old one left to drop.
 */
async function callOffTransfers(home: OwnerSession, tenantId: string): Promise<void> {
  await home.query(
    `UPDATE control.jobs SET status = 'failed', failure = $2, locked_until = NULL, finished_at = now()
     WHERE tenant_id = $1 AND status IN ('waiting', 'running') AND kind IN ('tenant.move', 'tenant.restore')
       AND (step IS NULL OR step NOT LIKE 'flipped%')`,
    [tenantId, 'the database was brought back meanwhile: ask for it again'],
  );
  await home.query(
    `UPDATE control.jobs SET step = replace(step, 'frozen active ', 'frozen suspended ')
     WHERE tenant_id = $1 AND kind IN ('tenant.move', 'tenant.restore') AND step LIKE 'frozen active %'`,
    [tenantId],
  );
}

async function raiseInCell(cell: OwnerSession, tenant: HomeTenant): Promise<void> {
  if (!(await tenantIsHere(cell, tenant.names.schema)))
    throw new AppError('not_found', 'the cell does not hold the tenant’s schema');
  await cell.transaction(async () => {
    await useTenantSchema(cell, tenant.names.schema);
    const is = await sizesOf(cell);
    const voided = await voidTenantAuthority(cell, tenant.authorityEpoch, 0);
    await stopEverything(cell, tenant);
    await appendJournalRestored(cell, tenant.id, {
      file: null,
      sha256: null,
      exportedAt: null,
      generation: tenant.authorityEpoch,
      was: null,
      is,
      voided: { ...voided, stopsUnknown: true },
    });
  });
}
