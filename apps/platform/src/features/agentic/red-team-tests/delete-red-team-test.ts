/** Removes a red-team test that was recorded by mistake; what it said stays in the audit record. */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change, RecordedOnly } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { deleteRedTeamTestRow, findRedTeamTest } from './red-team-test-store.ts';

export async function deleteRedTeamTest(
  change: Change,
  id: string,
  reason: string,
): Promise<Audited<RecordedOnly>> {
  const test = await findRedTeamTest(change.tx, id);
  if (test === undefined) throw notFound('red-team test');
  // without a failed one, others that were passed would count
  if (test.result !== 'passed') {
    throw new AppError(
      'conflict',
      'A test that was not passed stays on record, and counts until a newer one of its type is passed.',
      {
        fix: 'Record the test of this type that was passed since.',
        who: 'the person',
      },
    );
  }
  await deleteRedTeamTestRow(change.tx, id);
  await bumpFacts(change.tx);
  const { agentId, agentName, type, result, testedAt, summary, nextDueAt } = test;
  return change.recorded({
    event: 'red_team_test.deleted',
    subject: { kind: 'red_team_test', id, name: agentName },
    before: { agentId, type, result, testedAt, summary, nextDueAt },
    reason,
  });
}
