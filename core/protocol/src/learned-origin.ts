/**
 * Where a recipient of an action came from: an untrusted answer that the agent was given before. Gateway names recipients
 * by digest, platform knows which were learned, and the decision says where from; the value itself is in neither record.
 */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

/** 128 bits, base64url; `*` stands for an answer that held more than could be remembered. */
export const LearnedDigest = Type.String({ pattern: '^(?:[A-Za-z0-9_-]{22}|\\*)$' });
/** Of one answer, and of the recipients of one call. */
export const learnedDigestsMax = 1000;
/** What a decision says of them: one for each argument and tool. */
export const learnedRecipientsMax = 64;

export const LearnedOrigin = Type.Object(
  {
    digest: LearnedDigest,
    tool: Type.String({ maxLength: 256 }),
    decision: Type.String({ maxLength: 64 }),
    at: Type.String({ format: 'date-time' }),
  },
  closed,
);
export type LearnedOrigin = Static<typeof LearnedOrigin>;

/** An argument of the call that holds a learned value; what the pure decision is given, and what its record keeps. */
export const LearnedRecipient = Type.Object(
  {
    pointer: Type.String({ maxLength: 256 }),
    tool: Type.String({ maxLength: 256 }),
    decision: Type.String({ maxLength: 64 }),
    at: Type.String({ format: 'date-time' }),
  },
  closed,
);
export type LearnedRecipient = Static<typeof LearnedRecipient>;
