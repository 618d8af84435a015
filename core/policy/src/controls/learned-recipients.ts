/**
 * Control 7, its second half: a recipient that an untrusted answer taught to the agent needs a person, whatever the gates say.
 * Instructions hidden in a document can then choose no address, host or account by themselves (product.md 4, trust labels).
 */
import type { Reason } from '@gamut/protocol/decision';
import { reason } from '../reason-codes.ts';
import { found, type Control, type ControlInput } from './control.ts';

const namedMax = 8;

export function learnedRecipientsAsk(gate: Control): Control {
  return (input) => {
    const finding = gate(input);
    const gaps = learnedGaps(input);
    if (gaps.length === 0) return finding;
    return found(`${finding.saw}; ${gaps.length} recipients learned`, ...finding.reasons, ...gaps);
  };
}

/** The value itself is not repeated: reasons are journalled for good, and an address can name a person. */
function learnedGaps({ learned, resolved }: ControlInput): Reason[] {
  if (learned === undefined || resolved.recipients.length === 0) return [];
  return learned
    .slice(0, namedMax)
    .map(({ pointer, tool, decision, at }) =>
      reason(
        'recipient_learned',
        `The recipient at "${pointer}" came from an untrusted answer: tool ${tool}, decision ${decision}, ${at}.`,
      ),
    );
}
