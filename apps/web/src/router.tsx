/** The routes of the console: one table, path to page. Pages load when they are first opened. */
import { createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { Loading, Refusal } from './parts/states.tsx';
import { agenticPages } from './agentic-routes.ts';
import { root } from './root-route.tsx';
import { OverviewPage } from './features/agentic/overview/overview-page.tsx';

/** Who is signed in has no business on the sign-in page; who is not never gets past the shell. */
function SignedInAlready() {
  return <Navigate to="/" replace />;
}

const pages = [
  createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage }),
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignedInAlready }),
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
    path: '/help',
    component: lazyRouteComponent(() => import('./features/help/help-index-page.tsx'), 'HelpIndexPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help/$slug',
    component: lazyRouteComponent(() => import('./features/help/help-page.tsx'), 'HelpPage'),
  }),
  ...agenticPages,
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
