/** Whether the matrix binds every agent, also one that nobody has written into it: an administrator's word, either way. */
import type { Audited } from '../../../http/audited.ts';
import type { Change } from '../../../http/change.ts';
import { assertMayLoosenUnless } from '../agents/may-loosen.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import type { AccessRequirement, NewAccessRequirement } from './access-matrix.ts';
import { loadRequirement, saveRequirement } from './access-matrix-store.ts';

export async function requireMatrix(
  change: Change,
  { required, reason }: NewAccessRequirement,
): Promise<Audited<AccessRequirement>> {
  const { tx } = change;
  await assertMayLoosenUnless(change, required, 'all_agents');
  // the row of the facts is held from here on: of two who change it the second sees what the first has set
  await bumpFacts(tx);
  const before = await loadRequirement(tx);
  await saveRequirement(tx, required);
  return change.succeed(
    {
      event: 'access_matrix.requirement_set',
      subject: { kind: 'access_matrix', id: 'access_matrix', name: 'Access matrix' },
      before: { required: before.required },
      after: { required },
      reason,
    },
    { ...before, required },
  );
}
