/** A list at the operator's door, page after page by its cursor; never a silent cap. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Query } from '../api/with-query.ts';
import type { Page } from '../api/page.ts';
import { getAtDoor } from './door.ts';

export function useDoorList<Row>(path: string, query: Query = {}, refetchMs = 5000) {
  const result = useInfiniteQuery({
    queryKey: [path, 'list', query],
    queryFn: ({ pageParam, signal }) => getAtDoor<Page<Row>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => (last.has_more ? (last.next ?? undefined) : undefined),
    refetchInterval: refetchMs,
  });
  return {
    rows: result.data?.pages.flatMap(({ data }) => data) ?? [],
    more: result.hasNextPage
      ? { isLoading: result.isFetchingNextPage, load: () => void result.fetchNextPage() }
      : undefined,
    isPending: result.isPending,
    error: result.error,
    refetch: result.refetch,
  };
}
