/**
 * A tool call says what to do and nothing about who asks: the agent comes from the credential alone (architecture.md, step 1).
 * A member of `params` that no revision of MCP knows, another agent's name for one, is refused and not passed over in silence.
 * Arguments that are no object go on to the decision beside the message, so that they are refused and recorded as any others.
 */
import { AppError } from '@gamut/kernel/app-error';

/** Of tools/call in revisions 2025-11-25 and 2026-07-28. */
const members = new Set(['name', 'arguments', '_meta', 'task', 'inputResponses', 'requestState']);

export interface ReadMessage {
  /** As MCP's own checks take it. */
  readonly message: unknown;
  /** What stood in the place of the arguments, where it is no object. */
  readonly given: { readonly arguments: unknown } | undefined;
}

/** @throws AppError `unknown_field` or `bad_request` */
export function readMessage(message: unknown): ReadMessage {
  if (Array.isArray(message))
    throw new AppError('bad_request', 'MCP has no batches.', {
      fix: 'Send one JSON-RPC message in each request.',
      who: 'the caller',
    });
  if (!isRecord(message) || message['method'] !== 'tools/call') return { message, given: undefined };
  const { params } = message;
  if (!isRecord(params)) throw noCall('params is no object.');
  assertKnownMembers(params);
  const { name, arguments: args } = params;
  if (typeof name !== 'string') throw noCall('params.name is no text.');
  if (args === undefined || isRecord(args)) return { message, given: undefined };
  return { message: { ...message, params: { ...params, arguments: {} } }, given: { arguments: args } };
}

function assertKnownMembers(params: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(params).find((name) => !members.has(name));
  if (unknown === undefined) return;
  throw new AppError(
    'unknown_field',
    `The member ${JSON.stringify(unknown.slice(0, 60))} of params is none that a tool call has.`,
    {
      fix: 'Leave it out. What the tool is to work on belongs into params.arguments; which agent calls is said by the token alone.',
      who: 'whoever runs the agent',
    },
  );
}

function noCall(what: string): AppError {
  return new AppError('bad_request', `This is no call of a tool: ${what}`, {
    fix: 'Send params with a name, the text that tools/list shows, and arguments, an object.',
    who: 'whoever runs the agent',
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
