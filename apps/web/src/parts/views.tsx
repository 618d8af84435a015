/** The views of one page, as links: which one is shown stands in the address, so that it can be sent and gone back to. */
import { useRouterState } from '@tanstack/react-router';
import { AppLink } from './app-link.tsx';

export interface View<Id extends string = string> {
  readonly id: Id;
  readonly name: string;
  /** How many wait there for someone; nothing is shown for none. */
  readonly waiting?: number | undefined;
}

export function useInAddress(name: string): string {
  return useRouterState({
    select: (state) => new URLSearchParams(state.location.searchStr).get(name) ?? '',
  });
}

/** The view that the address names, or the first. */
export function useView<Id extends string>(views: readonly View<Id>[]): Id | undefined {
  const named = useInAddress('view');
  return (views.find(({ id }) => id === named) ?? views[0])?.id;
}

interface ViewsProps {
  readonly label: string;
  readonly path: string;
  readonly views: readonly View[];
  readonly current: string | undefined;
}

export function Views({ label, path, views, current }: ViewsProps) {
  return (
    <nav className="filter-views" aria-label={label}>
      {views.map(({ id, name, waiting }, i) => (
        <AppLink
          key={id}
          href={i === 0 ? path : `${path}?view=${id}`}
          aria-current={id === current ? 'true' : undefined}
        >
          {name}
          {waiting ? <span className="view-count"> {waiting}</span> : null}
        </AppLink>
      ))}
    </nav>
  );
}
