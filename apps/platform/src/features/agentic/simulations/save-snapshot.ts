/** Saves the state of governance that is in force under a name: its facts by content, as decisions name them. */
import { planEntitles } from '@gamut/access/plans';
import type { TenantRef } from '@gamut/database/database';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { sha256Hex } from '@gamut/crypto/hash';
import type { TenantFacts } from '@gamut/protocol/facts';
import { factsOfRecord, factsText } from '@gamut/protocol/facts-of-record';
import type { Person } from '../../../access/person.ts';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { assembleFacts } from '../facts/assemble-facts.ts';
import { insertFactsBody } from '../facts/facts-body-store.ts';
import {
  loadFactsRecords,
  loadFactsState,
  type FactsRecords,
  type FactsState,
} from '../facts/facts-store.ts';
import type { PolicySnapshot } from './simulation.ts';
import { insertSnapshot } from './simulation-store.ts';

export async function saveSnapshot(
  change: Change,
  { tenant, person, name }: { tenant: TenantRef; person: Person; name: string },
): Promise<Audited<PolicySnapshot>> {
  const { facts, sha256 } = await keepPresentFacts(change.tx, tenant, change.now());
  const snapshot: PolicySnapshot = {
    id: change.newId('snp'),
    name,
    factsSha256: sha256,
    factsVersion: facts.version,
    savedBy: { id: person.id, name: person.name },
    savedAt: change.now(),
  };
  await insertSnapshot(change.tx, snapshot);
  const subject = { kind: 'policy_snapshot', id: snapshot.id, name };
  return change.succeed(
    { event: 'policy_snapshot.saved', subject, after: { factsSha256: sha256, factsVersion: facts.version } },
    snapshot,
  );
}

const readsMax = 5;

/**
 * Without a lock, which would keep a kill switch waiting: whoever changes a record moves the version in the same transaction, so
 * records between two readings of one version are of that version.
 */
async function readConsistently(tx: TenantReader): Promise<{ state: FactsState; records: FactsRecords }> {
  for (let read = 0; read < readsMax; read++) {
    const state = await loadFactsState(tx);
    const records = await loadFactsRecords(tx);
    if ((await loadFactsState(tx)).version === state.version) return { state, records };
  }
  throw new AppError('unavailable', 'The state of governance changes too fast to be read just now.', {
    fix: 'Try again in a moment.',
    who: 'the person',
  });
}

export async function keepPresentFacts(
  tx: TenantTx,
  tenant: TenantRef,
  at: string,
): Promise<{ facts: TenantFacts; sha256: string }> {
  const { state, records } = await readConsistently(tx);
  const standing = { tenantStatus: tenant.status, agenticEntitled: planEntitles(tenant.plan, 'agentic') };
  const facts = assembleFacts(tenant.id, state, records, standing);
  const body = factsText(facts);
  const sha256 = sha256Hex(body);
  await insertFactsBody(tx, { sha256, version: facts.version, body, at });
  return { facts: factsOfRecord(facts), sha256 };
}
