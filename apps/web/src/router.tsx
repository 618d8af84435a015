/** The routes of the console: one table, path to page. Pages load when they are first opened. */
import { createRoute, createRouter, Navigate } from '@tanstack/react-router';
import { Unread } from './parts/unread.tsx';
import { agenticPages } from './agentic-routes.ts';
import { pageRoute } from './page-route.ts';
import { root } from './root-route.tsx';
import { OverviewPage } from './features/agentic/overview/overview-page.tsx';

/** Who is signed in has no business on the sign-in page; who is not never gets past the shell. */
function SignedInAlready() {
  return <Navigate to="/" replace />;
}

const pages = [
  createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage }),
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignedInAlready }),
  pageRoute('/journal', () => import('./features/evidence/journal/journal-page.tsx'), 'JournalPage'),
  pageRoute('/journal/$stream', () => import('./features/evidence/journal/stream-page.tsx'), 'StreamPage'),
  pageRoute('/journal/$stream/$seq', () => import('./features/evidence/journal/entry-page.tsx'), 'EntryPage'),
  pageRoute('/audit-log', () => import('./features/evidence/audit-log/audit-log-page.tsx'), 'AuditLogPage'),
  pageRoute('/security', () => import('./features/evidence/security/security-page.tsx'), 'SecurityPage'),
  pageRoute('/people', () => import('./features/administration/people/people-page.tsx'), 'PeoplePage'),
  pageRoute('/people/$id', () => import('./features/administration/people/person-page.tsx'), 'PersonPage'),
  pageRoute('/roles', () => import('./features/administration/people/roles-page.tsx'), 'RolesPage'),
  pageRoute('/tokens', () => import('./features/administration/access-tokens/tokens-page.tsx'), 'TokensPage'),
  pageRoute(
    '/integrations',
    () => import('./features/administration/integrations/integrations-page.tsx'),
    'IntegrationsPage',
  ),
  pageRoute(
    '/integrations/$id',
    () => import('./features/administration/integrations/endpoint-page.tsx'),
    'EndpointPage',
  ),
  pageRoute('/plan', () => import('./features/administration/plan/plan-page.tsx'), 'PlanPage'),
  pageRoute('/support', () => import('./features/administration/support/support-page.tsx'), 'SupportPage'),
  pageRoute(
    '/support/$id',
    () => import('./features/administration/support/support-access-page.tsx'),
    'SupportAccessPage',
  ),
  pageRoute('/account', () => import('./features/administration/account/account-page.tsx'), 'AccountPage'),
  pageRoute('/help', () => import('./features/help/help-index-page.tsx'), 'HelpIndexPage'),
  pageRoute('/help/$slug', () => import('./features/help/help-page.tsx'), 'HelpPage'),
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
