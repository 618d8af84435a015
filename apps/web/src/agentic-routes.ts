/** The routes of the agentic pages: one table, path to page. Pages load when they are first opened. */
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from './lazy-page.ts';
import { root } from './root-route.tsx';

export const agenticPages = [
  createRoute({
    getParentRoute: () => root,
    path: '/agents',
    component: lazyPage(() => import('./features/agentic/agents/agents-page.tsx'), 'AgentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agents/new',
    component: lazyPage(
      () => import('./features/agentic/agents/register-agent-page.tsx'),
      'RegisterAgentPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agents/$id',
    component: lazyPage(() => import('./features/agentic/agents/agent-page.tsx'), 'AgentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals',
    component: lazyPage(() => import('./features/agentic/approvals/approvals-page.tsx'), 'ApprovalsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals/lent',
    component: lazyPage(() => import('./features/agentic/approvals/lent-page.tsx'), 'LentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals/emergencies',
    component: lazyPage(() => import('./features/agentic/approvals/emergencies-page.tsx'), 'EmergenciesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals/$id',
    component: lazyPage(() => import('./features/agentic/approvals/approval-page.tsx'), 'ApprovalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/decisions',
    component: lazyPage(() => import('./features/agentic/decisions/decisions-page.tsx'), 'DecisionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/decisions/$id',
    component: lazyPage(() => import('./features/agentic/decisions/decision-page.tsx'), 'DecisionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/in-doubt',
    component: lazyPage(() => import('./features/agentic/in-doubt/in-doubt-page.tsx'), 'InDoubtPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/notices',
    component: lazyPage(() => import('./features/agentic/notices/notices-page.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connectors',
    component: lazyPage(() => import('./features/agentic/connectors/connectors-page.tsx'), 'ConnectorsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connectors/$id',
    component: lazyPage(() => import('./features/agentic/connectors/connector-page.tsx'), 'ConnectorPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents',
    component: lazyPage(() => import('./features/agentic/incidents/incidents-page.tsx'), 'IncidentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/$id',
    component: lazyPage(() => import('./features/agentic/incidents/incident-page.tsx'), 'IncidentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/playbooks',
    component: lazyPage(
      () => import('./features/agentic/incident-playbooks/playbooks-page.tsx'),
      'PlaybooksPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/red-team-tests',
    component: lazyPage(
      () => import('./features/agentic/red-team-tests/red-team-tests-page.tsx'),
      'RedTeamTestsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/behaviour',
    component: lazyPage(() => import('./features/agentic/behaviour/behaviour-page.tsx'), 'BehaviourPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/promotions',
    component: lazyPage(() => import('./features/agentic/promotions/promotions-page.tsx'), 'PromotionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/promotions/$id',
    component: lazyPage(() => import('./features/agentic/promotions/promotion-page.tsx'), 'PromotionPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tools',
    component: lazyPage(() => import('./features/agentic/tools/tools-page.tsx'), 'ToolsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gates',
    component: lazyPage(() => import('./features/agentic/approval-gates/gates-page.tsx'), 'GatesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules',
    component: lazyPage(
      () => import('./features/agentic/tenant-rules/tenant-rules-page.tsx'),
      'TenantRulesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules/new',
    component: lazyPage(() => import('./features/agentic/tenant-rules/write-rule-page.tsx'), 'NewRulePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules/$id',
    component: lazyPage(
      () => import('./features/agentic/tenant-rules/tenant-rule-page.tsx'),
      'TenantRulePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules/$id/next',
    component: lazyPage(
      () => import('./features/agentic/tenant-rules/write-rule-page.tsx'),
      'NextVersionPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans',
    component: lazyPage(() => import('./features/agentic/plans/plans-page.tsx'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans/$id',
    component: lazyPage(() => import('./features/agentic/plans/record-page.tsx'), 'PlanRecordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/access-matrix',
    component: lazyPage(
      () => import('./features/agentic/access-matrix/access-matrix-page.tsx'),
      'AccessMatrixPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/data-flows',
    component: lazyPage(() => import('./features/agentic/data-flows/data-flows-page.tsx'), 'DataFlowsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/kill-switches',
    component: lazyPage(() => import('./features/agentic/stops/stops-page.tsx'), 'StopsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connect',
    component: lazyPage(() => import('./features/agentic/connect/connect-page.tsx'), 'ConnectPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/simulations',
    component: lazyPage(
      () => import('./features/agentic/simulations/simulations-page.tsx'),
      'SimulationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/simulations/$id',
    component: lazyPage(() => import('./features/agentic/simulations/simulation-page.tsx'), 'SimulationPage'),
  }),
];
