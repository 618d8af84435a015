/** What a person may do and why not, as platform's one function says it; asked for oneself, or by an administrator for anybody. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';

export type EffectivePermissions = Noun<'EffectivePermissions'>;
export type PermissionShown = EffectivePermissions['permissions'][number];

export type Wanted = 'all' | 'may' | 'may_not';

/** @param id of the person; undefined: oneself */
export function useEffectivePermissions(id?: string) {
  const path =
    id === undefined
      ? '/v1/session/effective-permissions'
      : `/v1/people/${encodeURIComponent(id)}/effective-permissions`;
  return useQuery({
    queryKey: ['effective-permissions', id ?? 'mine'],
    queryFn: ({ signal }) => getJson<EffectivePermissions>(path, {}, signal),
  });
}

/** Pure: rows of the chosen kind whose words or name hold what was typed. */
export function findPermissions(
  rows: readonly PermissionShown[],
  wanted: Wanted,
  typed: string,
): readonly PermissionShown[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ permission, says, allowed }) => {
    if (wanted !== 'all' && allowed !== (wanted === 'may')) return false;
    const text = `${permission} ${says}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Pure: the factors that stop it, in the order in which they are told. */
export const stops = ({ factors }: PermissionShown) => factors.filter(({ passed }) => !passed);
