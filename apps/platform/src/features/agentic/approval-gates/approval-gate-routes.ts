/** The rows of approval gates. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  NoParams,
  pageOf as Page,
  PageQuery,
  Recorded,
  WithReason,
} from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { ApprovalGate, NewApprovalGate } from './approval-gate.ts';
import { listApprovalGates } from './approval-gate-store.ts';
import { createApprovalGate } from './create-approval-gate.ts';
import { deleteApprovalGate } from './delete-approval-gate.ts';

const One = Type.Object({ approvalGateId: idOf('gat') }, closed);

export const approvalGateRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/approval-gates',
      summary: 'Approval gates',
      params: NoParams,
      query: PageQuery,
      answer: Page(ApprovalGate),
      permission: 'approval_gate.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listApprovalGates(tx, asked),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/approval-gates',
      summary: 'Add an approval gate',
      params: NoParams,
      body: NewApprovalGate,
      answer: ApprovalGate,
      status: 201,
      permission: 'approval_gate.create',
      loosens: 'all_agents',
      audit: 'approval_gate.created',
    },
    ({ change, body }) => createApprovalGate(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/approval-gates/:approvalGateId',
      summary: 'Remove an approval gate',
      params: One,
      body: WithReason,
      answer: Recorded,
      status: 200,
      permission: 'approval_gate.delete',
      loosens: 'all_agents',
      audit: 'approval_gate.deleted',
    },
    ({ change, params, body }) => deleteApprovalGate(change, params.approvalGateId, body.reason),
  ),
];
