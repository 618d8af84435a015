/**
 * What was stopped after the export stays stopped, as nonces that were spent stay spent: a restore brings back what was there,
 * and starts nothing again that somebody had a reason to stop. Starting it is a decision of the tenant's own people.
 */
import { randomBytes } from '@gamut/crypto/random';
import { quoteTenantSchema } from '@gamut/database/identifier';
import type { OwnerSession } from '@gamut/database/owner-session';
import { newId } from '@gamut/kernel/id';
import { keepStoppedPlans } from './keep-stopped-plans.ts';

export const stopsUnknown =
  'Brought back from a copy: what was stopped after the copy was made is not known. Look at agents, tools and connectors, then release.';

/** Both schemas are at this build's migrations. Inside a transaction of the cell. @returns how many were stopped */
export async function keepStops(
  cell: OwnerSession,
  schemas: { readonly from: string; readonly to: string },
): Promise<number> {
  const [from, to] = [quoteTenantSchema(schemas.from), quoteTenantSchema(schemas.to)];
  const agents = await cell.query(
    `UPDATE ${to}.agents r SET status = was.status, status_reason = was.status_reason FROM ${from}.agents was
     WHERE was.id = r.id AND ((was.status = 'suspended' AND r.status IN ('proposed', 'active'))
       OR (was.status = 'retired' AND r.status <> 'retired')) RETURNING r.id`,
  );
  const breakers = await cell.query(
    `UPDATE ${to}.agents r SET breaker_opened_at = was.breaker_opened_at, breaker_reason = was.breaker_reason FROM ${from}.agents was
     WHERE was.id = r.id AND was.breaker_opened_at IS NOT NULL AND r.breaker_opened_at IS NULL RETURNING r.id`,
  );
  // also against what the file does not know: a switch that stops nothing does no harm
  const switches = await cell.query(
    `INSERT INTO ${to}.kill_switches (id, target, target_id, target_name, reason, engaged_at, engaged_by)
     SELECT id, target, target_id, target_name, reason, engaged_at, engaged_by FROM ${from}.kill_switches WHERE released_at IS NULL
     ON CONFLICT DO NOTHING RETURNING id`,
  );
  const connectors = await cell.query(
    `UPDATE ${to}.connectors r SET status = was.status, status_reason = was.status_reason FROM ${from}.connectors was
     WHERE was.id = r.id AND was.status <> 'active' AND r.status = 'active' RETURNING r.id`,
  );
  const endpoints = await cell.query(
    `UPDATE ${to}.webhook_endpoints r SET status = 'paused', status_reason = 'paused or removed before the restore'
     WHERE r.status = 'active' AND NOT EXISTS (SELECT FROM ${from}.webhook_endpoints was WHERE was.id = r.id AND was.status = 'active')
     RETURNING r.id`,
  );
  const plans = await keepStoppedPlans(cell, { from, to });
  const kept = [agents, breakers, switches, connectors, endpoints];
  return kept.reduce((sum, { length }) => sum + length, plans);
}

/**
 * Nobody can say what was stopped after the copy was made: then everything is, until an administrator of the tenant has looked.
 * In a transaction on the tenant's cell whose search path is its schema.
 */
export async function stopEverything(
  cell: OwnerSession,
  tenant: { readonly id: string; readonly slug: string },
): Promise<void> {
  const nowMs = Date.now();
  await cell.query(
    `INSERT INTO kill_switches (id, target, target_id, target_name, reason, engaged_at, engaged_by)
     VALUES ($1, 'tenant', $2, $3, $4, $5, 'Gamut') ON CONFLICT DO NOTHING`,
    [
      newId('kil', nowMs, randomBytes(16)),
      tenant.id,
      tenant.slug,
      stopsUnknown,
      new Date(nowMs).toISOString(),
    ],
  );
}
