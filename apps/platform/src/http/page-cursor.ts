/** Cursors of every list, outside the slices: opened before an operation sees them, bound to this list before they leave. */
import { bindCursor, openCursor, type ListAddress } from '../limits/bound-cursor.ts';
import type { Route } from './route.ts';

export interface Listing {
  /** The query as the operation may read it. @throws AppError `validation_failed` for a cursor that is not this list's */
  readonly query: unknown;
  /** The answer as it leaves. */
  bind(answer: unknown): unknown;
}

export function isList(route: Route): boolean {
  return Object.hasOwn(route.query.properties, 'cursor');
}

/** @param list.key keyed by the deployment's pepper: every process opens what another gave */
export function openListing(
  route: Route,
  list: {
    readonly key: Uint8Array;
    readonly tenant: string;
    readonly params: unknown;
    readonly query: unknown;
  },
): Listing {
  if (!isList(route)) return { query: list.query, bind: (answer) => answer };
  const query = list.query as Readonly<Record<string, unknown>>;
  const address: ListAddress = {
    tenant: list.tenant,
    route: `${route.method} ${route.path}`,
    params: list.params,
    query,
  };
  const { cursor } = query;
  return {
    query:
      typeof cursor === 'string' ? { ...query, cursor: openCursor(list.key, address, cursor) } : list.query,
    bind: (answer) => {
      const next = (answer as { readonly next?: unknown } | null)?.next;
      if (typeof next !== 'string') return answer;
      return { ...(answer as object), next: bindCursor(list.key, address, next) };
    },
  };
}
