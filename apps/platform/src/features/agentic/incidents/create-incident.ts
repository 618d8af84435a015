/** A person opens an incident against an agent. A critical one stops it at control 11 and makes it an intern, at once. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { holdAgent } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { demoteAgent } from './demote-for-incident.ts';
import type { Incident, NewIncident } from './incident.ts';
import { findIncident, insertIncident } from './incident-store.ts';

export async function createIncident(change: Change, wanted: NewIncident): Promise<Audited<Incident>> {
  const { tx, actor } = change;
  const { agentId, severity, title } = wanted;
  await holdAgent(tx, agentId);
  const id = change.newId('inc');
  const at = change.now();
  await insertIncident(tx, id, wanted, actor.id, at);
  const demotion = severity === 'critical' ? await demoteAgent(tx, agentId, id, at) : undefined;
  await bumpFacts(tx);
  const incident = (await findIncident(tx, id)) as Incident;
  if (demotion !== undefined) await change.succeed(demotion, incident);
  return change.succeed(
    {
      event: 'incident.opened',
      subject: { kind: 'incident', id, name: title },
      after: { agentId, severity },
    },
    incident,
  );
}
