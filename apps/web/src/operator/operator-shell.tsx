/** The frame around the operator's pages: the gate, the rail, and focus that moves with the route. Nothing of a tenant's console. */
import { useQueryClient } from '@tanstack/react-query';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { AppLink } from '../parts/app-link.tsx';
import { Sheet } from '../parts/dialog.tsx';
import { termText } from '../parts/wording.ts';
import { ThemeChoice } from '../shell/theme-choice.tsx';
import { leaveDoor, useOperator, type Operator } from './door.ts';
import { EnterPage } from './enter-page.tsx';
import { isAt, pagesFor } from './pages.ts';
import { useIdleLimit } from './use-idle-limit.ts';

interface RailProps {
  readonly operator: Operator;
  readonly path: string;
  readonly onNavigate?: () => void;
}

function RailContent({ operator, path, onNavigate }: RailProps) {
  return (
    <>
      <div className="tenant">
        <span className="tenant-seal" aria-hidden="true">
          G
        </span>
        <div>
          <span className="tenant-name">This installation</span>
          <span className="tenant-kind">Operator</span>
        </div>
      </div>
      <nav className="nav" aria-label="Operator">
        <ul>
          {pagesFor(operator).map((page) => (
            <li key={page.path}>
              <AppLink
                href={page.path}
                aria-current={isAt(path, page) ? 'page' : undefined}
                onClick={() => onNavigate?.()}
              >
                {page.name}
              </AppLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="rail-foot">
        <div className="who">
          <strong>{operator.root ? 'Root token' : operator.name}</strong>
          {termText(operator.role)}
        </div>
        <div className="rail-foot-row">
          <ThemeChoice />
          <button type="button" className="text-button" onClick={() => leaveDoor()}>
            Leave
          </button>
        </div>
      </div>
    </>
  );
}

function useFocusOnNavigation(path: string) {
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path]);
  return main;
}

function Inside({ operator }: { readonly operator: Operator }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [menu, setMenu] = useState(false);
  const main = useFocusOnNavigation(path);
  useIdleLimit();
  const [first] = pagesFor(operator);
  const here = pagesFor(operator).find((page) => isAt(path, page));
  if (here === undefined && first !== undefined) return <Navigate to={first.path} replace />;
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="shell">
        <div className="rail">
          <RailContent operator={operator} path={path} />
        </div>
        <div className="desk">
          <header className="top-bar">
            <nav aria-label="Where you are">
              <ol className="crumbs">
                <li>
                  {here && path !== here.path ? <AppLink href={here.path}>{here.name}</AppLink> : here?.name}
                </li>
              </ol>
            </nav>
            <div className="top-right">
              <button type="button" className="key-button menu-button" onClick={() => setMenu(true)}>
                Menu
              </button>
            </div>
          </header>
          <main id="main" tabIndex={-1} ref={main}>
            <Outlet />
          </main>
        </div>
      </div>
      <Sheet title="Menu" isOpen={menu} onClose={() => setMenu(false)}>
        <RailContent operator={operator} path={path} onNavigate={() => setMenu(false)} />
      </Sheet>
    </>
  );
}

export function OperatorShell() {
  const operator = useOperator();
  const queries = useQueryClient();
  // what one operator read is not kept for the next
  useEffect(() => {
    if (operator === undefined) queries.clear();
  }, [operator, queries]);
  return operator ? <Inside operator={operator} /> : <EnterPage />;
}
