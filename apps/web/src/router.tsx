/** The routes of the console: one table, path to page. Pages load when they are first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { AppLink } from './parts/app-link.tsx';
import { Page } from './parts/page.tsx';
import { Empty, Loading, Refusal } from './parts/states.tsx';
import { AppShell } from './shell/app-shell.tsx';
import { OverviewPage } from './features/agentic/overview/overview-page.tsx';

function NotFoundPage() {
  return (
    <Page title="No such page">
      <Empty
        what="There is nothing at this address."
        why="The record may be gone, or the address may have a typing mistake."
        action={<AppLink href="/">Go to the overview</AppLink>}
      />
    </Page>
  );
}

/** Who is signed in has no business on the sign-in page; who is not never gets past the shell. */
function SignedInAlready() {
  return <Navigate to="/" replace />;
}

const root = createRootRoute({ component: AppShell, notFoundComponent: NotFoundPage });

const pages = [
  createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage }),
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignedInAlready }),
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
    path: '/journal',
    component: lazyRouteComponent(
      () => import('./features/evidence/journal/journal-page.tsx'),
      'JournalPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/journal/$stream',
    component: lazyRouteComponent(() => import('./features/evidence/journal/stream-page.tsx'), 'StreamPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/journal/$stream/$seq',
    component: lazyRouteComponent(() => import('./features/evidence/journal/entry-page.tsx'), 'EntryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit-log',
    component: lazyRouteComponent(
      () => import('./features/evidence/audit-log/audit-log-page.tsx'),
      'AuditLogPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/security',
    component: lazyRouteComponent(
      () => import('./features/evidence/security/security-page.tsx'),
      'SecurityPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people',
    component: lazyRouteComponent(
      () => import('./features/administration/people/people-page.tsx'),
      'PeoplePage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people/$id',
    component: lazyRouteComponent(
      () => import('./features/administration/people/person-page.tsx'),
      'PersonPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/roles',
    component: lazyRouteComponent(
      () => import('./features/administration/people/roles-page.tsx'),
      'RolesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tokens',
    component: lazyRouteComponent(
      () => import('./features/administration/access-tokens/tokens-page.tsx'),
      'TokensPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrations',
    component: lazyRouteComponent(
      () => import('./features/administration/integrations/integrations-page.tsx'),
      'IntegrationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrations/$id',
    component: lazyRouteComponent(
      () => import('./features/administration/integrations/endpoint-page.tsx'),
      'EndpointPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plan',
    component: lazyRouteComponent(() => import('./features/administration/plan/plan-page.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/support',
    component: lazyRouteComponent(
      () => import('./features/administration/support/support-page.tsx'),
      'SupportPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/support/$id',
    component: lazyRouteComponent(
      () => import('./features/administration/support/support-access-page.tsx'),
      'SupportAccessPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(
      () => import('./features/administration/account/account-page.tsx'),
      'AccountPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connect',
    component: lazyRouteComponent(() => import('./features/agentic/connect/connect-page.tsx'), 'ConnectPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help',
    component: lazyRouteComponent(() => import('./features/help/help-index-page.tsx'), 'HelpIndexPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help/$slug',
    component: lazyRouteComponent(() => import('./features/help/help-page.tsx'), 'HelpPage'),
  }),
];

/** Values stay as typed: no JSON quoting, readable colons. */
const readSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));
const writeSearch = (search: Record<string, unknown>): string => {
  const text = new URLSearchParams(
    Object.entries(search).map(([name, value]) => [name, String(value)]),
  ).toString();
  return text ? `?${text.replaceAll('%3A', ':').replaceAll('%2C', ',')}` : '';
};

export const router = createRouter({
  routeTree: root.addChildren(pages),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  scrollRestoration: false,
  defaultPreload: false,
  defaultPendingComponent: () => <Loading what="the page" />,
  defaultErrorComponent: ({ error, reset }) => <Refusal error={error} retry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
