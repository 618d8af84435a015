/** An incident playbook: what people do when an action of these types goes wrong. Control 9 asks that there is one. */
import { Type, type Static } from 'typebox';
import { actionTypes } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, text, Time } from '../../../http/schema-words.ts';

const members = {
  name: text(1, 200),
  actionTypes: Type.Array(oneOf(actionTypes), {
    minItems: 1,
    maxItems: actionTypes.length,
    uniqueItems: true,
  }),
  steps: text(1, 20_000),
};

export const IncidentPlaybook = Type.Object(
  { id: idOf('pbk'), ...members, createdAt: Time },
  named('IncidentPlaybook'),
);
export type IncidentPlaybook = Static<typeof IncidentPlaybook>;

export const NewIncidentPlaybook = Type.Object(members, named('NewIncidentPlaybook'));
export type NewIncidentPlaybook = Static<typeof NewIncidentPlaybook>;
