/**
 * Whom or what a consequential call reaches, and whether an untrusted answer taught it to the agent. Where recipients stand
 * in the arguments is said by the tool's record; a value that a person has put into the permission by name is vouched for.
 */
import { encodeBase64url } from '@gamut/kernel/base64url';
import { sha256 } from '@gamut/crypto/hash';
import type { ActionType } from '@gamut/kernel/agentic-terms';
import {
  learnedDigestsMax,
  learnedRecipientsMax,
  type LearnedOrigin,
  type LearnedRecipient,
} from '@gamut/protocol/learned-origin';
import { findAddresses, recipientForms } from './addresses.ts';
import { hasEffect } from './has-effect.ts';
import type { IndexedTool } from './indexed-facts.ts';
import { foldLetters } from './fold-letters.ts';
import { allByPointer, stepsOf } from './json-pointer.ts';

export interface Recipient {
  readonly pointer: string;
  readonly digests: readonly string[];
}

/** Beyond this much text nothing is looked for: all counts as learned. Looking through it holds up every other call. */
const learnedCharsMax = 262_144;
/** Of what one argument names. */
const soughtCharsMax = 16_384;
const soughtFormsMax = learnedDigestsMax / 4;
export const everything = '*';
/** Reaches somebody by its nature: where nobody knows in which argument, in any, names of arguments included. */
const reachesOut: ReadonlySet<ActionType> = new Set(['external', 'financial', 'admin']);
const anywhere = '';

/** What an answer teaches the agent that is given it. */
export function learnedDigests(tenant: string, text: string): string[] {
  if (text.length > learnedCharsMax) return [everything];
  const forms = findAddresses(text, learnedDigestsMax);
  return forms.size > learnedDigestsMax ? [everything] : [...forms].map((form) => digestOf(tenant, form));
}

/**
 * Where in these arguments whoever the call reaches stands: at what is named, or in any (`''`) of a tool that reaches out and names
 * nobody, or of whose named places none is filled in this call, since another argument may have been taken for it.
 */
export function recipientPointersOf({ facts }: IndexedTool, args: unknown): readonly string[] {
  const { actionType, targetKind, targetPointers, recipientPointers = [] } = facts;
  if (!hasEffect(actionType)) return [];
  if (recipientPointers.some((pointer) => stepsOf(pointer) === undefined)) return [anywhere];
  const named = [...new Set([...(targetKind === 'text' ? targetPointers : []), ...recipientPointers])];
  return reachesOut.has(actionType) && !named.some((pointer) => isFilled(args, pointer)) ? [anywhere] : named;
}

/** Of a list every item: in one that lacks it something else would reach somebody. */
function isFilled(args: unknown, pointer: string): boolean {
  return allByPointer(args, pointer)?.every((found) => textsIn(found).some(isSaid)) === true;
}

function isSaid(text: string): boolean {
  return text.trim() !== '';
}

/** @param vouched exact texts that a person has put into the permission */
export function recipientsOf(
  tenant: string,
  tool: IndexedTool,
  args: unknown,
  vouched: ReadonlySet<string>,
): Recipient[] {
  const found: Recipient[] = [];
  for (const pointer of recipientPointersOf(tool, args)) {
    const texts = textsIn(allByPointer(args, pointer)).filter((text) => isSaid(text) && !vouched.has(text));
    if (texts.length > 0)
      found.push({ pointer, digests: formsOf(texts)?.map((form) => digestOf(tenant, form)) ?? [everything] });
  }
  // in all they are too many to be looked up
  const distinct = new Set(found.flatMap((one) => one.digests));
  return distinct.size <= learnedDigestsMax
    ? found
    : found.map(({ pointer }) => ({ pointer, digests: [everything] }));
}

/** @returns undefined for what is too much to be named one by one: it is looked up as if each had been learned */
function formsOf(texts: readonly string[]): string[] | undefined {
  if (texts.reduce((chars, text) => chars + text.length, 0) > soughtCharsMax) return undefined;
  const forms = new Set<string>();
  for (const text of texts) {
    for (const form of recipientForms(text, learnedDigestsMax)) forms.add(form);
    if (forms.size > soughtFormsMax) return undefined;
  }
  // a name that no answer can teach by its form is a recipient all the same, for when everything was taught
  return forms.size > 0 ? [...forms] : [`text:${foldLetters(texts.join('\n'))}`];
}

/**
 * Which recipients were learned, and where from: of each tool that taught any of an argument the newest answer. Else whatever was read
 * last would stand for all that was read before it.
 */
export function learnedRecipients(
  recipients: readonly Recipient[],
  origins: readonly LearnedOrigin[],
): LearnedRecipient[] {
  const toolsMax = Math.max(1, Math.floor(learnedRecipientsMax / recipients.length));
  const newestFirst = [...origins].sort((a, b) => (momentOf(a) < momentOf(b) ? 1 : -1));
  return recipients.flatMap(({ pointer, digests }): LearnedRecipient[] => {
    const sought = new Set(digests);
    const byTool = new Map<string, LearnedRecipient>();
    for (const { digest, tool, decision, at } of newestFirst)
      if (digest === everything || sought.has(everything) || sought.has(digest))
        if (!byTool.has(tool)) byTool.set(tool, { pointer, tool, decision, at });
    return [...byTool.values()].slice(0, toolsMax).sort((a, b) => (a.tool < b.tool ? -1 : 1));
  });
}

/** Of two answers of one moment the one that was decided later is the newer. */
function momentOf({ at, decision }: LearnedOrigin): string {
  return `${at}\n${decision}`;
}

function digestOf(tenant: string, form: string): string {
  return encodeBase64url(sha256(`gamut-learned/1\n${tenant}\n${form}`)).slice(0, 22);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    Array.isArray(value) ? textsIn(member) : [name, ...textsIn(member)],
  );
}
