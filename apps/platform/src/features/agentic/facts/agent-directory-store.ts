/**
 * The directory agent → tenant, in control: a token names its agent, and this says whose agent that is. Its version moves
 * with every new agent, so a Gateway fetches it whole only then.
 */
import type { Database } from '@gamut/database/database';

export interface AgentDirectory {
  readonly version: number;
  /** Null when nothing changed since the version that was asked with. */
  readonly tenants: Record<string, string> | null;
}

export async function loadAgentDirectory(db: Database, since: number): Promise<AgentDirectory> {
  return db.readControl(async (tx) => {
    const [state] = await tx.query<{ version: string }>('SELECT version FROM directory_version', []);
    const version = Number(state?.version ?? 0);
    if (version === since && since !== 0) return { version, tenants: null };
    const rows = await tx.query<{ agent_id: string; tenant_id: string }>(
      'SELECT agent_id, tenant_id FROM agent_directory',
      [],
    );
    return { version, tenants: Object.fromEntries(rows.map((row) => [row.agent_id, row.tenant_id])) };
  });
}
