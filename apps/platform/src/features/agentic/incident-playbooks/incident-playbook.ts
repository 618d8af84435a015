/** An incident playbook: what people do when an action of these types goes wrong. Control 9 asks that there is one. */
import { Type, type Static } from 'typebox';
import { actionTypes } from '@gamut/kernel/agentic-terms';
import { idOf, named, NamedRef, oneOf, orNull, text, Time } from '../../../http/schema-words.ts';

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
  {
    id: idOf('pbk'),
    ...members,
    createdAt: Time,
    createdBy: orNull(NamedRef),
    updatedAt: orNull(Time),
    updatedBy: orNull(NamedRef),
  },
  named('IncidentPlaybook'),
);
export type IncidentPlaybook = Static<typeof IncidentPlaybook>;

export const NewIncidentPlaybook = Type.Object(members, named('NewIncidentPlaybook'));
export type NewIncidentPlaybook = Static<typeof NewIncidentPlaybook>;

export const IncidentPlaybookPatch = Type.Object(
  {
    name: Type.Optional(members.name),
    actionTypes: Type.Optional(members.actionTypes),
    steps: Type.Optional(members.steps),
  },
  { ...named('IncidentPlaybookPatch'), minProperties: 1 },
);
export type IncidentPlaybookPatch = Static<typeof IncidentPlaybookPatch>;
