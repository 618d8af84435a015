/** The row of an approval's arguments, whole: only for those who may approve it, and every time on record before it is given. */
import { Type } from 'typebox';
import { AppError } from '@gamut/kernel/app-error';
import { workRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoQuery } from '../../../http/schema-words.ts';
import { ApprovalArguments, loadArguments } from './approval-arguments.ts';
import { readingOf } from './approval-routes.ts';
import { readApproval } from './asked-of.ts';
import { mayOpenArguments } from './may-open-arguments.ts';
import { loadRights } from './rights-of.ts';

const One = Type.Object({ approvalId: idOf('apr') }, closed);

export const argumentRoutes: readonly Route[] = [
  workRoute(
    {
      method: 'GET',
      path: '/v1/approvals/:approvalId/arguments',
      summary: 'What would be approved, account and card numbers included; for those who may approve it',
      params: One,
      query: NoQuery,
      body: null,
      status: 200,
      answer: ApprovalArguments,
      permission: 'approval_arguments.open',
      loosens: { nothing: 'it reads' },
      entitlement: 'agentic',
      audit: 'approval_arguments.read',
      rateClass: 'change',
      csrf: 'not_cross_site',
      whileSealed: 'refuse',
    },
    async (call) => {
      const { tenant, person, params } = call;
      const reading = await readingOf(call);
      return call.inChange(async (change) => {
        const hand = await readApproval(change.tx, params.approvalId, reading.now);
        const rights = await loadRights(change.tx, person, reading.now);
        if (!mayOpenArguments(person.id, rights, hand.asked))
          throw new AppError('forbidden', 'Only who may approve this is shown all that it is asked with.', {
            fix: 'Leave it to somebody whom its gate asks for.',
            who: `somebody with the role ${hand.stored.approver_role}, or whom the gate names`,
          });
        const { stored } = hand;
        const answer = await loadArguments(change.tx, tenant.id, stored, reading);
        const record = {
          event: 'approval_arguments.read',
          subject: { kind: 'approval', id: stored.id, name: `${stored.agent_name}: ${stored.tool}` },
          after: { decision: stored.decision_id, actionSha256: stored.action_sha256, status: stored.status },
        } as const;
        return change.succeed(record, { answer });
      });
    },
  ),
];
