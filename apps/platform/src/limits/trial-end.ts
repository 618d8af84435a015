/** When the trial of a tenant ends, or ended; null for a tenant that is on no trial. */
import { trialEndOf } from '@gamut/database/plan-in-force';
import type { ControlReader } from '@gamut/database/tenant-transaction';

export async function findTrialEnd(tx: ControlReader, tenantId: string): Promise<string | null> {
  const [row] = await tx.query<{ ends_at: Date }>(
    `SELECT ${trialEndOf()} AS ends_at FROM control.tenants WHERE id = $1 AND plan = 'trial'`,
    [tenantId],
  );
  return row?.ends_at.toISOString() ?? null;
}
