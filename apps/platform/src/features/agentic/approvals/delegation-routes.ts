/** The rows of lent rights to approve. */
import { Type } from 'typebox';
import { notFound } from '../../../http/expected-refusals.ts';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, PageQuery } from '../../../http/schema-words.ts';
import { findMember } from '../../administration/people/member-store.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { ApprovalDelegation, delegationOf, NewApprovalDelegation } from './approval-delegation.ts';
import { findDelegation, listDelegations } from './delegation-store.ts';
import { endDelegation, lendRight } from './lend-right.ts';

const One = Type.Object({ approvalDelegationId: idOf('dlg') }, closed);
const DelegationQuery = Type.Object(
  {
    ...PageQuery.properties,
    view: Type.Optional(
      Type.Enum(['all', 'mine'], { description: 'mine: those that the reader lent, or holds' }),
    ),
  },
  closed,
);
const nowOf = ({ platform }: { platform: { clock: { nowMs(): number } } }): string =>
  new Date(platform.clock.nowMs()).toISOString();

export const delegationRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/approval-delegations',
      summary: 'Rights to approve that were lent, newest first',
      params: NoParams,
      query: DelegationQuery,
      answer: Page(ApprovalDelegation),
      permission: 'approval.read',
    },
    async (call) => {
      const asked = askedPage(call.query, 1);
      return pageOf(
        await listDelegations(call.tx, asked, call.query.view === 'mine' ? call.person.id : undefined),
        asked,
        (row) => [row.id],
        (row) => delegationOf(row, nowOf(call)),
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/approval-delegations/:approvalDelegationId',
      summary: 'One right to approve that was lent',
      params: One,
      answer: ApprovalDelegation,
      permission: 'approval.read',
    },
    async (call) => {
      const found = await findDelegation(call.tx, call.params.approvalDelegationId);
      if (found === undefined) throw notFound('delegation');
      return delegationOf(found, nowOf(call));
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/approval-delegations',
      summary: 'Lend one’s own right to approve to a named person, for a time',
      params: NoParams,
      body: NewApprovalDelegation,
      answer: ApprovalDelegation,
      status: 201,
      permission: 'approval.delegate',
      loosens: { nothing: 'a right that is lent is bound as its lender is' },
      audit: 'approval_delegation.created',
    },
    async ({ change, person, body, platform, tenant }) => {
      const holder = await platform.db.readControlFor(tenant, (tx) => findMember(tx, tenant.id, body.toId));
      return lendRight(change, person, body, holder);
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/approval-delegations/:approvalDelegationId/end',
      summary: 'End a lent right to approve before its time',
      params: One,
      body: null,
      answer: ApprovalDelegation,
      status: 200,
      permission: 'approval.delegate',
      loosens: { nothing: 'it takes a right back' },
      audit: 'approval_delegation.ended',
    },
    ({ change, person, params }) => endDelegation(change, person, params.approvalDelegationId),
  ),
];
