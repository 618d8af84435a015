/**
 * AuthZEN Authorization API 1.0 on Gateway: a question, answered by the same decision on the same facts as a call would be,
 * and recorded as a question. No token comes of it, no approval or incident is opened, no limit is used up, and nothing can
 * be performed with the answer. What could not be recorded is answered with `false`.
 */
import { AppError } from '@gamut/kernel/app-error';
import type { DecisionPoint } from '../../decide/decision-point.ts';
import type { RecordUnread } from '../../decide/record-unread.ts';
import type { UsageCounter } from '../../decide/usage-counter.ts';
import type { Passed, Refusal } from '../../decide/verdict.ts';
import type { AgentRoute, CallerOfAgent } from '../agent-door.ts';
import {
  badRequest,
  readEvaluation,
  readEvaluations,
  type Evaluation,
  type Evaluations,
} from './read-evaluation.ts';

export interface EvaluationParts {
  readonly decisions: DecisionPoint;
  readonly recordUnread: RecordUnread;
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
  const one = async (caller: CallerOfAgent, body: unknown) => {
    const question = readEvaluation(body);
    if (typeof question === 'string') {
      await recordUnreadable(parts, caller, question);
      throw badRequest(question);
    }
    return { status: 200, body: await evaluate(parts, caller, question) };
  };
  return [
    { url: '/access/v1/evaluation', answer: one },
    {
      url: '/access/v1/evaluations',
      answer: async (caller, body) => {
        const many = readEvaluations(body);
        if (typeof many === 'string') {
          await recordUnreadable(parts, caller, many);
          throw badRequest(many);
        }
        if (many === undefined) return one(caller, body);
        return { status: 200, body: { evaluations: await evaluateAll(parts, caller, many) } };
      },
    },
  ];
}

const asQuestion = { kind: 'question' } as const;

function recordUnreadable({ recordUnread }: EvaluationParts, { who }: CallerOfAgent, because: string) {
  return recordUnread(who, because, { way: asQuestion });
}

async function evaluateAll(
  parts: EvaluationParts,
  caller: CallerOfAgent,
  { semantic, evaluations }: Evaluations,
): Promise<readonly Answer[]> {
  // however many they are, they are one entry
  const unread = evaluations.filter((one) => typeof one === 'string');
  if (unread[0] !== undefined)
    await recordUnreadable(
      parts,
      caller,
      `${unread.length} of ${evaluations.length} questions: ${unread[0]}`,
    );
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
  { decisions, recordUnread, questions, perMinuteMax }: EvaluationParts,
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
  if (mismatch !== undefined) {
    const about = { tool: question.tool, code: 'question_of_another', nonce, way: asQuestion } as const;
    const id = await recordUnread(who, mismatch, about);
    const recorded = id !== undefined;
    return { decision: false, context: { ...(recorded ? { id } : {}), reason: mismatch, recorded } };
  }
  const verdict = await decisions.consider({
    tenant,
    agent,
    credentialId,
    tool: question.tool,
    arguments: question.arguments,
    ...(nonce === undefined ? {} : { nonce }),
    way: question.action === 'call' ? asQuestion : { ...asQuestion, actionType: question.action },
  });
  return answerOf(verdict);
}

/** What is asked is not about what Gateway decides on: an agent that calls a tool, and asks about itself. */
function mismatchOf({ subject, resourceType }: Evaluation, agentId: string): string | undefined {
  if (subject.type !== 'agent') return 'Gateway decides on subjects of type agent.';
  if (subject.id !== agentId) return 'An agent may ask about itself alone.';
  return resourceType === 'tool' ? undefined : 'Gateway decides on resources of type tool.';
}

/** `true` stands for what passes whole: a safe form is less than what was asked for, and the caller could not reduce it. */
function answerOf(verdict: Passed | Refusal): Answer {
  const { decision, decisionId } = verdict;
  const context = { id: decisionId, decision: decision.kind, reasons: decision.reasons };
  if (verdict.kind === 'refused') {
    const replayed = decision.reasons.some((reason) => reason.code === 'replayed');
    if (replayed)
      throw new AppError('replayed', 'This signed question was already answered.', { who: 'the caller' });
    return { decision: false, context: { ...context, recorded: verdict.receipt !== null } };
  }
  return { decision: decision.kind !== 'degrade', context: { ...context, recorded: true } };
}
