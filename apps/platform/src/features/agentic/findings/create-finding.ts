/** Records a finding against an agent; an open critical one stops it at control 11. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { Finding, NewFinding } from './finding.ts';
import { onlyAfter } from '../only-after.ts';
import { findFinding, insertFinding } from './finding-store.ts';

export async function createFinding(change: Change, wanted: NewFinding): Promise<Audited<Finding>> {
  const { tx } = change;
  const id = change.newId('fnd');
  const held = holdAgent(tx, wanted.agentId);
  const written = Promise.all([
    insertFinding(tx, id, wanted, { by: change.actor.id, at: change.now() }),
    bumpFacts(tx),
    findFinding(tx, id),
    change.reachRecord(),
  ]);
  const [, , found] = await onlyAfter(held, written);
  const finding = found as Finding;
  const { agentId, severity, title } = finding;
  return change.succeed(
    { event: 'finding.created', subject: { kind: 'finding', id, name: title }, after: { agentId, severity } },
    finding,
  );
}
