/**
 * Runs every live check for one tenant, one after the other, and signs what they found with the journal key: the note verifies
 * offline (`gamut verify FILE`), so nobody has to believe a page.
 */
import { sha256, sha256Hex } from '@gamut/crypto/hash';
import type { TenantRef } from '@gamut/database/database';
import { signStatement } from '@gamut/journal/signed-statement';
import type { Platform } from '../../../platform.ts';
import {
  checkForgedAgentToken,
  checkForgedSession,
  checkForgedSignedRequest,
  findForgedAgent,
} from './check-forgeries.ts';
import { checkGates } from './check-gates.ts';
import { checkCatalog, checkForeignTenant } from './check-isolation.ts';
import { checkJournalHead, checkWitnessHead } from './check-journal.ts';
import { checkKey } from './check-key.ts';
import {
  measure,
  outcomeOf,
  securityCheckNames,
  type CheckAnswer,
  type Outcome,
  type SecurityCheck,
  type SecurityCheckName,
} from './security-check.ts';

export interface SecurityCheckResult {
  readonly at: string;
  readonly outcome: Outcome;
  readonly checks: SecurityCheck[];
  /** SHA-256 of the note. */
  readonly sha256: string;
  readonly note: string;
}

function checksOf(
  platform: Platform,
  tenant: TenantRef,
): Record<SecurityCheckName, () => Promise<CheckAnswer>> {
  const { db, keys, random, gates } = platform;
  return {
    tenant_catalog: () => checkCatalog(db, tenant),
    foreign_tenant: () => checkForeignTenant(db, tenant),
    key_round_trip: async () => checkKey(await keys.sealerOf(tenant), random),
    journal_head: () => checkJournalHead(platform, tenant),
    witness_head: () => checkWitnessHead(platform, tenant),
    forged_session: () => checkForgedSession(platform),
    forged_signed_request: () => checkForgedSignedRequest(platform),
    forged_agent_token: async () =>
      checkForgedAgentToken(platform, await db.readTenant(tenant, findForgedAgent)),
    start_gates: () => checkGates(gates),
  };
}

/** @param by the id of who asked */
export async function runSecurityChecks(
  platform: Platform,
  tenant: TenantRef,
  by: string,
): Promise<SecurityCheckResult> {
  const { clock, journal, journalVkey } = platform;
  const ways = checksOf(platform, tenant);
  const checks: SecurityCheck[] = [];
  for (const name of securityCheckNames) checks.push(await measure(name, clock, ways[name]));
  const at = new Date(clock.nowMs()).toISOString();
  const outcome = outcomeOf(checks);
  const document = {
    format: 'gamut-security-checks-1',
    tenant: tenant.id,
    slug: tenant.slug,
    at,
    by,
    outcome,
    checks: checks.map((check) => ({ ...check })),
    key: journalVkey,
  };
  const of = { deployment: journal.deployment, tenant: tenant.id, kind: 'security-checks' } as const;
  const note = signStatement(of, document, journal.key, sha256);
  return { at, outcome, checks, sha256: sha256Hex(note), note };
}
