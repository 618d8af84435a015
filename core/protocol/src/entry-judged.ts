/** What a decision stood on that is told by neither its facts nor its call: recorded with it, so that it can be derived again. */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ maxLength: 4096 });
const Time = Type.String({ format: 'date-time' });

/** What the pure decision was given beside facts, call and counts, so that it can be derived again; entries of before have none. */
export const EntryJudged = Type.Object(
  {
    /** The moment that it was judged at. */
    at: Time,
    /** The approval that was found for exactly this action; its note only where it was refused, since the reason quotes it. */
    found: Type.Union([
      Type.Object(
        {
          id: Text,
          status: Type.Enum(['pending', 'approved', 'refused']),
          reasonCodes: Type.Array(Text),
          expiresAt: Time,
          note: Type.Union([Text, Type.Null()]),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  closed,
);
export type EntryJudged = Static<typeof EntryJudged>;
