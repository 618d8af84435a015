/** An assessment of one agent against the 25 controls of the Agentic Trust Framework: a person's word on each, with its evidence. */
import { Type, type Static } from 'typebox';
import { atfControls } from '@gamut/governance/atf-controls';
import { attestedResults } from '@gamut/governance/judge-conformance';
import { atfLevels } from '@gamut/kernel/agentic-terms';
import { closed, idOf, named, NamedRef, oneOf, orNull, text, Time } from '../../../http/schema-words.ts';

export const atfControlIds = atfControls.map((control) => control.id);

export const AtfAssessment = Type.Object(
  {
    id: idOf('asm'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    level: { ...oneOf(atfLevels), description: 'of the agent, when the assessment was started' },
    status: oneOf(['open', 'completed'] as const),
    startedBy: NamedRef,
    startedAt: Time,
    completedBy: orNull(NamedRef),
    completedAt: orNull(Time),
    note: orNull(Type.String()),
    controls: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          result: oneOf(attestedResults),
          rationale: Type.String(),
          evidence: orNull(Type.String()),
          by: NamedRef,
          at: Time,
        },
        closed,
      ),
    ),
  },
  named('AtfAssessment'),
);
export type AtfAssessment = Static<typeof AtfAssessment>;

export const NewAtfAssessment = Type.Object({ agentId: idOf('agt') }, named('NewAtfAssessment'));

export const AtfControlResult = Type.Object(
  {
    result: oneOf(attestedResults),
    rationale: text(1, 4000),
    evidence: Type.Optional(orNull({ ...text(1, 2000), description: 'where the evidence lies' })),
  },
  named('AtfControlResult'),
);
export type AtfControlResult = Static<typeof AtfControlResult>;
