/**
 * Breaking the glass: an administrator lets one action pass at once when those who would approve can't be reached. It answers
 * reasons that ask for a person and no others, for a quarter of an hour, and somebody else looks at it within a day.
 */
import { Type, type Static } from 'typebox';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  text,
  Time,
} from '../../../http/schema-words.ts';
import { whyClosed, whyKeptApart, type AskedOf } from './approver.ts';

export const breakGlassLifeMs = 15 * 60_000;
export const reviewWithinMs = 24 * 3_600_000;

export const breakGlassStatuses = ['to_review', 'reviewed'] as const;
export const reviewVerdicts = ['justified', 'not_justified'] as const;

const own = {
  id: idOf('bgl'),
  person: NamedRef,
  reason: Type.String(),
  at: Time,
  status: oneOf(breakGlassStatuses),
  reviewDueAt: Time,
  overdue: Type.Boolean(),
  reviewedBy: orNull(NamedRef),
  reviewedAt: orNull(Time),
  verdict: orNull(oneOf(reviewVerdicts)),
  reviewNote: orNull(Type.String()),
};

export const BreakGlassShown = Type.Object(own, closed);

export const BreakGlassUse = Type.Object(
  {
    ...own,
    approvalId: idOf('apr'),
    approvalStatus: Type.String(),
    agentId: idOf('agt'),
    agentName: Type.String(),
    tool: Type.String(),
    usedByDecision: orNull(Type.String()),
    mayReview: Type.Boolean(),
  },
  named('BreakGlassUse'),
);
export type BreakGlassUse = Static<typeof BreakGlassUse>;

export const BreakGlass = Type.Object({ reason: text(10, 2000) }, named('BreakGlass'));
export const BreakGlassReview = Type.Object(
  { verdict: oneOf(reviewVerdicts), note: ReasonText },
  named('BreakGlassReview'),
);
export type BreakGlassReview = Static<typeof BreakGlassReview>;

/** @returns why not, in a sentence; undefined when an administrator may */
export function whyMayNotBreakGlass(
  person: { readonly id: string; readonly roles: readonly string[] },
  asked: AskedOf,
): string | undefined {
  const closedBecause = whyClosed(asked);
  if (closedBecause !== undefined) return closedBecause;
  if (!person.roles.includes('administrator')) return 'Only an administrator can.';
  const forbidding = asked.stages.find(({ stage }) => !stage.breakGlass);
  if (forbidding !== undefined)
    return `The gate ${forbidding.stage.gateName ?? 'in force'} forbids it for actions like this.`;
  return whyKeptApart(person.id, asked);
}
