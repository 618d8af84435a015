/**
 * What an untrusted answer teaches the agent that is given it: every address, host, account and id in the answer as it is
 * returned, as digests. They are recorded with the outcome, before the answer leaves; so any Gateway knows them at the agent's
 * next call. What cannot be read here (an image, a sound, bytes) may say anything, and counts as teaching everything.
 */
import { everything, learnedDigests } from '@gamut/policy/recipients';
import type { Answer, AnswerItem } from './answer.ts';

export function learnedFrom(tenant: string, answer: Answer): string[] {
  if (answer.content.some(isOpaque)) return [everything];
  const items = answer.content.flatMap((item) =>
    item.type === 'text' ? [item.text] : [leavesOf(item).join(',\n')],
  );
  // as in JSON: a number goes on over a line break, and not over a comma
  const leaves = leavesOf(answer.structuredContent).join(',\n');
  return learnedDigests(tenant, [...items, leaves].join('\n'));
}

/** Names and values as they are, not as JSON writes them: an escape would stick to what stands beside it. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return Object.entries(value).flatMap(([name, member]) => [name, ...leavesOf(member)]);
}

function isOpaque(item: AnswerItem): boolean {
  if (item.type === 'image' || item.type === 'audio') return true;
  if (item.type !== 'resource') return false;
  const resource = item['resource'] as { readonly blob?: unknown } | undefined;
  return resource?.blob !== undefined;
}
