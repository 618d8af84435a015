/** Changes an incident playbook. What it covers no longer, control 9 blocks from the next call on. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { IncidentPlaybook, IncidentPlaybookPatch } from './incident-playbook.ts';
import { areCovered, findIncidentPlaybook, updateIncidentPlaybookRow } from './incident-playbook-store.ts';

export async function updateIncidentPlaybook(
  change: Change,
  id: string,
  patch: IncidentPlaybookPatch,
): Promise<Audited<IncidentPlaybook>> {
  const { tx } = change;
  const before = await findIncidentPlaybook(tx, id);
  if (before === undefined) throw notFound('incident playbook');
  await assertMayLoosenUnless(change, await areCovered(tx, patch.actionTypes ?? []), 'all_agents');
  await updateIncidentPlaybookRow(tx, { ...before, ...patch }, { by: change.actor.id, at: change.now() });
  await bumpFacts(tx);
  const after = (await findIncidentPlaybook(tx, id)) as IncidentPlaybook;
  const shown = ({ name, actionTypes }: IncidentPlaybook) => ({ name, actionTypes });
  return change.succeed(
    {
      event: 'incident_playbook.updated',
      subject: { kind: 'incident_playbook', id, name: after.name },
      before: shown(before),
      after: { ...shown(after), stepsChanged: before.steps !== after.steps },
    },
    after,
  );
}
