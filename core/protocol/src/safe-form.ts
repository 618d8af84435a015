/**
 * The reduced form that a tool declares safe. The decision `degrade` gives this form and no other; a tool without one, or
 * whose form does not fit the call, needs a person instead (product.md 4). What each member does is in `apps/gateway/src/answers`.
 */
import { Type, type Static } from 'typebox';
import { dataClasses } from '@gamut/kernel/agentic-terms';

const closed = { additionalProperties: false } as const;
/** RFC 6901, and `*` as a whole step for every item of a list or member of an object. */
const FieldPointer = Type.String({ pattern: '^(/[^/]*)+$', maxLength: 256 });
const Scalar = Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 256 })]);

/** An argument that Gateway sets before it calls, whatever the agent sent; the tool's server must honour it. */
export const SafeArgument = Type.Object(
  {
    pointer: FieldPointer,
    value: Scalar,
    makes: Type.Union([Type.Literal('read_only'), Type.Literal('dry_run')]),
  },
  closed,
);
export type SafeArgument = Static<typeof SafeArgument>;

export const SafeForm = Type.Object(
  {
    /** At most so many rows of the whole answer are returned: lines of text, items of lists, records. */
    rowsMax: Type.Integer({ minimum: 1, maximum: 1000 }),
    /** Every personal value that the redactor knows is masked. */
    mask: Type.Boolean(),
    /** Only these fields of the structured answer are returned; text that is no JSON is left out. Absent: all fields. */
    fields: Type.Optional(Type.Array(FieldPointer, { minItems: 1, maxItems: 64 })),
    /** Fields that carry a class which this form never shows: their values are replaced. Text that is no JSON is left out. */
    maskedFields: Type.Optional(
      Type.Array(Type.Object({ pointer: FieldPointer, dataClass: Type.Enum([...dataClasses]) }, closed), {
        minItems: 1,
        maxItems: 64,
      }),
    ),
    arguments: Type.Optional(Type.Array(SafeArgument, { minItems: 1, maxItems: 8 })),
  },
  closed,
);
export type SafeForm = Static<typeof SafeForm>;
