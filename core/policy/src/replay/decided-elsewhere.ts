/**
 * Reasons that no control gives: what Gateway adds when the world is not as the facts say, and what platform adds at the commit.
 * Each only ever blocks, so a replay takes them as given, names them, and derives the rest.
 */
import type { Decision } from '@gamut/protocol/decision';

export const gatewayReasonCodes: ReadonlySet<string> = new Set([
  'action_type_differs',
  'approvals_unavailable',
  'call_unreadable',
  'connector_unreachable',
  'credential_expired',
  'credential_revoked',
  'facts_moved',
  'facts_unavailable',
  'gateway_fault',
  'ledger_unavailable',
  'question_of_another',
  'token_expired',
  'token_from_the_future',
  'token_not_authentic',
  'token_of_another',
  'token_other_action',
  'token_void',
  'tool_not_listed',
  'tool_schema_changed',
]);

export const commitReasonCodes: ReadonlySet<string> = new Set([
  'approval_chain_empty',
  'approval_not_usable',
  'approval_shown_cut',
  'credential_expired',
  'observe_period_over',
  'plan_not_entitled',
  'replayed',
  'same_action_in_doubt',
  'same_action_under_way',
  'tenant_not_active',
  'tenant_sealed',
  'token_unknown',
  'token_used',
  'token_void',
  'too_many_approvals_waiting',
  'transactions_unknown',
  'unknown_action',
]);

/** Gateway puts one reason of its own in place of what the controls had said. */
export function isGateways(reasons: Decision['reasons']): boolean {
  const [only] = reasons;
  return reasons.length === 1 && only?.control === null && gatewayReasonCodes.has(only.code);
}
