/**
 * A live check of a security promise, for one tenant, now: what was asked, what came back. Only an answer that was looked at
 * and right is `verified`; what could not be asked is `not_measured`, and never counts as kept.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';

/** The promise ledger (docs/promises.json) names its live checks from here. A name is added and never renamed. */
export const securityChecks = {
  tenant_catalog:
    'Whether any other role reaches this tenant’s schema, this tenant’s role reaches another, or a table lacks its wall',
  foreign_tenant: 'Reading another tenant’s table as this tenant',
  key_round_trip:
    'Sealing and opening a value with this tenant’s key; opening it changed, and in another row, column, purpose and tenant',
  journal_head: 'Whether the newest entries of each stream hash, chain and end as they were written',
  witness_head:
    'Whether the newest checkpoint is signed, is the entries’ own root, and is countersigned by the witness',
  forged_session: 'Reading who is signed in with an invented session cookie',
  forged_signed_request: 'Calling platform as Gateway with a signature under an invented key',
  forged_agent_token: 'Calling Gateway with an invented token of an agent',
  start_gates: 'Every gate of the start, looked at again',
} as const satisfies Record<string, string>;

export type SecurityCheckName = keyof typeof securityChecks;
export const securityCheckNames = Object.keys(securityChecks) as readonly SecurityCheckName[];

export const checkResults = ['verified', 'failed', 'not_measured'] as const;
export type CheckResult = (typeof checkResults)[number];

/** What one check says. */
export interface CheckAnswer {
  readonly result: CheckResult;
  readonly detail: string;
}

export interface SecurityCheck extends CheckAnswer {
  readonly name: SecurityCheckName;
  readonly asked: string;
  readonly measuredAt: string;
  readonly tookMs: number;
}

export const outcomes = ['verified', 'failed', 'incomplete'] as const;
export type Outcome = (typeof outcomes)[number];

/** One failure outweighs everything; one check that could not be asked keeps the whole from being called verified. */
export function outcomeOf(checks: readonly Pick<SecurityCheck, 'result'>[]): Outcome {
  if (checks.some(({ result }) => result === 'failed')) return 'failed';
  const complete = checks.length > 0 && checks.every(({ result }) => result === 'verified');
  return complete ? 'verified' : 'incomplete';
}

export const verified = (detail: string): CheckAnswer => ({ result: 'verified', detail });
export const failed = (detail: string): CheckAnswer => ({ result: 'failed', detail });
export const notMeasured = (detail: string): CheckAnswer => ({ result: 'not_measured', detail });

/** Runs one check. What it throws says that it could not be asked: nothing of a fault's inside leaves. */
export async function measure(
  name: SecurityCheckName,
  clock: Clock,
  check: () => Promise<CheckAnswer>,
): Promise<SecurityCheck> {
  const startedMs = clock.monotonicMs();
  const measuredAt = new Date(clock.nowMs()).toISOString();
  const answer = await check().catch((error: unknown) =>
    notMeasured(
      `It could not be asked: ${error instanceof AppError ? error.message : 'an unexpected fault'}`,
    ),
  );
  const tookMs = Math.max(0, Math.round(clock.monotonicMs() - startedMs));
  return { name, asked: securityChecks[name], ...answer, measuredAt, tookMs };
}
