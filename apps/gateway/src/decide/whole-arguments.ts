/**
 * What an action is asked with, account and card numbers included, where readers of decisions see them struck out: for whoever is asked
 * to approve it, and for deriving what passed again. Never a secret, and nothing of what was blocked.
 */
import { shownToApprover } from '@gamut/policy/shown-to-approver';
import type { ResolvedAction } from '@gamut/policy/resolve-action';
import type { Decision } from '@gamut/protocol/decision';
import type { DecisionEntry } from '@gamut/protocol/ledger';

const passing: ReadonlySet<Decision['kind']> = new Set(['allow', 'allow_and_log', 'degrade']);

export function wholeArguments(
  resolved: ResolvedAction,
  { kind }: Decision,
  argumentsShown: string,
): Pick<DecisionEntry, 'argumentsWhole'> {
  const asks = kind === 'require_approval';
  if ((!asks && !passing.has(kind)) || !argumentsShown.includes('[redacted:')) return {};
  const shown = shownToApprover(resolved);
  if (shown.kind !== 'whole' || shown.text === argumentsShown) return {};
  // with a secret struck out of it, it gives no action digest: there is nothing to derive
  return asks || shown.exact ? { argumentsWhole: shown.text } : {};
}
