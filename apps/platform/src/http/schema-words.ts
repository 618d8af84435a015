/** The few schema forms that every noun uses, so that ids, times, lists and absent values look the same on every route. */
import { Type, type Static, type TEnum, type TObject, type TSchema, type TUnion } from 'typebox';
import { idPattern, idPrefixes, type IdPrefix } from '@gamut/kernel/id';

export const closed = { additionalProperties: false } as const;

/** A schema with a title becomes a named component of the OpenAPI document. */
export const named = <const T extends string>(title: T) => ({ title, additionalProperties: false }) as const;

export const oneOf = <const T extends readonly string[]>(values: T): TEnum<[...T]> =>
  Type.Enum([...values]) as unknown as TEnum<[...T]>;
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** In a body: of what has a `kind`, that one alone says what is wrong, not each of the others in turn. */
export const byKind = <U extends TUnion<TObject[]>>(union: U) =>
  Type.Unsafe<Static<U>>({
    ...{ type: 'object', required: ['kind'], discriminator: { propertyName: 'kind' } },
    oneOf: union.anyOf,
  });
export const idOf = (prefix: IdPrefix) =>
  Type.String({ pattern: idPattern(prefix), description: `id of a ${idPrefixes[prefix]}` });
export const Time = Type.String({ format: 'date-time' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const text = (minLength: number, maxLength: number) => Type.String({ minLength, maxLength });
/** Why somebody did something: needed, and short enough to be read. */
export const ReasonText = text(3, 2000);
/** What is asked with an act that ends something. */
export const WithReason = Type.Object({ reason: ReasonText }, closed);
/** A query string carries text; this is the text of a whole number. */
export const WholeNumberText = Type.String({ pattern: '^[1-9][0-9]{0,14}$' });

export const NamedRef = Type.Object({ id: Type.String(), name: Type.String() }, closed);
export const NoParams = Type.Object({}, closed);
export const NoQuery = Type.Object({}, closed);
/** The answer of a change that leaves nothing to show but its place in the audit stream. */
export const Recorded = Type.Object(
  { id: Type.String(), recorded: Type.Object({ seq: Type.Integer(), hash: Sha256 }, closed) },
  named('Recorded'),
);

/** Of a change in control, whose record is carried into the audit stream. */
export const RecordedInControl = Type.Object(
  {
    id: Type.String(),
    recorded: Type.Union([Type.Object({ seq: Type.Integer(), hash: Sha256 }, closed), Type.Null()], {
      description:
        'its place in the audit stream; null: it is recorded, and on its way into that stream, which did not answer in time',
    }),
  },
  named('RecordedInControl'),
);

export const pageOf = <S extends TSchema>(item: S) =>
  Type.Object({ data: Type.Array(item), next: orNull(Type.String()), has_more: Type.Boolean() }, closed);

export const PageQuery = Type.Object(
  { cursor: Type.Optional(text(1, 512)), limit: Type.Optional(WholeNumberText) },
  closed,
);
