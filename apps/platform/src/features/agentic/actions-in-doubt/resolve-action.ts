/**
 * A person says what became of an action in doubt, and how they know. It is kept for ever beside what Gateway said; from then on
 * the same action is judged like any other again. Of two people who resolve at once the second is told of the first.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { AnswersForIt } from '../../../http/separation.ts';
import type { NewResolution, ResolvedAction } from './action-in-doubt.ts';
import { findDoubt, insertResolution, lockDoubt, type StoredDoubt } from './action-in-doubt-store.ts';
import { standingShown, whyNotTheirs } from './load-action-in-doubt.ts';

export async function resolveAction(
  change: Change,
  personId: string,
  decision: string,
  wanted: NewResolution,
): Promise<Audited<ResolvedAction>> {
  const { tx } = change;
  const there = await lockDoubt(tx, decision);
  const stored = there ? await findDoubt(tx, decision) : undefined;
  if (stored === undefined) throw notFound('action in doubt');
  const why = whyNotTheirs(personId, stored);
  if (why !== undefined)
    throw new AnswersForIt(
      why,
      {
        fix: 'Ask another agent operator or an administrator.',
        who: 'somebody who does not answer for this agent',
      },
      [stored.agent_id],
    );
  change.separation.keptApart('an_action');
  const inForce = stored.resolutions[0];
  if (inForce?.id !== wanted.supersedes)
    throw new AppError('conflict', 'This is not what people have said of this action so far.', {
      fix: 'Read it again; to say otherwise than what stands there, name it in `supersedes`.',
      who: 'the person',
    });
  const id = change.newId('rsl');
  await insertResolution(tx, id, decision, wanted, personId, change.now());
  const { agent_id: agent, agent_name: name, tool } = stored;
  return change.succeed(
    {
      event: 'action_in_doubt.resolved',
      subject: { kind: 'decision', id: decision, name: `${name}: ${tool}` },
      before: { found: inForce?.found ?? null, resolution: inForce?.id ?? null },
      after: { found: wanted.found, resolution: id, agent, evidenceUrl: wanted.evidenceUrl ?? null },
      reason: wanted.evidence,
    },
    standingShown((await findDoubt(tx, decision)) as StoredDoubt),
  );
}
