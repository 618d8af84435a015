/** Records a red-team test. A test dated in the future is refused: it would count as recent for too long. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { invalidField } from '../../../http/expected-refusals.ts';
import { holdAgent, holdToLoosen } from '../agents/load-agent.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { NewRedTeamTest, RedTeamTest } from './red-team-test.ts';
import { findRedTeamTest, insertRedTeamTest } from './red-team-test-store.ts';

export async function recordRedTeamTest(
  change: Change,
  wanted: NewRedTeamTest,
): Promise<Audited<RedTeamTest>> {
  const { tx } = change;
  if (Date.parse(wanted.testedAt) > Date.parse(change.now()))
    throw invalidField('/testedAt', 'lies in the future', 'Give the time at which the test ended.');
  if (wanted.nextDueAt !== undefined && Date.parse(wanted.nextDueAt) <= Date.parse(wanted.testedAt))
    throw invalidField('/nextDueAt', 'is not after the test', 'Give a time after testedAt.');
  if (wanted.result === 'passed') await holdToLoosen(change, wanted.agentId);
  else {
    await holdAgent(tx, wanted.agentId);
    change.separation.tightens();
  }
  const id = change.newId('rtt');
  await insertRedTeamTest(tx, id, wanted, { by: change.actor.id, at: change.now() });
  await bumpFacts(tx);
  const test = (await findRedTeamTest(tx, id)) as RedTeamTest;
  const { agentId, agentName, result, testedAt } = test;
  return change.succeed(
    {
      event: 'red_team_test.recorded',
      subject: { kind: 'red_team_test', id, name: agentName },
      after: { agentId, result, testedAt },
    },
    test,
  );
}
