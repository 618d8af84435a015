/** The rows of behaviour: what is normal, alerts and their settling, rules, breakers. */
import { Type } from 'typebox';
import { askedPage, pageOf } from '../../../http/list-page.ts';
import { changeRoute, readRoute, type Route } from '../../../http/route.ts';
import {
  closed,
  idOf,
  NoParams,
  oneOf,
  pageOf as Page,
  PageQuery,
  ReasonText,
  Recorded,
} from '../../../http/schema-words.ts';
import { agenticChange, agenticRead, AgentPageQuery } from '../agentic-rows.ts';
import { listAgentRules, loadAgentRules, setAgentRules } from './agent-rules.ts';
import {
  AgentBehaviour,
  AgentBehaviourRules,
  alertStatuses,
  AlertVerdict,
  BehaviourAlert,
  BehaviourRules,
  NewAgentBehaviourRules,
} from './behaviour.ts';
import { listAlertRows, loadRules } from './behaviour-store.ts';
import { closeBreaker, relearnBehaviour, setBehaviourRules } from './change-behaviour.ts';
import { loadBehaviour } from './load-behaviour.ts';
import { openAlert } from './sealed-profile.ts';
import { settleAlert } from './settle-alert.ts';

const OneAgent = Type.Object({ agentId: idOf('agt') }, closed);
const OneAlert = Type.Object({ alertId: idOf('alt') }, closed);
const WithReason = Type.Object({ reason: ReasonText }, closed);
const AlertQuery = Type.Object(
  { ...AgentPageQuery.properties, status: Type.Optional(oneOf(alertStatuses)) },
  closed,
);

const reads: readonly Route[] = [
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agents/:agentId/behaviour',
      summary: 'What is normal for an agent, its circuit breaker and its trust score',
      params: OneAgent,
      answer: AgentBehaviour,
      permission: 'behaviour.read',
    },
    async ({ tx, tenant, params, platform }) =>
      loadBehaviour(tx, await platform.keys.sealerOf(tenant), params.agentId, platform.clock.nowMs()),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/behaviour-alerts',
      summary: 'Departures from what is normal, newest first',
      params: NoParams,
      query: AlertQuery,
      answer: Page(BehaviourAlert),
      permission: 'behaviour.read',
    },
    async ({ tx, tenant, query, platform }) => {
      const asked = askedPage(query, 1);
      const sealer = await platform.keys.sealerOf(tenant);
      return pageOf(
        await listAlertRows(tx, asked, query),
        asked,
        (row) => [row.id],
        (row) => openAlert(sealer, row),
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/behaviour-rules',
      summary: 'What is done about each kind of departure',
      params: NoParams,
      answer: BehaviourRules,
      permission: 'behaviour.read',
    },
    ({ tx }) => loadRules(tx),
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agent-behaviour-rules',
      summary: 'Agents for which something else is done about departures than for the others',
      params: NoParams,
      query: PageQuery,
      answer: Page(AgentBehaviourRules),
      permission: 'behaviour.read',
    },
    async ({ tx, query }) => {
      const asked = askedPage(query, 1);
      return pageOf(
        await listAgentRules(tx, asked),
        asked,
        (row) => [row.agentId],
        (row) => row,
      );
    },
  ),
  readRoute(
    {
      ...agenticRead,
      path: '/v1/agents/:agentId/behaviour-rules',
      summary: 'What is done about departures of one agent',
      params: OneAgent,
      answer: AgentBehaviourRules,
      permission: 'behaviour.read',
    },
    ({ tx, params }) => loadAgentRules(tx, params.agentId),
  ),
];

const changes: readonly Route[] = [
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/behaviour-alerts/:alertId/settle',
      summary: 'Settle an alert: normal from now on, or raised again when it happens again',
      params: OneAlert,
      body: AlertVerdict,
      answer: BehaviourAlert,
      status: 200,
      permission: 'behaviour.settle',
      loosens: 'an_agent',
      audit: 'behaviour_alert.settled',
    },
    async ({ change, tenant, params, body, platform }) =>
      settleAlert(change, await platform.keys.sealerOf(tenant), params.alertId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PUT',
      path: '/v1/behaviour-rules',
      summary: 'Set what is done about each kind of departure; every act only tightens',
      params: NoParams,
      body: BehaviourRules,
      answer: BehaviourRules,
      status: 200,
      permission: 'behaviour.configure',
      loosens: 'all_agents',
      audit: 'behaviour.rules_set',
    },
    ({ change, body }) => setBehaviourRules(change, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'PUT',
      path: '/v1/agents/:agentId/behaviour-rules',
      summary: 'Set what is done about departures of one agent; every act only tightens',
      params: OneAgent,
      body: NewAgentBehaviourRules,
      answer: AgentBehaviourRules,
      status: 200,
      permission: 'behaviour.configure',
      loosens: 'an_agent',
      audit: 'behaviour.agent_rules_set',
    },
    ({ change, params, body }) => setAgentRules(change, params.agentId, body),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/breaker/close',
      summary: 'Close the circuit breaker of an agent',
      params: OneAgent,
      body: WithReason,
      answer: Recorded,
      status: 200,
      permission: 'breaker.close',
      loosens: 'an_agent',
      audit: 'breaker.closed',
    },
    ({ change, params, body }) => closeBreaker(change, params.agentId, body.reason),
  ),
  changeRoute(
    {
      ...agenticChange,
      method: 'POST',
      path: '/v1/agents/:agentId/behaviour/relearn',
      summary: 'Have an agent’s normal behaviour learned again',
      params: OneAgent,
      body: WithReason,
      answer: Recorded,
      status: 200,
      permission: 'behaviour.relearn',
      loosens: 'an_agent',
      audit: 'behaviour.relearned',
    },
    ({ change, params, body }) => relearnBehaviour(change, params.agentId, body.reason),
  ),
];

export const behaviourRoutes: readonly Route[] = [...reads, ...changes];
