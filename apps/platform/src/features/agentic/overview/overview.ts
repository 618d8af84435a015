/** The overview as the API shows it: one sentence in clauses, what needs a person, what agents did, whether the record holds. */
import { Type, type Static } from 'typebox';
import { closed, named, oneOf, orNull, Time } from '../../../http/schema-words.ts';

const Count = Type.Integer({ minimum: 0 });

export const HeadlineClause = Type.Object({ text: Type.String(), href: orNull(Type.String()) }, closed);
export type HeadlineClause = Static<typeof HeadlineClause>;

export const NeedsYou = Type.Object(
  {
    kind: oneOf([
      'approval',
      'incident',
      'emergency',
      'plan',
      'owner',
      'departure',
      'finding',
      'connector',
    ] as const),
    id: Type.String(),
    title: Type.String(),
    by: orNull(Type.String()),
    due: orNull(Time),
    href: Type.String(),
  },
  closed,
);
export type NeedsYou = Static<typeof NeedsYou>;

export const HourCount = Type.Object(
  { at: Time, allowed: Count, degraded: Count, waiting: Count, blocked: Count },
  closed,
);
export type HourCount = Static<typeof HourCount>;

export const Overview = Type.Object(
  {
    headline: Type.Array(HeadlineClause),
    since: Time,
    totals: Type.Object(
      { actions: Count, allowed: Count, degraded: Count, approvals: Count, blocked: Count },
      closed,
    ),
    /** Ends of actions that no recorded decision had allowed. */
    unrecorded: Count,
    needsYou: Type.Array(NeedsYou),
    hours: Type.Array(HourCount),
    agents: Type.Object({ active: Count, suspended: Count }, closed),
    journal: Type.Object({ size: Count, verifiedTo: orNull(Count), verifiedAt: orNull(Time) }, closed),
  },
  named('Overview'),
);
export type Overview = Static<typeof Overview>;
