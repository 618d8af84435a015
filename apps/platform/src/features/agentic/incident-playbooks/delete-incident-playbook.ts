/** Removes an incident playbook; actions that no other playbook covers are then blocked by control 9. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { deleteIncidentPlaybookRow, findIncidentPlaybook } from './incident-playbook-store.ts';

export async function deleteIncidentPlaybook(
  change: Change,
  id: string,
  reason: string,
): Promise<Audited<RecordedOnly>> {
  const playbook = await findIncidentPlaybook(change.tx, id);
  if (playbook === undefined) throw notFound('incident playbook');
  await deleteIncidentPlaybookRow(change.tx, id);
  await bumpFacts(change.tx);
  const subject = { kind: 'incident_playbook', id, name: playbook.name };
  return change.recorded({
    event: 'incident_playbook.deleted',
    subject,
    before: { actionTypes: playbook.actionTypes, steps: playbook.steps },
    reason,
  });
}
