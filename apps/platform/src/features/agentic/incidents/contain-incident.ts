/** Says that an incident is contained, and how. It goes on counting against the agent until it is closed. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { followPlaybook } from './follow-playbook.ts';
import type { Incident, IncidentNote } from './incident.ts';
import { containIncidentRow, findIncident } from './incident-store.ts';

export async function containIncident(
  change: Change,
  id: string,
  { note, playbookId }: IncidentNote,
): Promise<Audited<Incident>> {
  const { tx, actor } = change;
  const before = await findIncident(tx, id);
  if (before === undefined) throw notFound('incident');
  if (!(await containIncidentRow(tx, id, { by: actor.id, at: change.now(), note })))
    throw new AppError('conflict', `This incident is ${before.status} already.`, {
      fix: 'Nothing needs to be done.',
      who: 'the person',
    });
  const followed = await followPlaybook(change, id, playbookId);
  const incident = (await findIncident(tx, id)) as Incident;
  return change.succeed(
    {
      event: 'incident.contained',
      subject: { kind: 'incident', id, name: incident.title },
      before: { status: before.status },
      after: { status: 'contained', ...followed },
      reason: note,
    },
    incident,
  );
}
