/** A page that is loaded when it is first opened, within a deadline; one that does not come says so, with a way to try again. */
import { lazyRouteComponent } from '@tanstack/react-router';
import { Problem } from './api/problem.ts';

const deadlineMs = 20_000;

const notLoaded = (): Problem =>
  new Problem(0, {
    code: 'console_not_loaded',
    message: 'This page of the console could not be loaded.',
    fix: 'Gamut may have been updated since this tab was opened, or can’t be reached. Try again: the console is loaded anew.',
    who: 'Whoever runs Gamut',
  });

/** A part of the console that is still to come. @throws Problem when it does not */
export async function loaded<Part>(coming: Promise<Part>): Promise<Part> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(notLoaded()), deadlineMs);
  });
  try {
    return await Promise.race([coming, deadline]);
  } catch {
    throw notLoaded();
  } finally {
    clearTimeout(late);
  }
}

export function lazyPage<Pages extends Record<string, unknown>, Name extends keyof Pages & string>(
  load: () => Promise<Pages>,
  name: Name,
) {
  return lazyRouteComponent(() => loaded(load()), name);
}
