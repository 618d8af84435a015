/** A finding against an agent, in the form that Gateway needs: severity and whether it is open. Its whole life comes with assurance. */
import { Type, type Static } from 'typebox';
import { severities } from '@gamut/kernel/agentic-terms';
import { idOf, named, NamedRef, oneOf, orNull, text, Time } from '../../../http/schema-words.ts';

export const findingStatuses = [
  'open',
  'in_remediation',
  'ready_for_verification',
  'closed',
  'risk_accepted',
  'false_positive',
] as const;

export const Finding = Type.Object(
  {
    id: idOf('fnd'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    severity: oneOf(severities),
    title: Type.String(),
    status: oneOf(findingStatuses),
    createdAt: Time,
    createdBy: orNull(NamedRef),
    updatedAt: Time,
    closedAt: orNull(Time),
    closedBy: orNull(NamedRef),
    closeReason: orNull(Type.String()),
  },
  named('Finding'),
);
export type Finding = Static<typeof Finding>;

export const NewFinding = Type.Object(
  { agentId: idOf('agt'), severity: oneOf(severities), title: text(1, 300) },
  named('NewFinding'),
);
export type NewFinding = Static<typeof NewFinding>;
