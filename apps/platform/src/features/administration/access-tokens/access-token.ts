/** A person's API token as it is shown: what it may do, how long, and when it was last used; never its text. */
import { Type, type Static } from 'typebox';
import { named, orNull, Time } from '../../../http/schema-words.ts';
import type { ApiTokenRow } from '../../../access/api-token-store.ts';

export const AccessToken = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    permissions: Type.Array(Type.String()),
    createdAt: Time,
    expiresAt: orNull(Time),
    lastUsedAt: orNull(Time),
    revokedAt: orNull(Time),
  },
  named('AccessToken'),
);

export function accessTokenOf(row: ApiTokenRow): Static<typeof AccessToken> {
  return {
    id: row.id,
    name: row.name,
    permissions: [...row.permissions],
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
