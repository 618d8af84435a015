/** Adds an incident playbook. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { IncidentPlaybook, NewIncidentPlaybook } from './incident-playbook.ts';
import { areCovered, insertIncidentPlaybook } from './incident-playbook-store.ts';

export async function createIncidentPlaybook(
  change: Change,
  wanted: NewIncidentPlaybook,
): Promise<Audited<IncidentPlaybook>> {
  const playbook: IncidentPlaybook = {
    id: change.newId('pbk'),
    ...wanted,
    createdAt: change.now(),
    updatedAt: null,
  };
  await assertMayLoosenUnless(change, await areCovered(change.tx, wanted.actionTypes), 'all_agents');
  await insertIncidentPlaybook(change.tx, playbook);
  await bumpFacts(change.tx);
  const subject = { kind: 'incident_playbook', id: playbook.id, name: playbook.name };
  return change.succeed(
    { event: 'incident_playbook.created', subject, after: { actionTypes: wanted.actionTypes } },
    playbook,
  );
}
