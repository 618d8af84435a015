/** A notice after the act, as the person sees it to whom it is addressed: which agent of theirs did what by itself, and how it ended. */
import { Type, type Static } from 'typebox';
import { idOf, named, oneOf, orNull, Time } from '../../../http/schema-words.ts';

export const capacities = ['human_owner', 'security_owner'] as const;

export const Notice = Type.Object(
  {
    seq: Type.Integer({ description: 'place of the outcome in the decision stream; newest first' }),
    decisionId: idOf('dec'),
    agentId: Type.String(),
    agentName: Type.String(),
    tool: Type.String(),
    actionType: orNull(Type.String()),
    dataClass: orNull(Type.String()),
    risk: orNull(Type.String()),
    decision: Type.String({ description: 'how it was decided' }),
    outcome: Type.String({ description: '`done`, `failed` or `in_doubt`' }),
    endedAt: Time,
    addressedAs: Type.Array(oneOf(capacities), { description: 'what the reader was to the agent then' }),
    givenAt: Time,
    seenAt: orNull(Time),
  },
  named('Notice'),
);
export type Notice = Static<typeof Notice>;

export const SeenNotices = Type.Object(
  {
    seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    andBefore: Type.Optional(
      Type.Boolean({ description: 'with all that were given before it; otherwise this one alone' }),
    ),
  },
  named('SeenNotices'),
);
export type SeenNotices = Static<typeof SeenNotices>;

/** How many were new to the person until now. */
export const NoticesSeen = Type.Object({ seen: Type.Integer() }, named('NoticesSeen'));
export type NoticesSeen = Static<typeof NoticesSeen>;
