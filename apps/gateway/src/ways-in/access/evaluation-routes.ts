/**
 * AuthZEN Authorization API 1.0 on Gateway: a question, answered by the same decision on the same facts as a call would be,
 * and recorded as a question. No token comes of it, no approval or incident is opened, no limit is used up, and nothing can
 * be performed with the answer. What could not be recorded is answered with `false`.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { DecisionPoint } from '../../decide/decision-point.ts';
import type { UsageCounter } from '../../decide/usage-counter.ts';
import type { Passed, Refusal } from '../../decide/verdict.ts';
import type { AgentRoute, CallerOfAgent } from '../agent-door.ts';
import { readEvaluation, readEvaluations, type Evaluation, type Semantic } from './read-evaluation.ts';

export interface EvaluationParts {
  readonly decisions: DecisionPoint;
  /** Counts questions, apart from calls. */
  readonly questions: UsageCounter;
  /** Of one agent in any minute. */
  readonly perMinuteMax: number;
}

interface Answer {
  readonly decision: boolean;
  readonly context: object;
}

export function evaluationRoutes(parts: EvaluationParts): readonly AgentRoute[] {
  return [
    {
      url: '/access/v1/evaluation',
      answer: async (caller, body) => ({
        status: 200,
        body: await evaluate(parts, caller, readEvaluation(body)),
      }),
    },
    {
      url: '/access/v1/evaluations',
      answer: async (caller, body) => {
        const many = readEvaluations(body);
        if (many === undefined)
          return { status: 200, body: await evaluate(parts, caller, readEvaluation(body)) };
        return { status: 200, body: { evaluations: await evaluateAll(parts, caller, many) } };
      },
    },
  ];
}

async function evaluateAll(
  parts: EvaluationParts,
  caller: CallerOfAgent,
  { semantic, evaluations }: { semantic: Semantic; evaluations: readonly (Evaluation | string)[] },
): Promise<readonly Answer[]> {
  // the nonce of a signed request is spent with its first question; the others have their own
  const ask = (one: Evaluation | string, place: number): Promise<Answer> =>
    typeof one === 'string'
      ? Promise.resolve({ decision: false, context: { error: { status: 400, message: one } } })
      : evaluate(parts, place === 0 ? caller : { ...caller, nonce: undefined }, one);
  if (semantic === 'execute_all') return Promise.all(evaluations.map(ask));
  const ends = semantic === 'permit_on_first_permit';
  const answers: Answer[] = [];
  for (const [place, one] of evaluations.entries()) {
    const answer = await ask(one, place);
    answers.push(answer);
    if (answer.decision === ends) break;
  }
  return answers;
}

async function evaluate(
  { decisions, questions, perMinuteMax }: EvaluationParts,
  { who, nonce }: CallerOfAgent,
  question: Evaluation,
): Promise<Answer> {
  const { tenant, agent, credentialId } = who;
  if (questions.count(tenant, agent.id, '').agentCalls >= perMinuteMax)
    throw new AppError('too_many_requests', 'This agent asks too much in one minute.', {
      fix: 'Ask for several evaluations less often.',
      who: 'whoever runs the agent',
      retryAfterSeconds: 60,
    });
  const mismatch = mismatchOf(question, agent.id);
  if (mismatch !== undefined) return { decision: false, context: { reason: mismatch } };
  const verdict = await decisions.consider({
    tenant,
    agent,
    credentialId,
    tool: question.tool,
    arguments: question.arguments,
    ...(nonce === undefined ? {} : { nonce }),
    way: { kind: 'question' },
  });
  return answerOf(verdict, question);
}

/** What is asked is not about what Gateway decides on: an agent that calls a tool, and asks about itself. */
function mismatchOf({ subject, resourceType }: Evaluation, agentId: string): string | undefined {
  if (subject.type !== 'agent') return 'Gateway decides on subjects of type agent.';
  if (subject.id !== agentId) return 'An agent may ask about itself alone.';
  return resourceType === 'tool' ? undefined : 'Gateway decides on resources of type tool.';
}

/** `true` stands for what passes whole: a safe form is less than what was asked for, and the caller could not reduce it. */
function answerOf(verdict: Passed | Refusal, { action }: Evaluation): Answer {
  const { decision, decisionId } = verdict;
  const context = { id: decisionId, decision: decision.kind, reasons: decision.reasons };
  if (verdict.kind === 'refused') {
    const replayed = decision.reasons.some((reason) => reason.code === 'replayed');
    if (replayed)
      throw new AppError('replayed', 'This signed question was already answered.', { who: 'the caller' });
    return { decision: false, context: { ...context, recorded: verdict.receipt !== null } };
  }
  if (action !== 'call' && action !== verdict.action.actionType) {
    const reason = `By its record the tool does what is of type ${verdict.action.actionType}, not ${action}.`;
    return { decision: false, context: { ...context, reason, recorded: true } };
  }
  return { decision: decision.kind !== 'degrade', context: { ...context, recorded: true } };
}
