/** The rows of red-team tests. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, Recorded, WithReason } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { deleteRedTeamTest } from './delete-red-team-test.ts';
import { recordRedTeamTest } from './record-red-team-test.ts';
import { DueQuery, DueRedTeamTest, listDueTests } from './due-tests.ts';
import { NewRedTeamTest, RedTeamTest } from './red-team-test.ts';
import { listRedTeamTests } from './red-team-test-store.ts';

const One = Type.Object({ redTeamTestId: idOf('rtt') }, closed);

export const redTeamTestRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/red-team-tests',
      summary: 'Red-team tests, newest first',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(RedTeamTest),
      permission: 'red_team_test.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listRedTeamTests(tx, asked, query.agentId),
        asked,
        (item) => [item.id],
        (item) => item,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/red-team-tests/due',
      summary: 'Which agents need a red-team test, and when; what is due first comes first',
      params: NoParams,
      query: DueQuery,
      answer: Page(DueRedTeamTest),
      permission: 'red_team_test.read',
    },
    async ({ tx, query, platform }) => {
      const asked = askedPage(query, 2);
      const now = new Date(platform.clock.nowMs()).toISOString();
      return pageOf(
        await listDueTests(tx, now, asked, query.due === undefined ? undefined : query.due === 'true'),
        asked,
        (item) => [item.dueAt ?? '', item.agentId],
        (item) => item,
      );
    },
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/red-team-tests',
      summary: 'Record a red-team test',
      params: NoParams,
      body: NewRedTeamTest,
      answer: RedTeamTest,
      status: 201,
      permission: 'red_team_test.record',
      loosens: 'an_agent',
      audit: 'red_team_test.recorded',
    },
    ({ change, body }) => recordRedTeamTest(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/red-team-tests/:redTeamTestId',
      summary: 'Remove a red-team test',
      params: One,
      body: WithReason,
      answer: Recorded,
      status: 200,
      permission: 'red_team_test.delete',
      loosens: { nothing: 'only a test that was passed is removed' },
      audit: 'red_team_test.deleted',
    },
    ({ change, params, body }) => deleteRedTeamTest(change, params.redTeamTestId, body.reason),
  ),
];
