/** The root of the routes: the frame around every page, and what stands where there is none. */
import { createRootRoute } from '@tanstack/react-router';
import { AppLink } from './parts/app-link.tsx';
import { Page } from './parts/page.tsx';
import { Empty } from './parts/states.tsx';
import { AppShell } from './shell/app-shell.tsx';

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

export const root = createRootRoute({ component: AppShell, notFoundComponent: NotFoundPage });
