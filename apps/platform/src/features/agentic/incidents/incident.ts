/**
 * An incident: an agent failed a critical control while a critical finding was open, and Gateway opened it, or a person saw
 * something else. A person contains and closes it; until it is closed it counts against the agent.
 */
import { Type, type Static } from 'typebox';
import { severities } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, orNull, text, Time } from '../../../http/schema-words.ts';

export const incidentStatuses = ['open', 'contained', 'closed'] as const;

export const Incident = Type.Object(
  {
    id: idOf('inc'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    severity: oneOf(severities),
    title: Type.String(),
    status: oneOf(incidentStatuses),
    openedByDecision: orNull(Type.String()),
    decisions: Type.Integer({ description: 'how many calls were blocked into this incident' }),
    openedBy: orNull(Type.String({ description: 'the name of the person; null when Gateway opened it' })),
    description: orNull(Type.String()),
    openedAt: Time,
    containedAt: orNull(Time),
    containedBy: orNull(Type.String()),
    containNote: orNull(Type.String()),
    closedAt: orNull(Time),
    closedBy: orNull(Type.String()),
    closeNote: orNull(Type.String()),
  },
  named('Incident'),
);
export type Incident = Static<typeof Incident>;

export const NewIncident = Type.Object(
  {
    agentId: idOf('agt'),
    severity: oneOf(severities),
    title: text(1, 300),
    description: Type.Optional(text(1, 4000)),
  },
  named('NewIncident'),
);
export type NewIncident = Static<typeof NewIncident>;
