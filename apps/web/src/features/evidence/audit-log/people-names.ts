/** Names of the people that this reader may know, by id: a record about a person may hold only the id. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Page } from '../../../api/page.ts';
import { useMay } from '../../administration/session/session.ts';

interface PersonName {
  readonly id: string;
  readonly name: string;
}

export function usePeopleNames(): ReadonlyMap<string, string> {
  const may = useMay('person.read');
  const { data } = useQuery({
    queryKey: ['people', 'names'],
    queryFn: ({ signal }) => getJson<Page<PersonName>>('/v1/people', {}, signal),
    enabled: may,
    staleTime: 60_000,
  });
  return new Map(data?.data.map(({ id, name }) => [id, name]));
}
