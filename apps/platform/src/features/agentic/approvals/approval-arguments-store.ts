/** All SQL of opening what an approval is asked with. */
import type { TenantReader } from '@gamut/database/tenant-transaction';

export interface ToolPointers {
  readonly targets: readonly string[];
  readonly recipients: readonly string[];
  readonly amount: string | null;
}

export async function findWholeSealed(tx: TenantReader, decisionId: string): Promise<string | null> {
  const [row] = await tx.query<{ whole_sealed: string | null }>(
    'SELECT whole_sealed FROM decisions WHERE id = $1',
    [decisionId],
  );
  return row?.whole_sealed ?? null;
}

/** Where the tool's record says that its calls reach something. */
export async function findToolPointers(tx: TenantReader, approvalId: string): Promise<ToolPointers> {
  const [row] = await tx.query<{
    target_pointers: string[] | null;
    recipient_pointers: string[] | null;
    amount_pointer: string | null;
  }>(
    `SELECT t.target_pointers, t.recipient_pointers, t.amount_pointer FROM approvals p JOIN tools t ON t.id = p.tool_id WHERE p.id = $1`,
    [approvalId],
  );
  return {
    targets: row?.target_pointers ?? [],
    recipients: row?.recipient_pointers ?? [],
    amount: row?.amount_pointer ?? null,
  };
}
