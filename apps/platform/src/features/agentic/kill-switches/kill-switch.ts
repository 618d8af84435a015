/** A kill switch: one engagement against an agent, a tool, a connector or the whole tenant, with who, when and why. */
import { Type, type Static } from 'typebox';
import { killTargets } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, orNull, ReasonText, text, Time } from '../../../http/schema-words.ts';

export const killSwitchStates = ['engaged', 'released'] as const;

export const KillSwitch = Type.Object(
  {
    id: idOf('kil'),
    target: oneOf(killTargets),
    targetId: Type.String(),
    targetName: Type.String({ description: 'as it was called when the switch was engaged' }),
    state: oneOf(killSwitchStates),
    reason: Type.String(),
    engagedAt: Time,
    engagedBy: Type.String({ description: 'the name of the person' }),
    releasedAt: orNull(Time),
    releasedBy: orNull(Type.String()),
    releaseReason: orNull(Type.String()),
  },
  named('KillSwitch'),
);
export type KillSwitch = Static<typeof KillSwitch>;

export const NewKillSwitch = Type.Object(
  {
    target: oneOf(killTargets),
    /** Left out for the tenant: a person can stop none but their own. */
    targetId: Type.Optional(text(1, 64)),
    reason: ReasonText,
    /** Of an agent: its tokens are revoked too, for good, so that a release alone does not let it speak again. */
    revokeCredentials: Type.Optional(Type.Boolean()),
  },
  named('NewKillSwitch'),
);
export type NewKillSwitch = Static<typeof NewKillSwitch>;
