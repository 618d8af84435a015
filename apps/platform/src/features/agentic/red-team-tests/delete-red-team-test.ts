/** Removes a red-team test that was recorded by mistake; what it said stays in the audit record. */
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { holdToLoosen } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { deleteRedTeamTestRow, findRedTeamTest } from './red-team-test-store.ts';

export async function deleteRedTeamTest(change: Change, id: string): Promise<Audited<RecordedOnly>> {
  const test = await findRedTeamTest(change.tx, id);
  if (test === undefined) throw notFound('red-team test');
  // the newest counts: without a failed one an older that was passed may
  if (test.result === 'passed') change.separation.tightens();
  else await holdToLoosen(change, test.agentId);
  await deleteRedTeamTestRow(change.tx, id);
  await bumpFacts(change.tx);
  const { agentId, agentName, result, testedAt } = test;
  return change.recorded({
    event: 'red_team_test.deleted',
    subject: { kind: 'red_team_test', id, name: agentName },
    before: { agentId, result, testedAt },
  });
}
