/**
 * An approval: one exact action, sealed, that waits for a named person, and what became of it. It stays readable for ever,
 * with what happened next (product text, section 4).
 */
import { Type, type Static } from 'typebox';
import { Reason, TraceStep } from '@gamut/protocol/decision';
import { approvalStatuses } from '@gamut/kernel/agentic-terms';
import { idOf, named, oneOf, orNull, ReasonText, Sha256, Time } from '../../../http/schema-words.ts';
import { JournalPlace, Outcome } from '../decisions/decision.ts';

const OrNullText = orNull(Type.String());

const row = {
  id: idOf('apr'),
  status: oneOf(approvalStatuses),
  agentId: idOf('agt'),
  agentName: Type.String(),
  tool: Type.String(),
  target: OrNullText,
  requestedAt: Time,
  expiresAt: Time,
  decidedAt: orNull(Time),
  decidedByName: OrNullText,
};

export const ApprovalRow = Type.Object(row, named('ApprovalRow'));
export type ApprovalRow = Static<typeof ApprovalRow>;

export const Approval = Type.Object(
  {
    ...row,
    decisionId: Type.String(),
    connector: OrNullText,
    actionType: OrNullText,
    dataClass: OrNullText,
    risk: OrNullText,
    argumentsShown: OrNullText,
    actionSha256: Sha256,
    schemaSha256: Sha256,
    approverRole: Type.String(),
    reasons: Type.Array(Reason),
    trace: Type.Array(TraceStep),
    note: OrNullText,
    consumedAt: orNull(Time),
    consumedByDecision: OrNullText,
    mayDecide: Type.Boolean(),
    mayNotBecause: OrNullText,
    agentOwner: OrNullText,
    outcome: orNull(Outcome),
    journal: orNull(JournalPlace),
  },
  named('Approval'),
);
export type Approval = Static<typeof Approval>;

export const ApprovalAnswer = Type.Object({ note: ReasonText }, named('ApprovalAnswer'));
