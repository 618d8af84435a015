/**
 * What an untrusted answer teaches the agent that is given it: every address, host, account and id in the answer as it is
 * returned, as digests. They are recorded with the outcome, before the answer leaves; so any Gateway knows them at the agent's
 * next call. What cannot be read here (an image, a sound, bytes) may say anything, and counts as teaching everything.
 */
import { everything, learnedDigests } from '@gamut/policy/recipients';
import type { Answer, AnswerItem } from './answer.ts';

export function learnedFrom(tenant: string, answer: Answer): string[] {
  if (answer.content.some(isOpaque)) return [everything];
  const items = answer.content.map((item) => (item.type === 'text' ? item.text : JSON.stringify(item)));
  const structured = answer.structuredContent === undefined ? [] : [JSON.stringify(answer.structuredContent)];
  return learnedDigests(tenant, [...items, ...structured].join('\n'));
}

function isOpaque(item: AnswerItem): boolean {
  if (item.type === 'image' || item.type === 'audio') return true;
  if (item.type !== 'resource') return false;
  const resource = item['resource'] as { readonly blob?: unknown } | undefined;
  return resource?.blob !== undefined;
}
