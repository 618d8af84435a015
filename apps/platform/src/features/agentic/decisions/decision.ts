/** A decision as the API shows it: the row of a list, and the whole with trace, reasons, outcome and its place in the journal. */
import { Type, type Static } from 'typebox';
import { Reason, TenantRuleVerdict, TraceStep } from '@gamut/protocol/decision';
import { closed, named, orNull, Sha256, Time } from '../../../http/schema-words.ts';

const OrNullText = orNull(Type.String());

const row = {
  id: Type.String(),
  seq: Type.Integer(),
  at: Time,
  agentId: Type.String(),
  agentName: Type.String(),
  tool: Type.String(),
  connector: OrNullText,
  actionType: OrNullText,
  dataClass: OrNullText,
  risk: OrNullText,
  kind: Type.String(),
  reasonCodes: Type.Array(Type.String()),
  state: Type.String(),
  approvalId: OrNullText,
  incidentId: OrNullText,
};

export const DecisionRow = Type.Object(row, named('DecisionRow'));
export type DecisionRow = Static<typeof DecisionRow>;

export const JournalPlace = Type.Object({ stream: Type.String(), seq: Type.Integer(), hash: Sha256 }, closed);

export const Outcome = Type.Object(
  {
    state: Type.String(),
    at: Time,
    answerSha256: orNull(Sha256),
    answerBytes: Type.Integer(),
    redactions: Type.Record(Type.String(), Type.Integer()),
    degraded: OrNullText,
    detail: OrNullText,
    tookMs: Type.Number(),
    journal: orNull(JournalPlace),
  },
  named('Outcome'),
);
export type Outcome = Static<typeof Outcome>;

export const DecisionDetail = Type.Object(
  {
    ...row,
    level: OrNullText,
    target: OrNullText,
    argumentsShown: OrNullText,
    actionSha256: Sha256,
    factsVersion: Type.Integer(),
    factsSha256: Sha256,
    policySha256: Sha256,
    buildSha256: Sha256,
    decidedInNs: Type.Integer(),
    reasons: Type.Array(Reason),
    trace: Type.Array(TraceStep),
    tenantRules: Type.Array(TenantRuleVerdict, {
      description: 'the rules of the tenant that were asked, and what each said',
    }),
    outcome: orNull(Outcome),
    journal: JournalPlace,
  },
  named('Decision'),
);
export type DecisionDetail = Static<typeof DecisionDetail>;
