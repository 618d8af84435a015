/** A data flow: how an agent may handle one class of data. A class without a flow is one that it may not handle. */
import { Type, type Static } from 'typebox';
import { dataClasses, dataHandlings } from '@gamut/kernel/agentic-terms';
import { idOf, named, NamedRef, oneOf, orNull, Time } from '../../../http/schema-words.ts';

export const DataFlow = Type.Object(
  {
    id: idOf('dfl'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    dataClass: oneOf(dataClasses),
    handling: oneOf(dataHandlings),
    createdAt: Time,
    createdBy: orNull(NamedRef),
    updatedAt: orNull(Time),
    updatedBy: orNull(NamedRef),
  },
  named('DataFlow'),
);
export type DataFlow = Static<typeof DataFlow>;

export const NewDataFlow = Type.Object(
  {
    agentId: idOf('agt'),
    dataClass: oneOf(dataClasses),
    handling: oneOf(dataHandlings),
    /** How it stood when this was decided; null or left out: the class was not named. */
    was: Type.Optional(orNull(oneOf(dataHandlings))),
  },
  named('NewDataFlow'),
);
export type NewDataFlow = Static<typeof NewDataFlow>;
