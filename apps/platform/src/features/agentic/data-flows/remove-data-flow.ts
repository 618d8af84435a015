/** Takes a data class from an agent: without a flow it may not handle that class. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { deleteDataFlow, findDataFlow } from './data-flow-store.ts';

export async function removeDataFlow(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const { tx } = change;
  const flow = await findDataFlow(tx, id);
  if (flow === undefined) throw notFound('data flow');
  await deleteDataFlow(tx, id);
  await bumpFacts(tx);
  const { agentId, dataClass, handling } = flow;
  const subject = { kind: 'data_flow', id, name: `${flow.agentName}: ${dataClass}` };
  return change.recorded({ event: 'data_flow.removed', subject, before: { agentId, dataClass, handling } });
}
