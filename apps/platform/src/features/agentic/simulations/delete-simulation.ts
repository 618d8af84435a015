/** Removes a simulation; that it was there, and what came out, stays in the audit stream. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { deleteSimulationRow, findSimulation } from './simulation-store.ts';

export async function deleteSimulation(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const simulation = await findSimulation(change.tx, id);
  if (simulation === undefined) throw notFound('simulation');
  await deleteSimulationRow(change.tx, id);
  const { name, result, factsSha256, runAt } = simulation;
  const came = result.kind === 'call' ? { decision: result.decision.kind } : { changed: result.changed };
  return change.recorded({
    event: 'simulation.deleted',
    subject: { kind: 'simulation', id, name },
    before: { factsSha256, runAt, asked: result.kind, ...came },
  });
}
