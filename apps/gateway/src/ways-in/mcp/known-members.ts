/**
 * A tool call says what to do and nothing about who asks: the agent comes from the credential alone (architecture.md, step 1).
 * A member of `params` that no revision of MCP knows, another agent's name for one, is refused and not passed over in silence.
 */
import { AppError } from '@gamut/kernel/app-error';

/** Of tools/call in revisions 2025-11-25 and 2026-07-28. */
const members = new Set(['name', 'arguments', '_meta', 'task', 'inputResponses', 'requestState']);

/** @throws AppError `unknown_field` */
export function assertKnownMembers(message: unknown): void {
  const { method, params } = (message ?? {}) as { method?: unknown; params?: unknown };
  if (method !== 'tools/call' || typeof params !== 'object' || params === null) return;
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
