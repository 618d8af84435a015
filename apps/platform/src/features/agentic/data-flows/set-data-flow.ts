/** Sets how an agent may handle a data class: whole, only in the tool's declared safe form, or not at all. */
import { dataHandlings } from '@gamut/kernel/agentic-terms';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { assertNoOwner } from '../agents/no-owner.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { DataFlow, NewDataFlow } from './data-flow.ts';
import { findDataFlow, findDataFlowOf, upsertDataFlow } from './data-flow-store.ts';

export async function setDataFlow(change: Change, wanted: NewDataFlow): Promise<Audited<DataFlow>> {
  const { tx } = change;
  const agent = await holdAgent(tx, wanted.agentId);
  const before = await findDataFlowOf(tx, wanted.agentId, wanted.dataClass);
  if (dataHandlings.indexOf(wanted.handling) < dataHandlings.indexOf(before?.handling ?? 'none'))
    assertNoOwner(change, [agent]);
  else change.separation.tightens();
  const id = await upsertDataFlow(tx, change.newId('dfl'), wanted, { by: change.actor.id, at: change.now() });
  await bumpFacts(tx);
  const flow = (await findDataFlow(tx, id)) as DataFlow;
  const record = {
    event: 'data_flow.set',
    subject: { kind: 'data_flow', id, name: `${agent.name}: ${wanted.dataClass}` },
    ...(before === undefined ? {} : { before: { handling: before.handling } }),
    after: { agentId: wanted.agentId, dataClass: wanted.dataClass, handling: wanted.handling },
  } as const;
  return change.succeed(record, flow);
}
