/** An observe period: until when an agent may read beyond its permissions, through which connectors, and what was drafted from it. */
import { Type, type Static } from 'typebox';
import { actionTypes, dataClasses } from '@gamut/kernel/agentic-terms';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  text,
  Time,
} from '../../../http/schema-words.ts';

export const observePeriodStates = ['running', 'ended'] as const;
export const periodEnds = ['by_hand', 'accepted', 'expired', 'stopped'] as const;
export type PeriodEnd = (typeof periodEnds)[number];

/** Fourteen days, and no more. */
export const hoursMax = 336;

export const ObservePeriod = Type.Object(
  {
    id: idOf('obs'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    state: oneOf(observePeriodStates),
    connectors: Type.Array(NamedRef),
    reason: Type.String(),
    startedAt: Time,
    startedBy: Type.String({ description: 'the name of the person' }),
    endsAt: Type.String({
      format: 'date-time',
      description: 'exact: from this moment on nothing is looked through',
    }),
    endedAt: orNull(Time),
    /** `stopped`: the agent was suspended, demoted or killed, or is no longer what it was. */
    endedHow: orNull(oneOf(periodEnds)),
    endedBy: orNull(Type.String({ description: 'the name of the person; null where nobody ended it' })),
    endReason: orNull(Type.String()),
  },
  named('ObservePeriod'),
);
export type ObservePeriod = Static<typeof ObservePeriod>;

export const NewObservePeriod = Type.Object(
  {
    agentId: idOf('agt'),
    /** Through which connectors it may read. */
    connectorIds: Type.Array(idOf('con'), { minItems: 1, maxItems: 16, uniqueItems: true }),
    hours: Type.Integer({ minimum: 1, maximum: hoursMax }),
    reason: ReasonText,
  },
  named('NewObservePeriod'),
);
export type NewObservePeriod = Static<typeof NewObservePeriod>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const DraftedTool = Type.Object(
  {
    toolId: idOf('tol'),
    tool: Type.String(),
    actionType: oneOf(actionTypes),
    dataClass: oneOf(dataClasses),
    performed: count('calls that were let pass and begun'),
    observed: count('of these, how many only because the agent was observed'),
    refused: count('calls that were refused'),
    lastUsedAt: Time,
    callsPerMinuteSeen: count('the most in any minute'),
    permissionId: orNull(idOf('prm')),
    toolsets: Type.Array(Type.String(), { description: 'names of those by which the agent holds it' }),
    /** Places that the observed calls were aimed at, as a permission would name them; empty: anywhere the tool reaches. */
    targetsUnder: Type.Array(Type.String()),
    targetsSeen: count('distinct targets among the newest observed calls'),
  },
  named('DraftedTool'),
);
export type DraftedTool = Static<typeof DraftedTool>;

export const ToolListDraft = Type.Object(
  {
    period: ObservePeriod,
    decisions: count('of the agent in the period'),
    /** Used because it was observed: to be permitted. */
    permit: Type.Array(DraftedTool),
    /** Permitted and used: to be kept. */
    keep: Type.Array(DraftedTool),
    /** Permitted and not used in the period: to be withdrawn. What a toolset permits too is not among them: it would stay. */
    withdraw: Type.Array(
      Type.Object(
        {
          permissionId: idOf('prm'),
          toolId: idOf('tol'),
          tool: Type.String(),
          grantedAt: Time,
          lastUsedAt: orNull(Time),
        },
        closed,
      ),
    ),
    /** Not used in the period, and held by toolsets: withdraw those, or take the tool out of them. */
    unusedByToolset: Type.Array(
      Type.Object(
        {
          toolId: idOf('tol'),
          tool: Type.String(),
          toolsets: Type.Array(NamedRef),
          permissionId: orNull(idOf('prm')),
          lastUsedAt: orNull(Time),
        },
        closed,
      ),
    ),
    /** Tried and never performed: observe mode does not reach them. */
    refused: Type.Array(DraftedTool),
  },
  named('ToolListDraft'),
);
export type ToolListDraft = Static<typeof ToolListDraft>;

export const AcceptedToolList = Type.Object(
  {
    permit: Type.Array(
      Type.Object(
        {
          toolId: idOf('tol'),
          targetsUnder: Type.Optional(Type.Array(text(1, 1024), { maxItems: 64 })),
          callsPerMinuteMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
        },
        closed,
      ),
      { maxItems: 128 },
    ),
    withdraw: Type.Array(idOf('prm'), { maxItems: 128, uniqueItems: true }),
    reason: ReasonText,
  },
  named('AcceptedToolList'),
);
export type AcceptedToolList = Static<typeof AcceptedToolList>;
