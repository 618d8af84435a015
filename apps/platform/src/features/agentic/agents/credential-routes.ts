/** The rows of credentials over all agents, and of their rotation; issue and revoke stand with the agent. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import { closed, idOf, NoParams, oneOf, pageOf as Page } from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { IssuedAgentCredential } from './agent.ts';
import { AgentCredentialRow, CredentialRotation, credentialStates } from './agent-credential.ts';
import { listCredentials } from './credential-store.ts';
import { rotateAgentCredential } from './rotate-agent-credential.ts';

const One = Type.Object({ agentId: idOf('agt'), credentialId: idOf('crd') }, closed);
const CredentialQuery = Type.Object(
  { ...AgentPageQuery.properties, state: Type.Optional(oneOf(credentialStates)) },
  closed,
);

export const credentialRoutes: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agent-credentials',
      summary:
        'Credentials of agents, newest first: `state=expiring_soon` is the notice of what ends within 14 days',
      params: NoParams,
      query: CredentialQuery,
      answer: Page(AgentCredentialRow),
      permission: 'agent_credential.read',
    },
    async ({ tx, query, platform }) => {
      const asked = askedPage(query, 1);
      const now = new Date(platform.clock.nowMs()).toISOString();
      return pageOf(
        await listCredentials(tx, asked, query, now),
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
      path: '/v1/agents/:agentId/credentials/:credentialId/rotate',
      summary: 'Replace a credential by a new one; the old one lives on for the overlap',
      params: One,
      body: CredentialRotation,
      answer: IssuedAgentCredential,
      status: 201,
      permission: 'agent_credential.issue',
      loosens: { nothing: 'it says who the agent is, and not what it may' },
      audit: 'agent_credential.rotated',
    },
    ({ change, params, body }) => rotateAgentCredential(change, params.agentId, params.credentialId, body),
  ),
];
