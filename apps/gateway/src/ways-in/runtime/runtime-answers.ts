/**
 * What a runtime is told: a decision is always 200, whatever it says; a call that was not performed is never a success, so
 * that a client that looks at the status alone can't take a refusal, or a doubt, for a performed action.
 */
import { AppError } from '@gamut/kernel/app-error';
import { problemOf } from '@gamut/service/problem';
import { refusalResult, unfinishedResult, withheldResult } from '../../answers/refusal-result.ts';
import type { Allowed, Passed, Refusal } from '../../decide/verdict.ts';
import type { Performed } from '../../perform/perform-action.ts';
import type { DoorAnswer } from '../agent-door.ts';

export function refusedDecision(refusal: Refusal, consoleUrl: string): object {
  const { receipt } = refusal;
  return {
    ...refusalResult(refusal, consoleUrl).structuredContent,
    ...(receipt === null ? {} : { receipt }),
  };
}

export function passedAnswer(passed: Passed, token: string, expiresMs: number): object {
  const { decision, decisionId, receipt } = passed;
  return {
    decision: decision.kind,
    reasons: decision.reasons,
    decision_id: decisionId,
    recorded: true,
    receipt,
    token,
    token_expires_at: new Date(expiresMs).toISOString(),
  };
}

export function refusedPerforming(refusal: Refusal, consoleUrl: string): DoorAnswer {
  const told = refusalResult(refusal, consoleUrl).structuredContent;
  const waits = refusal.approval !== null;
  const error = new AppError(
    'forbidden',
    waits
      ? 'This action waits for a person. Nothing was performed.'
      : 'Blocked by Gamut. Nothing was performed.',
    { who: 'see the reasons' },
  );
  return { status: 403, body: { ...problemOf(error), ...told } };
}

export function performedAnswer({ allowed, decision }: Allowed, performed: Performed): DoorAnswer {
  const { decisionId, receipt } = allowed;
  if (performed.kind === 'unfinished') {
    const { state, detail } = performed;
    const told = unfinishedResult(state, detail, decisionId, performed.receipt).structuredContent;
    const error = new AppError('dependency_failed', detail, { who: 'whoever runs the tool server' });
    return { status: 502, body: { ...problemOf(error), ...told } };
  }
  if (performed.kind === 'withheld') {
    const { detail } = performed;
    const told = withheldResult(detail, decisionId, performed.receipt).structuredContent;
    const error = new AppError('dependency_failed', detail, { who: 'whoever runs the tool server' });
    return { status: 502, body: { ...problemOf(error), ...told, outcome_receipt: performed.receipt } };
  }
  const { answer, reduced } = performed;
  return {
    status: 200,
    body: {
      outcome: answer.isError === true ? 'failed' : 'done',
      decision: decision.kind,
      decision_id: decisionId,
      receipt,
      outcome_receipt: performed.receipt,
      ...(reduced === null ? {} : { reduced }),
      answer,
    },
  };
}
