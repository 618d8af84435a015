/** An incident: an agent failed a critical control while a critical finding was open. Gateway opens it, a person closes it. */
import { Type, type Static } from 'typebox';
import { severities } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, orNull, Time } from '../../../http/schema-words.ts';

export const incidentStatuses = ['open', 'closed'] as const;

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
    openedAt: Time,
    closedAt: orNull(Time),
    closedBy: orNull(Type.String()),
    closeNote: orNull(Type.String()),
  },
  named('Incident'),
);
export type Incident = Static<typeof Incident>;
