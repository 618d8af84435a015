/** An operator and what support access they asked for, as people are shown them. */
import { Type } from 'typebox';
import { platformRoles } from '@gamut/access/platform-roles';
import type { OperatorRow } from '../../../access/operator-store.ts';
import { named, oneOf, orNull, Time } from '../../../http/schema-words.ts';

export const OperatorShown = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    role: oneOf(platformRoles),
    createdAt: Time,
    expiresAt: Time,
    lastUsedAt: orNull(Time),
    revokedAt: orNull(Time),
    revokedReason: orNull(Type.String()),
  },
  named('Operator'),
);

export function operatorShown(row: OperatorRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedReason: row.revoked_reason,
  };
}
