/** The rows of agents: method, path, schemas, permission, audit event → operation. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, pageOf as Page, PageQuery, ReasonText } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead } from '../agentic-rows.ts';
import {
  Agent,
  AgentLevel,
  AgentPatch,
  IssuedAgentCredential,
  NewAgent,
  NewAgentCredential,
} from './agent.ts';
import { listAgents } from './agent-store.ts';
import { createAgent } from './create-agent.ts';
import { issueAgentCredential } from './issue-agent-credential.ts';
import { loadAgent } from './load-agent.ts';
import { revokeAgentCredential } from './revoke-agent-credential.ts';
import { lowerAgentLevel } from './set-agent-level.ts';
import { setAgentStatus } from './set-agent-status.ts';
import { updateAgent } from './update-agent.ts';

const OneAgent = Type.Object({ agentId: idOf('agt') }, closed);
const OneCredential = Type.Object({ agentId: idOf('agt'), credentialId: idOf('crd') }, closed);
const WithReason = Type.Object({ reason: ReasonText }, closed);

export const agentRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agents',
      summary: 'Agents, by name',
      params: NoParams,
      query: PageQuery,
      answer: Page(Agent),
      permission: 'agent.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listAgents(tx, asked),
        asked,
        (row) => [row.name],
        (row) => row.agent,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agents/:agentId',
      summary: 'One agent',
      params: OneAgent,
      answer: Agent,
      permission: 'agent.read',
    },
    ({ tx, params }) => loadAgent(tx, params.agentId),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents',
      summary: 'Register an agent',
      params: NoParams,
      body: NewAgent,
      answer: Agent,
      status: 201,
      permission: 'agent.create',
      loosens: { nothing: 'a new agent is an intern and holds no tool' },
      audit: 'agent.created',
    },
    ({ change, body }) => createAgent(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PATCH',
      path: '/v1/agents/:agentId',
      summary: 'Change an agent',
      params: OneAgent,
      body: AgentPatch,
      answer: Agent,
      status: 200,
      permission: 'agent.update',
      loosens: 'an_agent',
      audit: 'agent.updated',
    },
    ({ change, params, body }) => updateAgent(change, params.agentId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/suspend',
      summary: 'Suspend an agent at once',
      params: OneAgent,
      body: WithReason,
      answer: Agent,
      status: 200,
      permission: 'agent.suspend',
      loosens: { nothing: 'it stops the agent' },
      audit: 'agent.suspended',
    },
    ({ change, params, body }) => setAgentStatus(change, params.agentId, 'suspended', body.reason),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/reactivate',
      summary: 'Activate or reactivate an agent',
      params: OneAgent,
      body: WithReason,
      answer: Agent,
      status: 200,
      permission: 'agent.reactivate',
      loosens: 'an_agent',
      audit: 'agent.reactivated',
    },
    ({ change, params, body }) => setAgentStatus(change, params.agentId, 'active', body.reason),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/retire',
      summary: 'Retire an agent for good',
      params: OneAgent,
      body: WithReason,
      answer: Agent,
      status: 200,
      permission: 'agent.retire',
      loosens: { nothing: 'it ends the agent' },
      audit: 'agent.retired',
    },
    ({ change, params, body }) => setAgentStatus(change, params.agentId, 'retired', body.reason),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/level',
      summary: 'Lower the level of an agent at once; a rise is a promotion',
      params: OneAgent,
      body: AgentLevel,
      answer: Agent,
      status: 200,
      permission: 'agent.set_level',
      loosens: 'an_agent',
      audit: 'agent.level_set',
    },
    ({ change, params, body }) => lowerAgentLevel(change, params.agentId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/credentials',
      summary: 'Issue a credential; its token is shown once',
      params: OneAgent,
      body: NewAgentCredential,
      answer: IssuedAgentCredential,
      status: 201,
      permission: 'agent_credential.issue',
      loosens: { nothing: 'it says who the agent is, and not what it may' },
      audit: 'agent_credential.issued',
    },
    ({ change, params, body }) => issueAgentCredential(change, params.agentId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'DELETE',
      path: '/v1/agents/:agentId/credentials/:credentialId',
      summary: 'Revoke a credential',
      params: OneCredential,
      body: null,
      answer: Agent,
      status: 200,
      permission: 'agent_credential.revoke',
      loosens: { nothing: 'it takes a credential' },
      audit: 'agent_credential.revoked',
    },
    ({ change, params }) => revokeAgentCredential(change, params.agentId, params.credentialId),
  ),
];
