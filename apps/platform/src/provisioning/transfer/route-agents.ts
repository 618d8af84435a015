/** The directory agent → tenant of one cell, made to say exactly which agents the tenant has there. */
import { useTenantSchema } from '@gamut/database/copy-tenant';
import type { OwnerSession } from '@gamut/database/owner-session';

/** Inside a transaction of that cell. */
export async function routeAgents(session: OwnerSession, tenantId: string, schema: string): Promise<void> {
  await useTenantSchema(session, schema);
  await session.query('DELETE FROM control.agent_directory WHERE tenant_id = $1', [tenantId]);
  await session.query('INSERT INTO control.agent_directory (agent_id, tenant_id) SELECT id, $1 FROM agents', [
    tenantId,
  ]);
  await session.query('UPDATE control.directory_version SET version = version + 1 WHERE one');
}
