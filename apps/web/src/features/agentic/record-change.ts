/** A change of a governance record: sent, and then everything on screen is read again, since one record decides what others show. */
import { useQueryClient } from '@tanstack/react-query';
import { sendJson } from '../../api/client.ts';

export function useRecordChange() {
  const queries = useQueryClient();
  return async <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> => {
    const answer = await sendJson<T>(method, path, body);
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    return answer;
  };
}
