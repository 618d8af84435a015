/**
 * An approval: one exact action, sealed, that waits for named people, and what became of it. It stays readable for ever, with
 * every vote, what its voter was shown, and what happened next (product text, section 4).
 */
import { Type, type Static } from 'typebox';
import { Reason, TraceStep } from '@gamut/protocol/decision';
import { approvalStatuses, killTargets } from '@gamut/kernel/agentic-terms';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  Sha256,
  Time,
} from '../../../http/schema-words.ts';
import { JournalPlace, Outcome } from '../decisions/decision.ts';
import { BreakGlassShown } from './break-glass.ts';

const OrNullText = orNull(Type.String());

const row = {
  id: idOf('apr'),
  status: oneOf(approvalStatuses),
  agentId: idOf('agt'),
  agentName: Type.String(),
  tool: Type.String(),
  target: OrNullText,
  risk: OrNullText,
  requestedAt: Time,
  expiresAt: Time,
  decidedAt: orNull(Time),
  decidedByName: OrNullText,
  votesNeeded: Type.Integer(),
  votesGiven: Type.Integer(),
  stoppedBy: orNull(
    Type.Object(
      { id: idOf('kil'), target: oneOf(killTargets), reason: Type.String() },
      { ...closed, description: 'the kill switch because of which it can’t be used now; it stays as it is' },
    ),
  ),
};

export const ApprovalRow = Type.Object(row, named('ApprovalRow'));
export type ApprovalRow = Static<typeof ApprovalRow>;

const ApprovalStageShown = Type.Object(
  {
    gateId: OrNullText,
    gateName: OrNullText,
    approverRole: Type.String(),
    approvers: Type.Array(NamedRef, {
      description: 'the people whom the gate names; none: whoever holds the role',
    }),
    needed: Type.Number(),
    given: Type.Integer(),
    passed: Type.Boolean(),
  },
  named('ApprovalStage'),
);

export const ApprovalVote = Type.Object(
  {
    id: idOf('vot'),
    person: NamedRef,
    inPlaceOf: orNull(NamedRef),
    delegationId: OrNullText,
    verdict: oneOf(['approved', 'refused', 'broke_glass'] as const),
    note: Type.String(),
    at: Time,
    counts: Type.Boolean(),
    countsNotBecause: OrNullText,
    withdrawnBecause: OrNullText,
    mayWithdraw: Type.Boolean({ description: 'the reader gave it and may take it back' }),
    reasonCodes: Type.Array(Type.String(), { description: 'what the voter was shown' }),
    shownSha256: Sha256,
  },
  named('ApprovalVote'),
);
export type ApprovalVote = Static<typeof ApprovalVote>;

const SimilarApproval = Type.Object(
  {
    id: idOf('apr'),
    status: oneOf(approvalStatuses),
    requestedAt: Time,
    decidedByName: OrNullText,
    note: OrNullText,
    sameAction: Type.Boolean({ description: 'the very same action, not only the same agent and tool' }),
  },
  named('SimilarApproval'),
);

export const Approval = Type.Object(
  {
    ...row,
    decisionId: Type.String(),
    connector: OrNullText,
    actionType: OrNullText,
    dataClass: OrNullText,
    argumentsShown: OrNullText,
    mayOpenArguments: Type.Boolean({ description: 'the reader is shown the arguments whole, on record' }),
    actionSha256: Sha256,
    schemaSha256: Sha256,
    shownSha256: Sha256,
    approverRole: Type.String(),
    stages: Type.Array(ApprovalStageShown),
    votes: Type.Array(ApprovalVote),
    reasons: Type.Array(Reason),
    trace: Type.Array(TraceStep),
    note: OrNullText,
    consumedAt: orNull(Time),
    consumedByDecision: OrNullText,
    usedBy: orNull(
      Type.Object({ decisionId: Type.String(), kind: Type.String(), state: Type.String(), at: Time }, closed),
    ),
    endedAt: orNull(Time),
    endedBecause: OrNullText,
    mayDecide: Type.Boolean(),
    mayNotBecause: OrNullText,
    votesInPlaceOf: orNull(NamedRef),
    mayBreakGlass: Type.Boolean(),
    mayNotBreakGlassBecause: OrNullText,
    breakGlass: orNull(BreakGlassShown),
    agentOwner: OrNullText,
    askedBy: orNull(
      Type.Object(
        {
          credentialId: Type.String(),
          credentialName: OrNullText,
          issuers: Type.Array(NamedRef, {
            description: 'who issued it, or one before it: they may hold its token, so they do not decide',
          }),
        },
        { ...closed, description: 'the credential by which the agent asked; null: not known' },
      ),
    ),
    similar: Type.Array(SimilarApproval),
    outcome: orNull(Outcome),
    journal: orNull(JournalPlace),
  },
  named('Approval'),
);
export type Approval = Static<typeof Approval>;

export const ApprovalAnswer = Type.Object(
  {
    note: ReasonText,
    shownSha256: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{64}$',
        description: 'of the approval as it was read: refused when something else stands there now',
      }),
    ),
  },
  named('ApprovalAnswer'),
);
export type ApprovalAnswer = Static<typeof ApprovalAnswer>;

export const approvalViews = ['all', 'waiting_for_me', 'mine'] as const;
export type ApprovalView = (typeof approvalViews)[number];

export const ApprovalCounts = Type.Object(
  {
    waitingForMe: Type.Integer(),
    pending: Type.Integer(),
    approvedUnused: Type.Integer(),
    breakGlassToReview: Type.Integer(),
    breakGlassOverdue: Type.Integer(),
  },
  named('ApprovalCounts'),
);
