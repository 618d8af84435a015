/** Where an API token stands, and which permissions one can be made with. */
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export function tokenStanding(
  { revokedAt, expiresAt }: Pick<Noun<'AccessToken'>, 'revokedAt' | 'expiresAt'>,
  now: Date,
): Verdict {
  if (revokedAt) return { mark: 'off', text: 'Revoked' };
  if (expiresAt && new Date(expiresAt) <= now) return { mark: 'off', text: 'Expired' };
  return { mark: 'plain', text: 'Works' };
}

export type Capability = Noun<'Roles'>['capabilities'][number];

/** Pure: what this person may do and a token can do for them; the rest takes a person at a screen. */
export function forTokens(
  capabilities: readonly Capability[],
  permissions: readonly string[],
): readonly Capability[] {
  return capabilities.filter(
    ({ permission, sessionOnly }) => !sessionOnly && permissions.includes(permission),
  );
}

/** Pure: the rows that only read. */
export const readingOnly = (rows: readonly Capability[]): readonly string[] =>
  rows.filter(({ audited }) => !audited).map(({ permission }) => permission);
