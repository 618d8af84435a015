/**
 * An incident: an agent failed a critical control while a critical finding was open, and Gateway opened it, or a person saw
 * something else. A person contains and closes it; until it is closed it counts against the agent.
 */
import { Type, type Static } from 'typebox';
import { severities } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, orNull, ReasonText, text, Time } from '../../../http/schema-words.ts';

export const incidentStatuses = ['open', 'contained', 'closed'] as const;

/** The playbook that people say they followed, as it stood then. */
const FollowedPlaybook = Type.Object(
  {
    id: idOf('pbk'),
    name: Type.String(),
    steps: orNull(Type.String({ description: 'as they were then; null in the list of incidents' })),
    asOf: Type.String({ format: 'date-time', description: 'when they were last changed before that' }),
  },
  named('FollowedPlaybook'),
);

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
    playbook: orNull(FollowedPlaybook),
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

/** What was done, and by which playbook. */
export const IncidentNote = Type.Object(
  { note: ReasonText, playbookId: Type.Optional(idOf('pbk')) },
  named('IncidentNote'),
);
export type IncidentNote = Static<typeof IncidentNote>;
