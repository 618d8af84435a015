/** The conformance statement of one agent, made at this moment from what is enforced and from its last completed assessment. */
import { Type, type Static } from 'typebox';
import { atfCredit } from '@gamut/governance/atf-levels';
import { strengths } from '@gamut/governance/atf-controls';
import { attestedResults, controlStates, judgeConformance } from '@gamut/governance/judge-conformance';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { atfLevels } from '@gamut/kernel/agentic-terms';
import { closed, idOf, named, oneOf, orNull, Time } from '../../../http/schema-words.ts';
import { loadAgent } from '../agents/load-agent.ts';
import { loadFactsState } from '../facts/facts-store.ts';
import { findLastCompleted } from './atf-assessment-store.ts';
import { observeAgent } from './observe-agent.ts';

export const AtfConformance = Type.Object(
  {
    agentId: idOf('agt'),
    agentName: Type.String(),
    level: oneOf(atfLevels),
    at: Time,
    factsVersion: Type.Integer({ description: 'the version of the enforced configuration that was read' }),
    conforms: Type.Boolean(),
    open: Type.Array(
      Type.String({ description: 'a control that is a must at this level and is not settled' }),
    ),
    assessmentId: orNull(idOf('asm')),
    controls: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          element: Type.String(),
          name: Type.String(),
          asks: Type.String(),
          strength: oneOf(strengths),
          state: oneOf(controlStates),
          saw: Type.String(),
          evidence: Type.String({ description: 'address of what shows it; empty when nothing does' }),
          attestation: orNull(
            Type.Object({ result: oneOf(attestedResults), rationale: Type.String() }, closed),
          ),
        },
        closed,
      ),
    ),
    credit: Type.String(),
  },
  named('AtfConformance'),
);
export type AtfConformance = Static<typeof AtfConformance>;

/** @param now ISO text */
export async function loadConformance(
  tx: TenantReader,
  agentId: string,
  now: string,
): Promise<AtfConformance> {
  const agent = await loadAgent(tx, agentId);
  if (agent.level === null)
    throw new AppError('conflict', 'This agent has no level to conform to.', {
      fix: 'Give the agent a level first.',
      who: 'an administrator',
    });
  const { version } = await loadFactsState(tx);
  const assessment = await findLastCompleted(tx, agentId);
  const attested = Object.fromEntries((assessment?.controls ?? []).map((one) => [one.id, one]));
  const judged = judgeConformance(agent.level, await observeAgent(tx, agentId, now), attested);
  return {
    agentId,
    agentName: agent.name,
    level: judged.level,
    at: now,
    factsVersion: version,
    conforms: judged.conforms,
    open: [...judged.open],
    assessmentId: assessment?.id ?? null,
    controls: judged.controls.map((row) => ({
      ...row,
      attestation:
        row.attestation === null
          ? null
          : { result: row.attestation.result, rationale: row.attestation.rationale },
    })),
    credit: atfCredit,
  };
}
