/** One cell's part of the directory agent → tenant: a token names its agent, and this says whose agent that is. */
import type { Database } from '@gamut/database/database';
import type { ControlReader } from '@gamut/database/tenant-transaction';

export interface CellDirectory {
  /** Moves with every change in this cell; says nothing about other cells. */
  readonly version: number;
  /** Agent and tenant, in a fixed order. */
  readonly entries: readonly (readonly [agent: string, tenant: string])[];
}

/** @param known is given back when nothing has changed since */
export function loadCellDirectory(
  db: Database,
  cell: string,
  known: CellDirectory | undefined,
): Promise<CellDirectory> {
  return db.readCellControl(cell, async (tx) => {
    const version = await loadVersion(tx);
    if (known?.version === version) return known;
    const rows = await tx.query<{ agent_id: string; tenant_id: string }>(
      'SELECT agent_id, tenant_id FROM agent_directory ORDER BY agent_id',
      [],
    );
    return { version, entries: rows.map((row) => [row.agent_id, row.tenant_id] as const) };
  });
}

async function loadVersion(tx: ControlReader): Promise<number> {
  const [state] = await tx.query<{ version: string }>('SELECT version FROM directory_version', []);
  return Number(state?.version ?? 0);
}
