/** The routes of the operator's pages: one table, path to page. */
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { ControlAuditPage } from '../features/administration/operators/control-audit-page.tsx';
import { JobPage } from '../features/administration/operators/job-page.tsx';
import { JobsPage } from '../features/administration/operators/jobs-page.tsx';
import { OperatorsPage } from '../features/administration/operators/operators-page.tsx';
import { SupportRequestsPage } from '../features/administration/operators/support-requests-page.tsx';
import { TenantPage } from '../features/administration/operators/tenant-page.tsx';
import { TenantsPage } from '../features/administration/operators/tenants-page.tsx';
import { Unread } from '../parts/unread.tsx';
import { OperatorShell } from './operator-shell.tsx';

// an address that is none of these shows no page, and the frame goes to the first one of the role
const root = createRootRoute({ component: OperatorShell, notFoundComponent: () => null });

const pages = [
  createRoute({ getParentRoute: () => root, path: '/operator/tenants', component: TenantsPage }),
  createRoute({ getParentRoute: () => root, path: '/operator/tenants/$slug', component: TenantPage }),
  createRoute({ getParentRoute: () => root, path: '/operator/jobs', component: JobsPage }),
  createRoute({ getParentRoute: () => root, path: '/operator/jobs/$id', component: JobPage }),
  createRoute({ getParentRoute: () => root, path: '/operator/audit', component: ControlAuditPage }),
  createRoute({ getParentRoute: () => root, path: '/operator/operators', component: OperatorsPage }),
  createRoute({ getParentRoute: () => root, path: '/operator/support', component: SupportRequestsPage }),
];

export const operatorRouter = createRouter({
  routeTree: root.addChildren(pages),
  scrollRestoration: false,
  defaultPreload: false,
  defaultErrorComponent: ({ error }) => (
    <Unread what="the page" error={error} retry={() => window.location.reload()} />
  ),
});
