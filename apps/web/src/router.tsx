/** The routes of the console: one table, path to page. Pages load when they are first opened. */
import { createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { Unread } from './parts/unread.tsx';
import { agenticPages } from './agentic-routes.ts';
import { lazyPage } from './lazy-page.ts';
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
    component: lazyPage(() => import('./features/evidence/journal/journal-page.tsx'), 'JournalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/journal/$stream',
    component: lazyPage(() => import('./features/evidence/journal/stream-page.tsx'), 'StreamPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/journal/$stream/$seq',
    component: lazyPage(() => import('./features/evidence/journal/entry-page.tsx'), 'EntryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit-log',
    component: lazyPage(() => import('./features/evidence/audit-log/audit-log-page.tsx'), 'AuditLogPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/security',
    component: lazyPage(() => import('./features/evidence/security/security-page.tsx'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people',
    component: lazyPage(() => import('./features/administration/people/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people/$id',
    component: lazyPage(() => import('./features/administration/people/person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/roles',
    component: lazyPage(() => import('./features/administration/people/roles-page.tsx'), 'RolesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tokens',
    component: lazyPage(
      () => import('./features/administration/access-tokens/tokens-page.tsx'),
      'TokensPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrations',
    component: lazyPage(
      () => import('./features/administration/integrations/integrations-page.tsx'),
      'IntegrationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrations/$id',
    component: lazyPage(
      () => import('./features/administration/integrations/endpoint-page.tsx'),
      'EndpointPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plan',
    component: lazyPage(() => import('./features/administration/plan/plan-page.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/support',
    component: lazyPage(() => import('./features/administration/support/support-page.tsx'), 'SupportPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/support/$id',
    component: lazyPage(
      () => import('./features/administration/support/support-access-page.tsx'),
      'SupportAccessPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyPage(() => import('./features/administration/account/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help',
    component: lazyPage(() => import('./features/help/help-index-page.tsx'), 'HelpIndexPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/help/$slug',
    component: lazyPage(() => import('./features/help/help-page.tsx'), 'HelpPage'),
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
  defaultPendingComponent: () => <Unread what="the page" error={null} retry={() => undefined} />,
  // what failed to load or to draw is begun anew: a module that failed once may be kept as failed
  defaultErrorComponent: ({ error }) => (
    <Unread what="the page" error={error} retry={() => window.location.reload()} />
  ),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
