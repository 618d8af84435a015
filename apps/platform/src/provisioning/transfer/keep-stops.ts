/**
 * What was stopped after the export stays stopped, as nonces that were spent stay spent: a restore brings back what was there,
 * and starts nothing again that somebody had a reason to stop. Starting it is a decision of the tenant's own people.
 */
import { quoteTenantSchema } from '@gamut/database/identifier';
import type { OwnerSession } from '@gamut/database/owner-session';

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
  const connectors = await cell.query(
    `UPDATE ${to}.connectors r SET status = was.status, status_reason = was.status_reason FROM ${from}.connectors was
     WHERE was.id = r.id AND was.status <> 'active' AND r.status = 'active' RETURNING r.id`,
  );
  const endpoints = await cell.query(
    `UPDATE ${to}.webhook_endpoints r SET status = 'paused', status_reason = 'paused or removed before the restore'
     WHERE r.status = 'active' AND NOT EXISTS (SELECT FROM ${from}.webhook_endpoints was WHERE was.id = r.id AND was.status = 'active')
     RETURNING r.id`,
  );
  return agents.length + connectors.length + endpoints.length;
}
