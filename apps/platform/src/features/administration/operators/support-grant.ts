/**
 * Support access as each side is shown it. The tenant sees who asks and why, who let them, and when it was last used; the operator
 * sees what they asked and how it stands, and no name of the tenant's people.
 */
import { Type } from 'typebox';
import { supportHoursMax, supportRoles } from '@gamut/access/platform-roles';
import type { SupportGrantRow } from '../../../access/support-grant-store.ts';
import { named, oneOf, orNull, Time } from '../../../http/schema-words.ts';

const standing = {
  id: Type.String(),
  role: oneOf(supportRoles),
  readOnly: Type.Literal(true),
  reason: Type.String(),
  hours: Type.Integer({ minimum: 1, maximum: supportHoursMax }),
  status: oneOf(['asked', 'approved', 'refused', 'ended', 'lapsed']),
  askedAt: Time,
  openUntil: Type.String({
    format: 'date-time',
    description: 'while asked: when the question lapses; once approved: when the access ends',
  }),
  answeredAt: orNull(Time),
  endedAt: orNull(Time),
  openedAt: orNull(Time),
  lastUsedAt: orNull(Time),
} as const;

/** For the tenant. */
export const SupportAccess = Type.Object(
  {
    ...standing,
    operator: Type.Object(
      { id: Type.String(), name: Type.String(), email: Type.String() },
      { additionalProperties: false },
    ),
    answeredBy: orNull(
      Type.Object({ id: Type.String(), name: Type.String() }, { additionalProperties: false }),
    ),
    endedBy: orNull(
      Type.String({ description: 'id of a person or of the operator; `time` or `restore` for nobody' }),
    ),
  },
  named('SupportAccess'),
);

/** For the operator. */
export const SupportRequest = Type.Object({ ...standing, tenant: Type.String() }, named('SupportRequest'));

function standingOf(row: SupportGrantRow) {
  return {
    id: row.id,
    role: row.role as (typeof supportRoles)[number],
    readOnly: true as const,
    reason: row.reason,
    hours: row.hours,
    status: row.status,
    askedAt: row.asked_at.toISOString(),
    openUntil: row.open_until.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}

export function supportAccessOf(row: SupportGrantRow) {
  const { answered_by: by, answered_by_name: name } = row;
  return {
    ...standingOf(row),
    operator: { id: row.operator_id, name: row.operator_name, email: row.operator_email },
    answeredBy: by === null || name === null ? null : { id: by, name },
    endedBy: row.ended_by,
  };
}

export function supportRequestOf(row: SupportGrantRow) {
  return { ...standingOf(row), tenant: row.slug };
}
