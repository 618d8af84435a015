/**
 * Control 7, its second half: a recipient that an untrusted answer taught to the agent needs a person, whatever the gates say.
 * Instructions hidden in a document can then choose no address, host or account by themselves (product.md 4, trust labels).
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { Reason } from '@gamut/protocol/decision';
import type { LearnedRecipient } from '@gamut/protocol/learned-origin';
import { reason } from '../reason-codes.ts';
import { found, type Control, type ControlInput } from './control.ts';

const namedMax = 8;

export function learnedRecipientsAsk(gate: Control): Control {
  return (input) => {
    const finding = gate(input);
    const gaps = learnedGaps(input);
    if (gaps.length === 0) return finding;
    const places = new Set(input.learned?.map(({ pointer }) => pointer));
    return found(`${finding.saw}; ${places.size} recipients learned`, ...finding.reasons, ...gaps);
  };
}

/** The value itself is not repeated: reasons are journalled for good, and an address can name a person. */
function learnedGaps({ learned, resolved }: ControlInput): Reason[] {
  if (learned === undefined || resolved.recipients.length === 0) return [];
  const named = learned
    .slice(0, namedMax)
    .map((one) =>
      reason(
        'recipient_learned',
        `${placeOf(one)} came from an untrusted answer: tool ${one.tool}, decision ${one.decision}, ${one.at}.`,
        taughtBy([one]),
      ),
    );
  const others = learned.slice(namedMax);
  if (others.length === 0) return named;
  const where = new Set(others.map(({ pointer }) => (pointer === '' ? 'any argument' : `"${pointer}"`)));
  const message = `${others.length} more untrusted answers named recipients, at ${[...where].join(', ')}.`;
  return [...named, reason('recipient_learned', message, taughtBy(others))];
}

/** A tool whose record names no recipients is asked about all of its arguments at once. */
function placeOf({ pointer }: LearnedRecipient): string {
  return pointer === '' ? 'A recipient among the arguments' : `The recipient at "${pointer}"`;
}

/**
 * The argument, whose text the action's digest holds already, and the tool that taught it. Not which answer of that tool: an
 * agent that reads the same page again before it goes on would ask for ever. A digest, since names of arguments are the caller's.
 */
function taughtBy(learned: readonly LearnedRecipient[]): string {
  return sha256Hex(canonicalJson(learned.map(({ pointer, tool }) => [pointer, tool]))).slice(0, 32);
}
