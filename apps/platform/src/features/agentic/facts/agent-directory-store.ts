/**
 * The directory agent → tenant, in control: a token names its agent, and this says whose agent that is. Its version moves
 * with every new agent, so a Gateway fetches it whole only then.
 */
import type { AgentId, TenantId } from '@gamut/kernel/id';
import type { Database } from '@gamut/database/database';
import type { ControlTx } from '@gamut/database/control-transaction';

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

/** Idempotent: registering the same agent for the same tenant again changes nothing; for another tenant it is refused by the key. */
export async function enterAgent(tx: ControlTx, agent: AgentId, tenant: TenantId): Promise<void> {
  const entered = await tx.query(
    'INSERT INTO agent_directory (agent_id, tenant_id) VALUES ($1, $2) ON CONFLICT (agent_id) DO NOTHING RETURNING agent_id',
    [agent, tenant],
  );
  if (entered.length > 0) await tx.query('UPDATE directory_version SET version = version + 1', []);
}
