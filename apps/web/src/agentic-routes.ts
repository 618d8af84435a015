/** The routes of the agentic pages: one table, path to page. Pages load when they are first opened. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from './root-route.tsx';

export const agenticPages = [
  createRoute({
    getParentRoute: () => root,
    path: '/agents',
    component: lazyRouteComponent(() => import('./features/agentic/agents/agents-page.tsx'), 'AgentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agents/new',
    component: lazyRouteComponent(
      () => import('./features/agentic/agents/register-agent-page.tsx'),
      'RegisterAgentPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agents/$id',
    component: lazyRouteComponent(() => import('./features/agentic/agents/agent-page.tsx'), 'AgentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals',
    component: lazyRouteComponent(
      () => import('./features/agentic/approvals/approvals-page.tsx'),
      'ApprovalsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals/lent',
    component: lazyRouteComponent(() => import('./features/agentic/approvals/lent-page.tsx'), 'LentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals/emergencies',
    component: lazyRouteComponent(
      () => import('./features/agentic/approvals/emergencies-page.tsx'),
      'EmergenciesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/approvals/$id',
    component: lazyRouteComponent(
      () => import('./features/agentic/approvals/approval-page.tsx'),
      'ApprovalPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/decisions',
    component: lazyRouteComponent(
      () => import('./features/agentic/decisions/decisions-page.tsx'),
      'DecisionsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/decisions/$id',
    component: lazyRouteComponent(
      () => import('./features/agentic/decisions/decision-page.tsx'),
      'DecisionPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/in-doubt',
    component: lazyRouteComponent(
      () => import('./features/agentic/in-doubt/in-doubt-page.tsx'),
      'InDoubtPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/notices',
    component: lazyRouteComponent(() => import('./features/agentic/notices/notices-page.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connectors',
    component: lazyRouteComponent(
      () => import('./features/agentic/connectors/connectors-page.tsx'),
      'ConnectorsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connectors/$id',
    component: lazyRouteComponent(
      () => import('./features/agentic/connectors/connector-page.tsx'),
      'ConnectorPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents',
    component: lazyRouteComponent(
      () => import('./features/agentic/incidents/incidents-page.tsx'),
      'IncidentsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/incidents/$id',
    component: lazyRouteComponent(
      () => import('./features/agentic/incidents/incident-page.tsx'),
      'IncidentPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/playbooks',
    component: lazyRouteComponent(
      () => import('./features/agentic/incident-playbooks/playbooks-page.tsx'),
      'PlaybooksPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/red-team-tests',
    component: lazyRouteComponent(
      () => import('./features/agentic/red-team-tests/red-team-tests-page.tsx'),
      'RedTeamTestsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/behaviour',
    component: lazyRouteComponent(
      () => import('./features/agentic/behaviour/behaviour-page.tsx'),
      'BehaviourPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/promotions',
    component: lazyRouteComponent(
      () => import('./features/agentic/promotions/promotions-page.tsx'),
      'PromotionsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/promotions/$id',
    component: lazyRouteComponent(
      () => import('./features/agentic/promotions/promotion-page.tsx'),
      'PromotionPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tools',
    component: lazyRouteComponent(() => import('./features/agentic/tools/tools-page.tsx'), 'ToolsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gates',
    component: lazyRouteComponent(
      () => import('./features/agentic/approval-gates/gates-page.tsx'),
      'GatesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules',
    component: lazyRouteComponent(
      () => import('./features/agentic/tenant-rules/tenant-rules-page.tsx'),
      'TenantRulesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules/new',
    component: lazyRouteComponent(
      () => import('./features/agentic/tenant-rules/write-rule-page.tsx'),
      'NewRulePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules/$id',
    component: lazyRouteComponent(
      () => import('./features/agentic/tenant-rules/tenant-rule-page.tsx'),
      'TenantRulePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rules/$id/next',
    component: lazyRouteComponent(
      () => import('./features/agentic/tenant-rules/write-rule-page.tsx'),
      'NextVersionPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans',
    component: lazyRouteComponent(() => import('./features/agentic/plans/plans-page.tsx'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plans/$id',
    component: lazyRouteComponent(() => import('./features/agentic/plans/record-page.tsx'), 'PlanRecordPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/access-matrix',
    component: lazyRouteComponent(
      () => import('./features/agentic/access-matrix/access-matrix-page.tsx'),
      'AccessMatrixPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/data-flows',
    component: lazyRouteComponent(
      () => import('./features/agentic/data-flows/data-flows-page.tsx'),
      'DataFlowsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/kill-switches',
    component: lazyRouteComponent(() => import('./features/agentic/stops/stops-page.tsx'), 'StopsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connect',
    component: lazyRouteComponent(() => import('./features/agentic/connect/connect-page.tsx'), 'ConnectPage'),
  }),
];
