/** The views of an agent's page and the permission that each needs. What a person may not read is not offered. */
import type { View } from '../../../parts/views.tsx';

export type AgentView =
  | 'overview'
  | 'access'
  | 'observe'
  | 'credentials'
  | 'behaviour'
  | 'promotion'
  | 'conformance'
  | 'record'
  | 'decisions';

const views: readonly (readonly [AgentView, string, string])[] = [
  ['overview', 'Overview', 'agent.read'],
  ['access', 'Access', 'tool_permission.read'],
  ['observe', 'Observe mode', 'observe_period.read'],
  ['credentials', 'Credentials', 'agent_credential.read'],
  ['behaviour', 'Behaviour', 'behaviour.read'],
  ['promotion', 'Promotion', 'promotion.read'],
  ['conformance', 'ATF conformance', 'atf_assessment.read'],
  ['record', 'Tests, findings, incidents', 'red_team_test.read'],
  ['decisions', 'Decisions', 'decision.read'],
];

export const viewsFor = (permissions: readonly string[]): readonly View<AgentView>[] =>
  views.filter(([, , permission]) => permissions.includes(permission)).map(([id, name]) => ({ id, name }));

export const agentPath = (id: string): string => `/agents/${id}`;
export const viewHref = (id: string, view: AgentView): string => `${agentPath(id)}?view=${view}`;
