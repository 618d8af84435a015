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

/** ISO 4217, in capitals; which there are, `core/kernel/src/currencies.ts` says. */
export const CurrencyCode = Type.String({ pattern: '^[A-Z]{3}$' });

/**
 * What amounts of a tool are in: always the same currency, or the one that an argument names. `minor`: they count its smallest
 * units, as cents. A tool without it has amounts in a unit of its own.
 */
const AmountUnit = Type.Enum(['major', 'minor']);
export const AmountCurrency = Type.Union([
  Type.Object({ code: CurrencyCode, unit: AmountUnit }, closed),
  Type.Object({ pointer: Type.String({ pattern: '^(/[^/]*)+$', maxLength: 256 }), unit: AmountUnit }, closed),
]);
export type AmountCurrency = Static<typeof AmountCurrency>;

/** A sum as decimal text, exact; under null what is in no currency. */
export const CurrencyAmount = Type.Object(
  {
    currency: orNull(CurrencyCode),
    amount: Type.String({ pattern: '^[0-9]+([.][0-9]+)?$', maxLength: 1024 }),
  },
  closed,
);
export type CurrencyAmount = Static<typeof CurrencyAmount>;

/** One call is in no more currencies. */
export const currenciesMax = 32;

export const TransactionLimit = Type.Object(
  {
    window: Type.Enum([...timeWindows]),
    callsMax: orNull(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    /** In `currency`; without one in the unit of the tool's amount, and an agent's own adds the amounts of its tools as they stand. */
    amountMax: orNull(Type.Number({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
    currency: Type.Optional(CurrencyCode),
    whenOver: Type.Union([Type.Literal('block'), Type.Literal('require_approval')]),
  },
  closed,
);
export type TransactionLimit = Static<typeof TransactionLimit>;

export const TransactionLimits = Type.Array(TransactionLimit, { maxItems: 24 });

/** What was performed so far in the running window, this action not included. */
export const TransactionCount = Type.Object(
  {
    scope: Type.Union([Type.Literal('agent'), Type.Literal('tool')]),
    window: Type.Enum([...timeWindows]),
    /** Which minute, hour or day it is, by platform's clock. Counts of before do not say. */
    startedAt: Type.Optional(Type.String({ format: 'date-time' })),
    calls: Type.Integer({ minimum: 0 }),
    /** Of what is in no currency. */
    amount: Type.Number({ minimum: 0 }),
    /** Of each currency that a limit names; under null the exact sum where `amount` can not hold it. Absent: none is needed. */
    sums: Type.Optional(Type.Array(CurrencyAmount, { maxItems: 256 })),
  },
  closed,
);
export type TransactionCount = Static<typeof TransactionCount>;
