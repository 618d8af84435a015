/** The rows of approvals. An answer is never optimistic: it carries the place of its own record in the journal. */
import { Type } from 'typebox';
import { approvalStatuses } from '@gamut/kernel/agentic-terms';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type ChangeCall, type ReadCall, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  NoParams,
  oneOf,
  pageOf as Page,
  PageQuery,
  ReasonText,
} from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import { answerApproval } from './answer-approval.ts';
import { Approval, ApprovalAnswer, ApprovalCounts, ApprovalRow, approvalViews } from './approval.ts';
import { countApprovalRows, listApprovals } from './approval-store.ts';
import { approvalRow, loadApproval, type Reading } from './load-approval.ts';
import { loadRights } from './rights-of.ts';
import { withdrawVote } from './withdraw-vote.ts';

const One = Type.Object({ approvalId: idOf('apr') }, closed);
const ApprovalQuery = Type.Object(
  {
    ...PageQuery.properties,
    status: Type.Optional(oneOf(approvalStatuses)),
    view: Type.Optional(
      Type.Enum([...approvalViews], {
        description: 'waiting_for_me: those that want the reader’s vote; mine: those that they voted on',
      }),
    ),
    agentId: Type.Optional(idOf('agt')),
  },
  closed,
);

export async function readingOf({
  platform,
  tenant,
  person,
}: Pick<ReadCall & ChangeCall, 'platform' | 'tenant' | 'person'>): Promise<Reading> {
  const { open } = await platform.keys.sealerOf(tenant);
  return { open, person, now: new Date(platform.clock.nowMs()).toISOString() };
}

export const approvalRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/approvals',
      summary: 'Approvals, newest first',
      params: NoParams,
      query: ApprovalQuery,
      answer: Page(ApprovalRow),
      permission: 'approval.read',
    },
    async (call) => {
      const asked = askedPage(call.query, 1);
      const { open, now, person } = await readingOf(call);
      const asker = { id: person.id, rights: await loadRights(call.tx, person, now) };
      return pageOf(
        await listApprovals(call.tx, asked, call.query, asker, now),
        asked,
        (row) => [row.id],
        (row) => approvalRow(row, open),
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/approval-counts',
      summary:
        'How many approvals wait, for the reader and in all, and how many emergencies wait for a review',
      params: NoParams,
      answer: ApprovalCounts,
      permission: 'approval.read',
    },
    async ({ tx, person, platform }) => {
      const now = new Date(platform.clock.nowMs()).toISOString();
      const asker = { id: person.id, rights: await loadRights(tx, person, now) };
      const counts = await countApprovalRows(tx, asker, now);
      return {
        waitingForMe: counts.waiting,
        pending: counts.pending,
        approvedUnused: counts.approved,
        breakGlassToReview: counts.to_review,
        breakGlassOverdue: counts.overdue,
      };
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/approvals/:approvalId',
      summary: 'One approval: the exact action, and what happened next',
      params: One,
      answer: Approval,
      permission: 'approval.read',
    },
    async (call) => loadApproval(call.tx, call.params.approvalId, await readingOf(call)),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/approvals/:approvalId/approve',
      summary: 'Approve this one action, once',
      params: One,
      body: ApprovalAnswer,
      answer: Approval,
      status: 200,
      permission: 'approval.decide',
      loosens: 'an_action',
      audit: 'approval.approved',
    },
    async (call) =>
      answerApproval(call.change, call.params.approvalId, 'approved', call.body, await readingOf(call)),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/approvals/:approvalId/refuse',
      summary: 'Refuse this action',
      params: One,
      body: ApprovalAnswer,
      answer: Approval,
      status: 200,
      permission: 'approval.decide',
      loosens: { nothing: 'a refusal lets nothing pass' },
      audit: 'approval.refused',
    },
    async (call) =>
      answerApproval(call.change, call.params.approvalId, 'refused', call.body, await readingOf(call)),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/approvals/:approvalId/withdraw-vote',
      summary: 'Take your own approving vote back while it is not used yet',
      params: One,
      body: Type.Object({ note: ReasonText }, closed),
      answer: Approval,
      status: 200,
      permission: 'approval.decide',
      loosens: { nothing: 'it takes a consent back' },
      audit: 'approval.vote_withdrawn',
    },
    async (call) => withdrawVote(call.change, call.params.approvalId, call.body.note, await readingOf(call)),
  ),
];
