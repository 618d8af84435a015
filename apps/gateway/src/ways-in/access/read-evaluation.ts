/**
 * Reads a question in the words of the OpenID AuthZEN Authorization API 1.0 (sections 5 to 7): subject, action, resource and
 * context, with defaults for a list of evaluations. Members that the standard leaves to others are let pass and judged by
 * nobody: what decides is the tool's record and the arguments, never a property that the caller claims.
 */
import { AppError } from '@gamut/kernel/app-error';

export const evaluationsMax = 50;
export const semantics = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantic = (typeof semantics)[number];

export interface Evaluation {
  readonly subject: { readonly type: string; readonly id: string };
  /** `call`, or the action type that the caller takes it for. */
  readonly action: string;
  readonly tool: string;
  readonly resourceType: string;
  readonly arguments: unknown;
}

export interface Evaluations {
  readonly semantic: Semantic;
  /** A question that can't be read is an answer of its own, in words. */
  readonly evaluations: readonly (Evaluation | string)[];
}

type Members = Readonly<Record<string, unknown>>;
const textCharsMax = 256;

/** @returns words, where it can't be read */
export function readEvaluation(body: unknown): Evaluation | string {
  return evaluationOf(membersOf(body) ?? {});
}

/** @returns undefined when the body holds a single question (section 7.1); words, where it can't be read */
export function readEvaluations(body: unknown): Evaluations | string | undefined {
  const whole = membersOf(body);
  if (whole === undefined) return 'The body is not an object.';
  const list = whole['evaluations'];
  if (list === undefined || (Array.isArray(list) && list.length === 0)) return undefined;
  if (!Array.isArray(list)) return 'evaluations is not a list.';
  if (list.length > evaluationsMax)
    return `There are more than ${String(evaluationsMax)} evaluations in one request.`;
  const asked = membersOf(whole['options'])?.['evaluations_semantic'] ?? 'execute_all';
  const semantic = semantics.find((one) => one === asked);
  if (semantic === undefined) return 'options.evaluations_semantic is none that is known.';
  const { subject, action, resource, context } = whole;
  const evaluations = list.map((one: unknown) => {
    const own = membersOf(one);
    return own === undefined
      ? 'The evaluation is not an object.'
      : evaluationOf({ subject, action, resource, context, ...own });
  });
  return { semantic, evaluations };
}

function evaluationOf(question: Members): Evaluation | string {
  const subject = membersOf(question['subject']);
  const action = membersOf(question['action']);
  const resource = membersOf(question['resource']);
  if (question['context'] !== undefined && membersOf(question['context']) === undefined)
    return 'context is not an object.';
  const [type, id] = [textOf(subject?.['type']), textOf(subject?.['id'])];
  if (type === undefined || id === undefined) return 'subject needs a type and an id.';
  const name = textOf(action?.['name']);
  if (name === undefined) return 'action needs a name.';
  const [resourceType, tool] = [textOf(resource?.['type']), textOf(resource?.['id'])];
  if (resourceType === undefined || tool === undefined) return 'resource needs a type and an id.';
  const args = membersOf(action?.['properties'])?.['arguments'] ?? {};
  return { subject: { type, id }, action: name, resourceType, tool, arguments: args };
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length >= 1 && value.length <= textCharsMax ? value : undefined;
}

export function badRequest(message: string): AppError {
  return new AppError('bad_request', message, {
    fix: 'Ask as the AuthZEN Authorization API 1.0 says; docs/agentic-stack.md shows how an action is named.',
    who: 'the caller',
  });
}
