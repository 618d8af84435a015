/**
 * What whoever approves an action is shown of it: everything that it is asked with, account and card numbers too, and no secret. What
 * can not be shown so, because it is too long to be read or because a secret stands where the call reaches, is no question that a
 * person can answer: it opens no approval (product.md section 4). Pure, so a replay says the same.
 */
import { canonicalJson, type JsonValue } from '@gamut/kernel/canonical-json';
import { redactJson } from '@gamut/redaction/redact-json';
import { createRedactor, detectors } from '@gamut/redaction/redactor';
import { withoutPlaceholders } from '@gamut/redaction/span';
import { allByPointer } from './json-pointer.ts';
import { reason } from './reason-codes.ts';
import { recipientPointersOf } from './recipients.ts';
import type { ResolvedAction } from './resolve-action.ts';
import type { Reason } from '@gamut/protocol/decision';

export const approverCharsMax = 60_000;
/** A mark is at most so many times as long as the shortest secret that it stands for. */
const marksLongerMax = 4;
/** No text that an approver is shown is longer. */
export const shownWholeCharsMax = approverCharsMax * marksLongerMax;

/** Longer than tokens and passwords are; what stands behind more than this is a text of its own, which nobody was shown. */
const hiddenCharsMax = 1_000;
/** Between the labels of a key any text may stand, under whatever mark. */
const keyLabel = /-----BEGIN [A-Z0-9 ]{0,64}PRIVATE KEY/g;
const labelsIn = (text: string): number => text.match(keyLabel)?.length ?? 0;

const redactor = createRedactor({ kinds: ['secret'] });
/** What is taken for a secret, by name: it stands in the policy's digest. */
export const secretDetectors: readonly string[] = detectors
  .filter(({ kind }) => kind === 'secret')
  .map(({ name }) => name);

/** The end of a text of which the rest was left out; no arguments end so, since theirs is a brace. */
const cutOff = /… \(\d{5,} characters in all\)$/;

export function isCutOff(shown: string): boolean {
  return cutOff.test(shown);
}

export type ShownToApprover =
  /** `exact`: nothing was struck out of it. */
  | { readonly kind: 'whole'; readonly text: string; readonly exact: boolean }
  /** More than anybody is shown. */
  | { readonly kind: 'cut'; readonly chars: number }
  /** What is taken for a secret hides more than one can be, or whom the call reaches. */
  | { readonly kind: 'struck'; readonly pointer: string };

export function shownToApprover(resolved: ResolvedAction): ShownToApprover {
  const { arguments: args } = resolved;
  if (typeof args === 'string') return { kind: 'struck', pointer: '' };
  const text = canonicalJson(args);
  if (text.length > approverCharsMax) return { kind: 'cut', chars: text.length };
  const shown = redactJson(redactor, args);
  if (shown === text) return { kind: 'whole', text, exact: true };
  if (text.length - withoutPlaceholders(shown).length > hiddenCharsMax || labelsIn(text) !== labelsIn(shown))
    return { kind: 'struck', pointer: '' };
  const pointer = lostIn(args, shown, judgedPointers(resolved));
  if (pointer !== undefined) return { kind: 'struck', pointer };
  return shown.length > shownWholeCharsMax
    ? { kind: 'cut', chars: shown.length }
    : { kind: 'whole', text: shown, exact: false };
}

/** @returns why nobody can be asked about this action; undefined when somebody can */
export function whyNotShownWhole(resolved: ResolvedAction): Reason | undefined {
  const shown = shownToApprover(resolved);
  if (shown.kind === 'whole') return undefined;
  if (shown.kind === 'cut')
    return reason(
      'approval_shown_cut',
      `A person has to approve this, and its arguments are too long to be shown whole: ${shown.chars} characters of at most ${approverCharsMax}.`,
    );
  const where = shown.pointer === '' ? 'the arguments' : `the argument at "${shown.pointer}"`;
  return reason(
    'approval_shown_struck',
    `A person has to approve this, and a secret in ${where} hides what they would approve.`,
  );
}

/** Where the tool's record says that the call reaches something, or how much it moves; where it does not, it may be anywhere. */
function judgedPointers({ tool, arguments: args }: ResolvedAction): readonly string[] {
  if (typeof tool === 'string') return [];
  const { targetPointers, recipientPointers = [], amountPointer } = tool.facts;
  const recipients = [...recipientPointers, ...recipientPointersOf(tool, args)];
  return [...targetPointers, ...recipients, amountPointer].filter((pointer) => pointer !== null);
}

/** What is not to be seen any more in a text with marks: a place that was swallowed, or one that has to stand there to the letter. */
export function lostIn(args: JsonValue, shown: string, exact: readonly string[]): string | undefined {
  let seen: unknown;
  try {
    seen = JSON.parse(shown);
  } catch {
    // what cannot be read any more has no shape, and no place of it is there
  }
  const swallowed = firstOtherShape(args, seen, '');
  if (swallowed !== undefined) return swallowed;
  return exact.find((pointer) => !same(allByPointer(args, pointer), allByPointer(seen, pointer)));
}

/** A mark stands inside of one text, and everything around it is what was sent. */
function firstOtherShape(sent: unknown, seen: unknown, at: string): string | undefined {
  if (typeof sent === 'string') return typeof seen === 'string' ? undefined : at;
  if (typeof sent !== 'object' || sent === null) return sent === seen ? undefined : at;
  if (typeof seen !== 'object' || seen === null || Array.isArray(sent) !== Array.isArray(seen)) return at;
  const [own, other] = [Object.entries(sent), Object.keys(seen)];
  if (own.length !== other.length) return at;
  for (const [name, value] of own) {
    const inner = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(seen, name)) return at;
    const lost = firstOtherShape(value, (seen as Record<string, unknown>)[name], inner);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function same(one: readonly unknown[] | undefined, other: readonly unknown[] | undefined): boolean {
  return textOf(one) === textOf(other);
}

function textOf(found: readonly unknown[] | undefined): string {
  return canonicalJson((found ?? []).map((one) => (one === undefined ? [] : [one])) as JsonValue);
}
