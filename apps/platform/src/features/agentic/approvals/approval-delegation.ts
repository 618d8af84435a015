/** A right to approve, lent for a time to a named person: it ends by itself, is lent no further, and every vote shows it. */
import { Type, type Static } from 'typebox';
import { idOf, named, NamedRef, oneOf, orNull, ReasonText, Time } from '../../../http/schema-words.ts';
import type { DelegationRow } from './delegation-store.ts';

export const delegationDaysMax = 31;
const states = ['planned', 'in_force', 'over', 'ended', 'void'] as const;

export const ApprovalDelegation = Type.Object(
  {
    id: idOf('dlg'),
    from: NamedRef,
    to: NamedRef,
    roles: Type.Array(Type.String(), { description: 'what was lent: the lender’s own roles at that moment' }),
    reason: Type.String(),
    startsAt: Time,
    endsAt: Time,
    state: oneOf(states),
    endedAt: orNull(Time),
    endedByName: orNull(Type.String()),
    createdAt: Time,
    votes: Type.Integer({ description: 'given under it' }),
  },
  named('ApprovalDelegation'),
);
export type ApprovalDelegation = Static<typeof ApprovalDelegation>;

export const NewApprovalDelegation = Type.Object(
  {
    toId: idOf('usr'),
    startsAt: Type.Optional(Time),
    endsAt: Time,
    reason: ReasonText,
  },
  named('NewApprovalDelegation'),
);
export type NewApprovalDelegation = Static<typeof NewApprovalDelegation>;

export function delegationOf(row: DelegationRow, now: string): ApprovalDelegation {
  return {
    id: row.id,
    from: { id: row.from_id, name: row.from_name },
    to: { id: row.to_id, name: row.to_name },
    roles: row.from_roles,
    reason: row.reason,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    state: stateOf(row, Date.parse(now)),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedByName: row.ended_by_name,
    createdAt: row.created_at.toISOString(),
    votes: row.votes,
  };
}

function stateOf(row: DelegationRow, nowMs: number): (typeof states)[number] {
  if (row.ended_at !== null) return 'ended';
  if (row.ends_at.getTime() <= nowMs) return 'over';
  if (row.void) return 'void';
  return row.starts_at.getTime() > nowMs ? 'planned' : 'in_force';
}
