/** Adds an incident playbook. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { IncidentPlaybook, NewIncidentPlaybook } from './incident-playbook.ts';
import { areCovered, findIncidentPlaybook, insertIncidentPlaybook } from './incident-playbook-store.ts';

export async function createIncidentPlaybook(
  change: Change,
  wanted: NewIncidentPlaybook,
): Promise<Audited<IncidentPlaybook>> {
  const { tx, actor } = change;
  const id = change.newId('pbk');
  await assertMayLoosenUnless(change, await areCovered(tx, wanted.actionTypes), 'all_agents');
  await insertIncidentPlaybook(tx, id, wanted, { by: actor.id, at: change.now() });
  await bumpFacts(tx);
  const playbook = (await findIncidentPlaybook(tx, id)) as IncidentPlaybook;
  const subject = { kind: 'incident_playbook', id, name: playbook.name };
  return change.succeed(
    { event: 'incident_playbook.created', subject, after: { actionTypes: wanted.actionTypes } },
    playbook,
  );
}
