/** A change of a governance record: sent, and then everything on screen is read again, since one record decides what others show. */
import { useQueryClient } from '@tanstack/react-query';
import { sendJson } from '../../api/client.ts';

/** The record that is gone afterwards is not asked for again. */
function removedBy(method: string, path: string): string | undefined {
  return method === 'DELETE' ? path.split('?')[0]?.split('/').at(-1) : undefined;
}

export function useRecordChange() {
  const queries = useQueryClient();
  return async <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> => {
    const answer = await sendJson<T>(method, path, body);
    const gone = removedBy(method, path);
    await queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        queryKey[0] !== 'session' && (gone === undefined || !queryKey.includes(gone)),
    });
    return answer;
  };
}
