/** A red-team test of an agent: how it stood against an attack, and when. Of each type the newest counts. */
import { Type, type Static } from 'typebox';
import { redTeamResults, redTeamTypes } from '@gamut/kernel/agentic-terms';
import { idOf, named, NamedRef, oneOf, orNull, text, Time } from '../../../http/schema-words.ts';

export const RedTeamTest = Type.Object(
  {
    id: idOf('rtt'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    type: oneOf(redTeamTypes),
    result: oneOf(redTeamResults),
    summary: Type.String(),
    testedAt: Time,
    nextDueAt: orNull(Time),
    createdAt: Time,
    createdBy: orNull(NamedRef),
  },
  named('RedTeamTest'),
);
export type RedTeamTest = Static<typeof RedTeamTest>;

export const NewRedTeamTest = Type.Object(
  {
    agentId: idOf('agt'),
    result: oneOf(redTeamResults),
    summary: text(1, 4000),
    testedAt: Time,
    type: Type.Optional(oneOf(redTeamTypes)),
    nextDueAt: Type.Optional(Time),
  },
  named('NewRedTeamTest'),
);
export type NewRedTeamTest = Static<typeof NewRedTeamTest>;
