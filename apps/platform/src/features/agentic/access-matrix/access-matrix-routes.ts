/** The rows of the access matrix. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, ReasonText } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { AccessRequirement, AgentAccess, NewAccessRequirement, NewAgentAccess } from './access-matrix.ts';
import { listStoredAccess, loadRequirement } from './access-matrix-store.ts';
import { loadAgentAccess, withNeeded } from './load-agent-access.ts';
import { requireMatrix } from './require-matrix.ts';
import { liftAgentAccess, setAgentAccess } from './set-agent-access.ts';

const OneAgent = Type.Object({ agentId: idOf('agt') }, closed);
const WithReason = Type.Object({ reason: ReasonText }, closed);

const reads: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/access-matrix',
      summary: 'Which data domains of which systems agents may read or write',
      params: NoParams,
      query: AgentPageQuery,
      answer: Page(AgentAccess),
      permission: 'access_matrix.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listStoredAccess(tx, asked, query.agentId),
        asked,
        (row) => [row.agentName],
        (row) => withNeeded(row),
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agents/:agentId/access-matrix',
      summary: 'What the access matrix gives one agent, and what its tools would need beyond that',
      params: OneAgent,
      answer: AgentAccess,
      permission: 'access_matrix.read',
    },
    ({ tx, params }) => loadAgentAccess(tx, params.agentId),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/access-matrix-requirement',
      summary: 'Whether the access matrix binds every agent',
      params: NoParams,
      answer: AccessRequirement,
      permission: 'access_matrix.read',
    },
    ({ tx }) => loadRequirement(tx),
  ),
];

const changes: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'PUT',
      path: '/v1/agents/:agentId/access-matrix',
      summary: 'Set all that the access matrix gives an agent, and bind it to that',
      params: OneAgent,
      body: NewAgentAccess,
      answer: AgentAccess,
      status: 200,
      permission: 'access_matrix.set',
      loosens: 'an_agent',
      audit: 'access_matrix.set',
    },
    ({ change, params, body }) => setAgentAccess(change, params.agentId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/access-matrix/lift',
      summary: 'Free an agent from the access matrix',
      params: OneAgent,
      body: WithReason,
      answer: AgentAccess,
      status: 200,
      permission: 'access_matrix.lift',
      loosens: 'an_agent',
      audit: 'access_matrix.lifted',
    },
    ({ change, params, body }) => liftAgentAccess(change, params.agentId, body.reason),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PUT',
      path: '/v1/access-matrix-requirement',
      summary: 'Set whether the access matrix binds every agent',
      params: NoParams,
      body: NewAccessRequirement,
      answer: AccessRequirement,
      status: 200,
      permission: 'access_matrix.require',
      loosens: 'all_agents',
      audit: 'access_matrix.requirement_set',
    },
    ({ change, body }) => requireMatrix(change, body),
  ),
];

export const accessMatrixRoutes: readonly Route[] = [...reads, ...changes];
