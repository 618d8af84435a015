/** The operator's pages: where each stands, and which platform role its rows take. One table for the rail and the crumbs. */
import type { Operator } from './door.ts';

export interface OperatorPage {
  readonly path: string;
  readonly name: string;
  readonly role: Operator['role'];
}

export const operatorPages: readonly OperatorPage[] = [
  { path: '/operator/tenants', name: 'Tenants', role: 'platform_ops' },
  { path: '/operator/jobs', name: 'Jobs', role: 'platform_ops' },
  { path: '/operator/audit', name: 'Platform journal', role: 'platform_ops' },
  { path: '/operator/operators', name: 'Operators', role: 'platform_ops' },
  { path: '/operator/support', name: 'Support access', role: 'platform_support' },
];

/** Pure: nobody holds both roles, so one sees what the other does not. */
export const pagesFor = ({ role }: Pick<Operator, 'role'>): readonly OperatorPage[] =>
  operatorPages.filter((page) => page.role === role);

export const isAt = (path: string, page: OperatorPage): boolean =>
  path === page.path || path.startsWith(`${page.path}/`);
