/** The rail: whose register this is, where one can go, who is signed in, and the theme. */
import { useSession, useSignOut } from '../features/administration/session/session.ts';
import { SwitchTenant } from '../features/administration/session/switch-tenant.tsx';
import { AppLink } from '../parts/app-link.tsx';
import { termText } from '../parts/wording.ts';
import { groupsFor, isUnder } from './navigation.ts';
import { ThemeChoice } from './theme-choice.tsx';
import { useWaitingCount } from './waiting-count.ts';

interface NavigationProps {
  readonly path: string;
  readonly onNavigate?: () => void;
}

export function Navigation({ path, onNavigate }: NavigationProps) {
  const { permissions } = useSession();
  const waiting = useWaitingCount();
  return (
    <nav className="nav" aria-label="Console">
      {groupsFor(permissions).map((group) => (
        <div key={group.name}>
          {group.name ? <p className="nav-group-name">{group.name}</p> : null}
          <ul>
            {group.items.map((item) => (
              <li key={item.path}>
                <AppLink
                  href={item.path}
                  aria-current={isUnder(path, item) ? 'page' : undefined}
                  onClick={() => onNavigate?.()}
                >
                  {item.name}
                  {item.path === '/approvals' && waiting ? (
                    <span className="nav-count">
                      {waiting}
                      <span className="visually-hidden"> waiting</span>
                    </span>
                  ) : null}
                </AppLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

export function TenantSeal() {
  const { tenant, demo } = useSession();
  return (
    <div className="tenant">
      <span className="tenant-seal" aria-hidden="true">
        {tenant.name.charAt(0)}
      </span>
      <div>
        <span className="tenant-name">{tenant.name}</span>
        <span className="tenant-kind">{demo ? 'Demo tenant' : tenant.slug}</span>
      </div>
    </div>
  );
}

export function RailFoot() {
  const { user, role, roles } = useSession();
  const signOut = useSignOut();
  return (
    <div className="rail-foot">
      <div className="who">
        <strong>{user.name}</strong>
        {[role, ...roles.filter((name) => name !== role)].map(termText).join(' · ')}
      </div>
      <SwitchTenant />
      <div className="rail-foot-row">
        <ThemeChoice />
        <button type="button" className="text-button" onClick={() => void signOut()}>
          Sign out
        </button>
      </div>
    </div>
  );
}

export function Rail({ path }: { readonly path: string }) {
  return (
    <div className="rail">
      <TenantSeal />
      <Navigation path={path} />
      <RailFoot />
    </div>
  );
}
