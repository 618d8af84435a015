/** All SQL of the live checks' results: kept as the bytes that were signed, only ever added. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { readStatement } from '@gamut/journal/signed-statement';
import type { SecurityCheckResult } from './run-security-checks.ts';
import type { Outcome, SecurityCheck } from './security-check.ts';

export interface StoredResult extends SecurityCheckResult {
  /** The name of who asked. */
  readonly by: string;
}

export async function insertSecurityChecks(tx: TenantTx, result: StoredResult): Promise<void> {
  await tx.execute(
    'INSERT INTO security_checks (at, by, outcome, sha256, note) VALUES ($1, $2, $3, $4, $5)',
    [result.at, result.by, result.outcome, result.sha256, result.note],
  );
}

interface Row {
  readonly at: Date;
  readonly by: string;
  readonly outcome: Outcome;
  readonly sha256: string;
  readonly note: string;
}

export async function findNewestSecurityChecks(tx: TenantReader): Promise<StoredResult | undefined> {
  const [row] = await tx.query<Row>(
    'SELECT at, by, outcome, sha256, note FROM security_checks ORDER BY at DESC LIMIT 1',
  );
  if (row === undefined) return undefined;
  const checks = readStatement(row.note)?.document['checks'] ?? [];
  return { ...row, at: row.at.toISOString(), checks: checks as unknown as SecurityCheck[] };
}
