/** Closes an incident with what was found and done. The finding behind it stays until somebody closes that. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { followPlaybook } from './follow-playbook.ts';
import type { Incident, IncidentNote } from './incident.ts';
import { closeIncidentRow, findIncident } from './incident-store.ts';

export async function closeIncident(
  change: Change,
  id: string,
  { note, playbookId }: IncidentNote,
): Promise<Audited<Incident>> {
  const { tx, actor } = change;
  const before = await findIncident(tx, id);
  if (before === undefined) throw notFound('incident');
  await holdToLoosen(change, before.agentId);
  if (!(await closeIncidentRow(tx, id, { by: actor.id, at: change.now(), note }))) {
    throw new AppError('conflict', 'This incident is closed already.', {
      fix: 'Nothing needs to be done.',
      who: 'the person',
    });
  }
  await bumpFacts(tx);
  const followed = await followPlaybook(change, id, playbookId);
  const incident = (await findIncident(tx, id)) as Incident;
  const subject = { kind: 'incident', id, name: incident.title };
  return change.succeed(
    {
      event: 'incident.closed',
      subject,
      before: { status: before.status },
      after: { status: 'closed', ...followed },
      reason: note,
    },
    incident,
  );
}
