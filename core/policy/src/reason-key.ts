/**
 * What an approval answers: not every reason of a code, but the one that its approver was shown. A key names a reason by its
 * code and by what it is about: a rule's version, an argument and where it was learned, a window (product.md 4: "a new reason
 * asks anew"). A reason of before, with a code alone, answers a code alone and nothing narrower.
 */
import type { Reason } from '@gamut/protocol/decision';

/** No code holds a colon, so a key with one never equals a code. */
export function reasonKey({ code, about }: Pick<Reason, 'code' | 'about'>): string {
  return about === undefined ? code : `${code}:${about}`;
}
