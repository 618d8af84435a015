/**
 * Sets how an agent may handle a data class: whole, only in the tool's declared safe form, or not at all. Who sets it says how it stood:
 * of two answers at once the second is refused, and not the one that stands.
 */
import { dataHandlings } from '@gamut/kernel/agentic-terms';
import { AppError } from '@gamut/kernel/app-error';
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
  assertSeen(wanted, before);
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

/** Setting what stands already changes nothing, so nobody needs to have seen it. */
function assertSeen({ handling, was }: NewDataFlow, before: DataFlow | undefined): void {
  const stands = before?.handling ?? null;
  if (stands === handling || stands === (was ?? null)) return;
  throw new AppError('conflict', `The data class is handled another way by now: ${stands ?? 'not named'}.`, {
    fix: 'Read it again, and name in `was` how it stands.',
    who: 'the caller',
    fields: [{ pointer: '/was', message: `it is ${stands ?? 'not named'}` }],
  });
}
