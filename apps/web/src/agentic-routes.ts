/** The routes of the agentic pages: one table, path to page. Pages load when they are first opened. */
import { pageRoute } from './page-route.ts';

export const agenticPages = [
  pageRoute('/agents', () => import('./features/agentic/agents/agents-page.tsx'), 'AgentsPage'),
  pageRoute(
    '/agents/new',
    () => import('./features/agentic/agents/register-agent-page.tsx'),
    'RegisterAgentPage',
  ),
  pageRoute('/agents/$id', () => import('./features/agentic/agents/agent-page.tsx'), 'AgentPage'),
  pageRoute('/approvals', () => import('./features/agentic/approvals/approvals-page.tsx'), 'ApprovalsPage'),
  pageRoute('/approvals/lent', () => import('./features/agentic/approvals/lent-page.tsx'), 'LentPage'),
  pageRoute(
    '/approvals/emergencies',
    () => import('./features/agentic/approvals/emergencies-page.tsx'),
    'EmergenciesPage',
  ),
  pageRoute('/approvals/$id', () => import('./features/agentic/approvals/approval-page.tsx'), 'ApprovalPage'),
  pageRoute('/decisions', () => import('./features/agentic/decisions/decisions-page.tsx'), 'DecisionsPage'),
  pageRoute('/decisions/$id', () => import('./features/agentic/decisions/decision-page.tsx'), 'DecisionPage'),
  pageRoute('/questions', () => import('./features/agentic/questions/questions-page.tsx'), 'QuestionsPage'),
  pageRoute('/questions/$id', () => import('./features/agentic/decisions/decision-page.tsx'), 'DecisionPage'),
  pageRoute('/in-doubt', () => import('./features/agentic/in-doubt/in-doubt-page.tsx'), 'InDoubtPage'),
  pageRoute('/notices', () => import('./features/agentic/notices/notices-page.tsx'), 'NoticesPage'),
  pageRoute(
    '/connectors',
    () => import('./features/agentic/connectors/connectors-page.tsx'),
    'ConnectorsPage',
  ),
  pageRoute(
    '/connectors/$id',
    () => import('./features/agentic/connectors/connector-page.tsx'),
    'ConnectorPage',
  ),
  pageRoute('/incidents', () => import('./features/agentic/incidents/incidents-page.tsx'), 'IncidentsPage'),
  pageRoute('/incidents/$id', () => import('./features/agentic/incidents/incident-page.tsx'), 'IncidentPage'),
  pageRoute(
    '/playbooks',
    () => import('./features/agentic/incident-playbooks/playbooks-page.tsx'),
    'PlaybooksPage',
  ),
  pageRoute(
    '/red-team-tests',
    () => import('./features/agentic/red-team-tests/red-team-tests-page.tsx'),
    'RedTeamTestsPage',
  ),
  pageRoute('/behaviour', () => import('./features/agentic/behaviour/behaviour-page.tsx'), 'BehaviourPage'),
  pageRoute(
    '/promotions',
    () => import('./features/agentic/promotions/promotions-page.tsx'),
    'PromotionsPage',
  ),
  pageRoute(
    '/promotions/$id',
    () => import('./features/agentic/promotions/promotion-page.tsx'),
    'PromotionPage',
  ),
  pageRoute('/tools', () => import('./features/agentic/tools/tools-page.tsx'), 'ToolsPage'),
  pageRoute('/gates', () => import('./features/agentic/approval-gates/gates-page.tsx'), 'GatesPage'),
  pageRoute(
    '/rules',
    () => import('./features/agentic/tenant-rules/tenant-rules-page.tsx'),
    'TenantRulesPage',
  ),
  pageRoute('/rules/new', () => import('./features/agentic/tenant-rules/write-rule-page.tsx'), 'NewRulePage'),
  pageRoute(
    '/rules/$id',
    () => import('./features/agentic/tenant-rules/tenant-rule-page.tsx'),
    'TenantRulePage',
  ),
  pageRoute(
    '/rules/$id/next',
    () => import('./features/agentic/tenant-rules/write-rule-page.tsx'),
    'NextVersionPage',
  ),
  pageRoute('/plans', () => import('./features/agentic/plans/plans-page.tsx'), 'PlansPage'),
  pageRoute('/plans/$id', () => import('./features/agentic/plans/record-page.tsx'), 'PlanRecordPage'),
  pageRoute(
    '/access-matrix',
    () => import('./features/agentic/access-matrix/access-matrix-page.tsx'),
    'AccessMatrixPage',
  ),
  pageRoute(
    '/data-flows',
    () => import('./features/agentic/data-flows/data-flows-page.tsx'),
    'DataFlowsPage',
  ),
  pageRoute('/kill-switches', () => import('./features/agentic/stops/stops-page.tsx'), 'StopsPage'),
  pageRoute('/connect', () => import('./features/agentic/connect/connect-page.tsx'), 'ConnectPage'),
  pageRoute(
    '/simulations',
    () => import('./features/agentic/simulations/simulations-page.tsx'),
    'SimulationsPage',
  ),
  pageRoute(
    '/simulations/$id',
    () => import('./features/agentic/simulations/simulation-page.tsx'),
    'SimulationPage',
  ),
];
