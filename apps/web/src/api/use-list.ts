/** A list from platform, page after page by its cursor; never a silent cap. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getJson } from './client.ts';
import type { Query } from './with-query.ts';
import type { Page } from './page.ts';

export function useList<Row>(
  key: readonly unknown[],
  path: string,
  query: Query = {},
  refetchMs: number | false = 10_000,
) {
  const result = useInfiniteQuery({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => getJson<Page<Row>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => (last.has_more ? (last.next ?? undefined) : undefined),
    placeholderData: keepPreviousData,
    refetchInterval: refetchMs,
  });
  const rows = result.data?.pages.flatMap(({ data }) => data) ?? [];
  const more = result.hasNextPage
    ? { isLoading: result.isFetchingNextPage, load: () => void result.fetchNextPage() }
    : undefined;
  return {
    rows,
    more,
    isPending: result.isPending,
    error: result.error,
    refetch: result.refetch,
    isStale: result.isPlaceholderData,
  };
}
