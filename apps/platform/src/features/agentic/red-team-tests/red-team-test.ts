/** A red-team test of an agent: how it stood against an attack, and when. The newest one counts. */
import { Type, type Static } from 'typebox';
import { redTeamResults } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, text, Time } from '../../../http/schema-words.ts';

export const RedTeamTest = Type.Object(
  {
    id: idOf('rtt'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    result: oneOf(redTeamResults),
    summary: Type.String(),
    testedAt: Time,
    createdAt: Time,
  },
  named('RedTeamTest'),
);
export type RedTeamTest = Static<typeof RedTeamTest>;

export const NewRedTeamTest = Type.Object(
  { agentId: idOf('agt'), result: oneOf(redTeamResults), summary: text(1, 4000), testedAt: Time },
  named('NewRedTeamTest'),
);
export type NewRedTeamTest = Static<typeof NewRedTeamTest>;
