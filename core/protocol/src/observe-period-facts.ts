/** Observe mode of one agent, as Gateway reads it: until then it may read through these connectors what nobody has permitted. */
import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ maxLength: 4096 });
const Time = Type.String({ format: 'date-time' });

export const ObservePeriodFacts = Type.Object(
  {
    id: Type.String({ pattern: '^obs_[0-9a-z]{26}$' }),
    agentId: Text,
    connectorIds: Type.Array(Text, { minItems: 1, maxItems: 16 }),
    startsAt: Time,
    /** From this moment on nothing is looked through. */
    endsAt: Time,
  },
  closed,
);
export type ObservePeriodFacts = Static<typeof ObservePeriodFacts>;
