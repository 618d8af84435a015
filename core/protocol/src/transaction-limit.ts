/**
 * Transaction limits: how many actions, and how much in all, an agent may perform in a calendar window of UTC, with one tool
 * or with all. They stand in the facts; what was performed is counted by platform in the transaction that records the decision,
 * so that several Gateways share one count (product.md 4, control 12).
 */
import { Type, type Static, type TSchema } from 'typebox';

const closed = { additionalProperties: false } as const;
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** Rising. A window starts at the full minute or hour, or at midnight, of UTC by platform's clock. */
export const timeWindows = ['minute', 'hour', 'day'] as const;
export type TimeWindow = (typeof timeWindows)[number];

export const TransactionLimit = Type.Object(
  {
    window: Type.Enum([...timeWindows]),
    callsMax: orNull(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    /** In the unit of the tool's amount; an agent's own limit adds the amounts of all its tools as they stand. */
    amountMax: orNull(Type.Number({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    whenOver: Type.Union([Type.Literal('block'), Type.Literal('require_approval')]),
  },
  closed,
);
export type TransactionLimit = Static<typeof TransactionLimit>;

export const TransactionLimits = Type.Array(TransactionLimit, { maxItems: 6 });

/** What was performed so far in the running window, this action not included. */
export const TransactionCount = Type.Object(
  {
    scope: Type.Union([Type.Literal('agent'), Type.Literal('tool')]),
    window: Type.Enum([...timeWindows]),
    calls: Type.Integer({ minimum: 0 }),
    amount: Type.Number({ minimum: 0 }),
  },
  closed,
);
export type TransactionCount = Static<typeof TransactionCount>;
