/** One row of the routes: an address, and the page that is loaded when it is first opened. */
import { createRoute } from '@tanstack/react-router';
import { lazyPage } from './lazy-page.ts';
import { root } from './root-route.tsx';

export function pageRoute<
  const Path extends string,
  Pages extends Record<string, unknown>,
  Name extends keyof Pages & string,
>(path: Path, load: () => Promise<Pages>, name: Name) {
  return createRoute({ getParentRoute: () => root, path, component: lazyPage(load, name) });
}
