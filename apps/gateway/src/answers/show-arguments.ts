/**
 * The arguments as an approver and an auditor may see them: canonical, with credentials and card numbers struck out, bounded.
 * They are kept sealed and never enter the journal; the digest there is over the arguments themselves.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { redactJson } from '@gamut/redaction/redact-json';
import { createRedactor } from '@gamut/redaction/redactor';
import type { ResolvedAction } from '@gamut/policy/resolve-action';
import { clipJson } from './clip-json.ts';

const charsMax = 60_000;
/** From here on only the beginning is gone through for what is to be struck out. */
const clippedFrom = 100_000;
/** What stands at its end may be the half of something that should have been: it is not shown. */
const endLeftOut = 10_000;
const redactor = createRedactor({ kinds: ['secret', 'payment'] });

export function showArguments({ arguments: asked }: ResolvedAction): string {
  if (typeof asked === 'string') return `unreadable: ${asked}`;
  const chars = canonicalJson(asked).length;
  if (chars > clippedFrom) {
    const clipped = clipJson(asked, charsMax + endLeftOut);
    const text = upToOpenKey(canonicalJson(clipped), redactJson(redactor, clipped));
    return cut(text, Math.min(charsMax, Math.max(0, text.length - endLeftOut)), chars);
  }
  const text = redactJson(redactor, asked);
  return text.length > charsMax ? cut(text, charsMax, text.length) : text;
}

/** Of a key that is opened and not closed before the text was clipped nothing is shown, and what stands before it up to the first mark. */
function upToOpenKey(clipped: string, shown: string): string {
  const opened = clipped.indexOf('-----BEGIN ', clipped.lastIndexOf('-----END ') + 1);
  if (opened < 0) return shown;
  const mark = shown.indexOf('[redacted:');
  return shown.slice(0, mark < 0 ? opened : Math.min(opened, mark));
}

function cut(text: string, at: number, inAll: number): string {
  return `${text.slice(0, at).toWellFormed()}… (${inAll} characters in all)`;
}
