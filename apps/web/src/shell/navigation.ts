/** What the rail shows and where `g x` goes: one table. A row whose permission the person lacks is not shown as if it were there. */
export interface NavItem {
  readonly path: string;
  readonly name: string;
  readonly permission: string | null;
  /** Second key of the `g x` sequence. */
  readonly key?: string;
}

export interface NavGroup {
  readonly name: string;
  readonly items: readonly NavItem[];
}

export const navGroups: readonly NavGroup[] = [
  { name: '', items: [{ path: '/', name: 'Overview', permission: null, key: 'o' }] },
  {
    name: 'Run',
    items: [
      { path: '/agents', name: 'Agents', permission: 'agent.read', key: 'a' },
      { path: '/approvals', name: 'Approvals', permission: 'approval.read', key: 'p' },
      { path: '/decisions', name: 'Decisions', permission: 'decision.read', key: 'd' },
      { path: '/questions', name: 'Questions', permission: 'decision.read' },
      { path: '/in-doubt', name: 'In doubt', permission: 'action_in_doubt.read', key: 'g' },
      { path: '/notices', name: 'Notices', permission: 'notice.read' },
      { path: '/connectors', name: 'Connectors', permission: 'connector.read', key: 'c' },
      { path: '/tools', name: 'Tools', permission: 'connector.read', key: 'f' },
      { path: '/incidents', name: 'Incidents', permission: 'incident.read', key: 'i' },
      { path: '/kill-switches', name: 'Kill switches', permission: 'kill_switch.read', key: 'k' },
    ],
  },
  {
    name: 'Govern',
    items: [
      { path: '/gates', name: 'Gates', permission: 'approval_gate.read', key: 'q' },
      { path: '/rules', name: 'Rules', permission: 'tenant_rule.read' },
      { path: '/plans', name: 'Plans & skills', permission: 'workflow_plan.read' },
      { path: '/access-matrix', name: 'Access matrix', permission: 'access_matrix.read' },
      { path: '/simulations', name: 'Simulations', permission: 'simulation.read' },
      { path: '/data-flows', name: 'Data flows', permission: 'data_flow.read' },
      { path: '/behaviour', name: 'Behaviour', permission: 'behaviour.read', key: 'v' },
      { path: '/promotions', name: 'Promotions', permission: 'promotion.read', key: 'm' },
      { path: '/red-team-tests', name: 'Red-team tests', permission: 'red_team_test.read', key: 'z' },
      { path: '/playbooks', name: 'Playbooks', permission: 'incident_playbook.read', key: 'e' },
    ],
  },
  {
    name: 'Prove',
    items: [
      { path: '/journal', name: 'Journal', permission: 'journal.read', key: 'j' },
      { path: '/audit-log', name: 'Audit log', permission: 'audit_event.read', key: 'l' },
      { path: '/security', name: 'Security', permission: 'security_check.read', key: 's' },
    ],
  },
  {
    name: 'Settings',
    items: [
      { path: '/people', name: 'People & access', permission: 'membership.read', key: 'u' },
      { path: '/roles', name: 'Roles', permission: 'role.read', key: 'r' },
      { path: '/tokens', name: 'Tokens', permission: 'token.read', key: 't' },
      { path: '/integrations', name: 'Integrations', permission: 'integration.read', key: 'w' },
      { path: '/support', name: 'Support access', permission: 'support_access.read', key: 'x' },
      { path: '/plan', name: 'Plan', permission: 'plan.read', key: 'b' },
      { path: '/account', name: 'Your access', permission: 'session.read', key: 'y' },
    ],
  },
  {
    name: 'Start',
    items: [
      { path: '/connect', name: 'Connect an agent', permission: 'agent.read', key: 'n' },
      { path: '/help', name: 'Help', permission: null, key: 'h' },
    ],
  },
];

export const allItems: readonly NavItem[] = navGroups.flatMap(({ items }) => items);

export function groupsFor(permissions: readonly string[]): readonly NavGroup[] {
  return navGroups
    .map(({ name, items }) => ({
      name,
      items: items.filter(({ permission }) => permission === null || permissions.includes(permission)),
    }))
    .filter(({ items }) => items.length > 0);
}

export const isUnder = (path: string, item: NavItem): boolean =>
  item.path === '/' ? path === '/' : path === item.path || path.startsWith(`${item.path}/`);

export interface Crumb {
  readonly text: string;
  readonly href: string | null;
}

/** `/journal/decisions/18201` → Journal / decisions / 18,201; the last one is where you are and no link. */
export function crumbsOf(path: string, shorten: (part: string) => string): readonly Crumb[] {
  const parts = path.split('/').filter(Boolean);
  const top = allItems.find((item) => item.path === `/${parts[0] ?? ''}`);
  if (!top) return [];
  const rest = parts.slice(1).map((part, i) => ({
    text: /^\d+$/.test(part) ? Number(part).toLocaleString('en-GB') : shorten(part),
    href: `/${parts.slice(0, i + 2).join('/')}`,
  }));
  const all = [{ text: top.name, href: top.path as string | null }, ...rest];
  return all.map((crumb, i) => (i === all.length - 1 ? { ...crumb, href: null } : crumb));
}
