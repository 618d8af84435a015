/** What is normal for an agent, what departed from it, what rules do about it, and how far it is trusted. */
import { Type, type Static } from 'typebox';
import { behaviourActs, deviationKinds } from '@gamut/governance/judge-behaviour';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  Time,
} from '../../../http/schema-words.ts';

export const baselineStates = ['none', 'learning', 'ready'] as const;
export const alertStatuses = ['open', 'accepted', 'dismissed'] as const;

const Counted = Type.Array(Type.Object({ name: Type.String(), actions: Type.Integer() }, closed));

export const TrustScore = Type.Object(
  {
    score: Type.Number({ minimum: 0, maximum: 100 }),
    parts: Type.Array(
      Type.Object(
        { name: Type.String(), weight: Type.Number(), counted: Type.String(), points: Type.Number() },
        closed,
      ),
    ),
  },
  closed,
);

export const AgentBehaviour = Type.Object(
  {
    agentId: idOf('agt'),
    state: oneOf(baselineStates),
    since: orNull(Time),
    actions: Type.Integer({ description: 'that the baseline was learned from' }),
    learning: orNull(
      Type.Object(
        { actions: Type.Integer(), until: Time },
        {
          ...closed,
          description:
            'it is held still after so many actions, or at that moment; null when it is, or has not begun',
        },
      ),
    ),
    tools: Counted,
    dataClasses: Counted,
    places: { ...Counted, description: 'folders, hosts and domains, the hundred most used' },
    perMinuteMax: Type.Integer(),
    refusedShare: Type.Number({ minimum: 0, maximum: 1 }),
    departsAbove: orNull(
      Type.Object(
        { callsPerMinute: Type.Integer(), refusedOfLast50: Type.Integer() },
        { ...closed, description: 'more than this departs; while it learns, what would by now' },
      ),
    ),
    breaker: orNull(Type.Object({ openedAt: Time, reason: Type.String() }, closed)),
    levelReason: orNull(
      Type.String({ description: 'why a rule lowered the level; null when a person set it' }),
    ),
    trust: TrustScore,
  },
  named('AgentBehaviour'),
);
export type AgentBehaviour = Static<typeof AgentBehaviour>;

export const BehaviourAlert = Type.Object(
  {
    id: idOf('alt'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    decisionId: Type.String(),
    kind: oneOf(deviationKinds),
    saw: Type.String(),
    normal: Type.String(),
    act: { ...oneOf(behaviourActs), description: 'what the rule of that moment did' },
    actedAt: Time,
    raisedAt: Time,
    status: oneOf(alertStatuses),
    settledBy: orNull(NamedRef),
    settledAt: orNull(Time),
    note: orNull(Type.String()),
  },
  named('BehaviourAlert'),
);
export type BehaviourAlert = Static<typeof BehaviourAlert>;

export const AlertVerdict = Type.Object(
  {
    verdict: {
      ...oneOf(['accepted', 'dismissed'] as const),
      description: 'accepted: normal from now on; dismissed: raised again when it happens again',
    },
    note: ReasonText,
  },
  named('AlertVerdict'),
);
export type AlertVerdict = Static<typeof AlertVerdict>;

export const BehaviourRules = Type.Object(
  Object.fromEntries(deviationKinds.map((kind) => [kind, oneOf(behaviourActs)])) as Record<
    (typeof deviationKinds)[number],
    ReturnType<typeof oneOf<typeof behaviourActs>>
  >,
  named('BehaviourRules'),
);
export type BehaviourRules = Static<typeof BehaviourRules>;

const acts = oneOf(behaviourActs);
/** By kind; what is not there is done as the organisation has it. */
const OwnRules = Type.Object(
  Object.fromEntries(deviationKinds.map((kind) => [kind, Type.Optional(acts)])) as Record<
    (typeof deviationKinds)[number],
    ReturnType<typeof Type.Optional<typeof acts>>
  >,
  { ...closed, description: 'by kind; a kind that is not there is done as the organisation has it' },
);

export const AgentBehaviourRules = Type.Object(
  { agentId: idOf('agt'), agentName: Type.String(), own: OwnRules, inForce: BehaviourRules },
  named('AgentBehaviourRules'),
);
export type AgentBehaviourRules = Static<typeof AgentBehaviourRules>;

export const NewAgentBehaviourRules = Type.Object(
  { own: OwnRules, reason: ReasonText },
  named('NewAgentBehaviourRules'),
);
export type NewAgentBehaviourRules = Static<typeof NewAgentBehaviourRules>;
