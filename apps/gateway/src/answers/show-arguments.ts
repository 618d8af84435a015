/**
 * The arguments as an approver and an auditor may see them: canonical, with credentials and card numbers struck out, bounded.
 * They are kept sealed and never enter the journal; the digest there is over the arguments themselves.
 */
import { redactJson } from '@gamut/redaction/redact-json';
import { createRedactor } from '@gamut/redaction/redactor';
import type { ResolvedAction } from '@gamut/policy/resolve-action';

const charsMax = 60_000;
const redactor = createRedactor({ kinds: ['secret', 'payment'] });

export function showArguments(resolved: ResolvedAction): string {
  if (typeof resolved.arguments === 'string') return `unreadable: ${resolved.arguments}`;
  const text = redactJson(redactor, resolved.arguments);
  return text.length > charsMax
    ? `${text.slice(0, charsMax).toWellFormed()}… (${text.length} characters in all)`
    : text;
}
