/** All SQL of a replay: the decisions of a window, newest first, each with what its journal entry says of the action. */
import type { TenantReader } from '@gamut/database/tenant-transaction';

export interface RecordedCallRow {
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly tool: string;
  readonly kind: string;
  readonly arguments_sealed: string | null;
  /** The canonical JSON of the journal entry. */
  readonly bytes: string;
}

export async function countRecordedCalls(tx: TenantReader, sinceIso: string): Promise<number> {
  const [row] = await tx.query<{ count: string }>('SELECT count(*) AS count FROM decisions WHERE at >= $1', [
    sinceIso,
  ]);
  return Number(row?.count ?? 0);
}

export async function listRecordedCalls(
  tx: TenantReader,
  window: { readonly sinceIso: string; readonly beforeSeq: number; readonly limit: number },
): Promise<RecordedCallRow[]> {
  return tx.query<RecordedCallRow>(
    `SELECT d.id, d.seq, d.at, d.agent_id, d.agent_name, d.tool, d.kind, d.arguments_sealed, e.bytes
     FROM decisions d JOIN journal_entries e ON e.stream = 'decisions' AND e.seq = d.seq
     WHERE d.at >= $1 AND d.seq < $2 ORDER BY d.seq DESC LIMIT $3`,
    [window.sinceIso, window.beforeSeq, window.limit],
  );
}
