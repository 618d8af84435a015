/** The rows of decisions: reading only. A decision is written by the ledger, and by nobody else. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, PageQuery, text } from '../../../http/schema-words.ts';
import { agenticRead } from '../agentic-rows.ts';
import { parseDecisionFilter } from './decision-filter.ts';
import { listDecisions } from './decision-store.ts';
import { DecisionDetail, DecisionRow } from './decision.ts';
import { loadDecision } from './load-decision.ts';
import { listQuestions } from './question-store.ts';

const OneDecision = Type.Object({ decisionId: idOf('dec') }, closed);
const OfAgentQuery = Type.Object({ ...PageQuery.properties, agentId: Type.Optional(idOf('agt')) }, closed);
const FilteredQuery = Type.Object({ ...PageQuery.properties, filter: Type.Optional(text(0, 1000)) }, closed);

export const decisionRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/decisions',
      summary: 'What Gateway decided, newest first',
      params: NoParams,
      query: FilteredQuery,
      answer: Page(DecisionRow),
      permission: 'decision.read',
    },
    async ({ tx, query, platform }) => {
      const asked = askedPage(query, 1);
      const filter = parseDecisionFilter(query.filter ?? '', platform.clock.nowMs());
      return pageOf(
        await listDecisions(tx, filter, asked),
        asked,
        (row) => [String(row.seq)],
        (row) => row,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/decisions/:decisionId',
      summary: 'One decision, or one question, with its trace, outcome and place in the journal',
      params: OneDecision,
      answer: DecisionDetail,
      permission: 'decision.read',
    },
    async ({ tx, tenant, params, platform }) =>
      loadDecision(tx, (await platform.keys.sealerOf(tenant)).open, params.decisionId),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/questions',
      summary: 'What agents asked without acting (AuthZEN) and what they were answered, newest first',
      params: NoParams,
      query: OfAgentQuery,
      answer: Page(DecisionRow),
      permission: 'decision.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listQuestions(tx, query.agentId, asked),
        asked,
        (row) => [row.id],
        (row) => row,
      );
    },
  ),
];
