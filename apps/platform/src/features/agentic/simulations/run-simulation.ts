/** Runs a simulation: the pure decision on a saved or the present state, edited or not. Nothing is performed, and of a call no argument is kept. */
import type { TenantRef } from '@gamut/database/database';
import { sha256Hex } from '@gamut/crypto/hash';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { Clock } from '@gamut/kernel/time-source';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { policySha256 } from '@gamut/policy/policy-digest';
import { editFacts } from '@gamut/policy/simulation/edit-facts';
import { simulateCall } from '@gamut/policy/simulation/simulate-decision';
import type { TenantFacts } from '@gamut/protocol/facts';
import type { Person } from '../../../access/person.ts';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField, notFound } from '../../../http/expected-refusals.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { findFactsBody } from '../facts/facts-body-store.ts';
import { keepPresentFacts } from './save-snapshot.ts';
import { simulateDays } from './simulate-days.ts';
import type { NewSimulation, Simulation } from './simulation.ts';
import { findSnapshot, insertSimulation } from './simulation-store.ts';

export interface SimulationParts {
  readonly tenant: TenantRef;
  readonly person: Person;
  readonly open: TenantSealer['open'];
  readonly clock: Clock;
}

export async function runSimulation(
  change: Change,
  wanted: NewSimulation,
  parts: SimulationParts,
): Promise<Audited<Simulation>> {
  const { name, snapshotId, edits = [], asked } = wanted;
  const base = await loadBase(change, parts.tenant, snapshotId);
  const edited = editFacts(base.facts, edits);
  if (edited.kind === 'unfit')
    throw invalidField(`/edits/${edited.at}`, `does not fit: ${edited.why}.`, 'Name what the state holds.');
  const indexed = indexFacts(edited.facts);
  const { clock, open, person } = parts;
  const simulation: Simulation = {
    id: change.newId('sim'),
    name,
    snapshotId: snapshotId ?? null,
    factsSha256: base.sha256,
    policySha256,
    edits,
    asked:
      asked.kind === 'days'
        ? asked
        : {
            kind: 'call',
            agentId: asked.agentId,
            tool: asked.tool,
            argumentsSha256: sha256Hex(canonicalJson(asked.arguments)),
          },
    result:
      asked.kind === 'days'
        ? await simulateDays(asked.days, { tx: change.tx, indexed, open, clock })
        : { kind: 'call', decision: simulateCall(indexed, asked, clock.nowMs()) },
    runBy: { id: person.id, name: person.name },
    runAt: change.now(),
  };
  await insertSimulation(change.tx, simulation);
  const subject = { kind: 'simulation', id: simulation.id, name };
  const after = { asked: asked.kind, snapshotId: simulation.snapshotId, edits: edits.length };
  return change.succeed({ event: 'simulation.run', subject, after }, simulation);
}

async function loadBase(
  change: Change,
  tenant: TenantRef,
  snapshotId: string | undefined,
): Promise<{ facts: TenantFacts; sha256: string }> {
  if (snapshotId === undefined) return keepPresentFacts(change.tx, tenant, change.now());
  const snapshot = await findSnapshot(change.tx, snapshotId);
  if (snapshot === undefined) throw notFound('policy snapshot');
  const body = await findFactsBody(change.tx, snapshot.factsSha256);
  if (body === undefined) throw new Error(`the facts of snapshot ${snapshotId} are not kept`);
  return { facts: JSON.parse(body) as TenantFacts, sha256: snapshot.factsSha256 };
}
