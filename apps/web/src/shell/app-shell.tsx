/** The frame around every page: session gate, rail, top bar, palette, key sheet, and focus that moves with the route. */
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import {
  SessionProvider,
  useSessionQuery,
  type Session,
} from '../features/administration/session/session.ts';
import { ResetPage, resetPath } from '../features/administration/session/reset-page.tsx';
import { SetUpPage, setUpPath } from '../features/administration/session/set-up-page.tsx';
import { SignInPage } from '../features/administration/session/sign-in-page.tsx';
import { EverythingStopped } from '../features/agentic/stops/stop-banner.tsx';
import { useGo } from '../parts/app-link.tsx';
import { Sheet } from '../parts/dialog.tsx';
import { Loading, Refusal } from '../parts/states.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ConsoleFoot } from './console-foot.tsx';
import { KeySheet } from './key-sheet.tsx';
import { useKeys } from './keyboard.ts';
import { groupsFor } from './navigation.ts';
import { Navigation, Rail, RailFoot, TenantSeal } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

type Opened = 'none' | 'palette' | 'keys' | 'menu';

function useShellKeys(session: Session, open: (what: Opened) => void): void {
  const go = useGo();
  const goTo = Object.fromEntries(
    groupsFor(session.permissions)
      .flatMap(({ items }) => items)
      .flatMap(({ key, path }) => (key ? [[`g ${key}`, () => go(path)] as const] : [])),
  );
  useKeys({ ...goTo, 'mod k': () => open('palette'), '?': () => open('keys') });
}

/** After a change of page the reading position is the page's start, for eyes and for screen readers. */
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

function Shell({ session }: { readonly session: Session }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [opened, open] = useState<Opened>('none');
  const main = useFocusOnNavigation(path);
  useShellKeys(session, open);
  const close = () => open('none');
  return (
    <SessionProvider value={session}>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="shell">
        <Rail path={path} />
        <div className="desk">
          <TopBar path={path} onMenu={() => open('menu')} onPalette={() => open('palette')} />
          <main id="main" tabIndex={-1} ref={main}>
            <EverythingStopped />
            <Outlet />
          </main>
          <ConsoleFoot />
        </div>
      </div>
      <CommandPalette isOpen={opened === 'palette'} onClose={close} />
      <KeySheet isOpen={opened === 'keys'} onClose={close} />
      <Sheet title="Menu" isOpen={opened === 'menu'} onClose={close}>
        <TenantSeal />
        <Navigation path={path} onNavigate={close} />
        <RailFoot />
      </Sheet>
    </SessionProvider>
  );
}

export function AppShell() {
  const { data, error, refetch } = useSessionQuery();
  if (data === undefined) {
    return (
      <main className="sign-in">
        <div className="sign-in-sheet">
          {error ? (
            <>
              <h1>The console can’t be opened</h1>
              <Refusal error={error} retry={refetch} />
            </>
          ) : (
            <Loading what="your session" />
          )}
        </div>
      </main>
    );
  }
  if (window.location.pathname === setUpPath) return <SetUpPage session={data} />;
  if (window.location.pathname === resetPath) return <ResetPage session={data} />;
  return data ? <Shell session={data} /> : <SignInPage />;
}
