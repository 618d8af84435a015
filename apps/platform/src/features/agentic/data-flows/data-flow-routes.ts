/** The rows of data flows. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, Recorded } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { DataFlow, NewDataFlow } from './data-flow.ts';
import { listDataFlows } from './data-flow-store.ts';
import { removeDataFlow } from './remove-data-flow.ts';
import { setDataFlow } from './set-data-flow.ts';

const One = Type.Object({ dataFlowId: idOf('dfl') }, closed);

export const dataFlowRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/data-flows',
      summary: 'Which data classes agents may handle, and how',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(DataFlow),
      permission: 'data_flow.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listDataFlows(tx, asked, query.agentId),
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
      path: '/v1/data-flows',
      summary: 'Set how an agent may handle a data class',
      params: NoParams,
      body: NewDataFlow,
      answer: DataFlow,
      status: 201,
      permission: 'data_flow.set',
      loosens: 'an_agent',
      audit: 'data_flow.set',
    },
    ({ change, body }) => setDataFlow(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/data-flows/:dataFlowId',
      summary: 'Take a data class from an agent',
      params: One,
      body: null,
      answer: Recorded,
      status: 200,
      permission: 'data_flow.remove',
      loosens: { nothing: 'without a flow the data class is closed' },
      audit: 'data_flow.removed',
    },
    ({ change, params }) => removeDataFlow(change, params.dataFlowId),
  ),
];
