/** The rows of notices: each person sees those that are addressed to them, and no others. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, NoParams, pageOf as Page } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { Notice, NoticesSeen, SeenNotices } from './notice.ts';
import { listNotices, type StoredNotice } from './notice-store.ts';
import { seeNotices } from './see-notices.ts';

const NoticeQuery = Type.Object(
  {
    ...AgentPageQuery.properties,
    seen: Type.Optional(Type.Enum(['true', 'false'], { description: 'false: only those that are new' })),
  },
  closed,
);

function shown(row: StoredNotice): Notice {
  return {
    seq: row.seq,
    decisionId: row.decision_id,
    agentId: row.agent_id,
    agentName: row.agent_name,
    tool: row.tool,
    actionType: row.action_type,
    dataClass: row.data_class,
    risk: row.risk,
    decision: row.kind,
    outcome: row.state,
    endedAt: row.ended_at.toISOString(),
    addressedAs: row.addressed_as,
    givenAt: row.given_at.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
  };
}

export const noticeRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/notices',
      summary: 'What agents of the reader did by themselves, newest first',
      params: NoParams,
      query: NoticeQuery,
      answer: Page(Notice),
      permission: 'notice.read',
    },
    async ({ tx, person, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(await listNotices(tx, person.id, asked, query), asked, (row) => [String(row.seq)], shown);
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      rateClass: 'change',
      method: 'POST',
      path: '/v1/notices/seen',
      summary: 'Mark notices that are addressed to the reader as seen',
      params: NoParams,
      body: SeenNotices,
      answer: NoticesSeen,
      status: 200,
      permission: 'notice.see',
      loosens: { nothing: 'it says that somebody looked' },
      audit: 'notice.seen',
    },
    ({ change, person, body }) => seeNotices(change, person, body),
  ),
];
