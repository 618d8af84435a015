/** Reasons that stand in old records and that no control gives: none is renamed or taken away, and Gateway's stand alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitReasonCodes, gatewayReasonCodes, isGateways } from './decided-elsewhere.ts';

const said = (code: string, control: 'limits' | null = null) => ({
  code,
  control,
  message: '',
  fix: '',
  who: '',
});
const gateways =
  'action_type_differs approvals_unavailable call_unreadable connector_unreachable credential_expired credential_revoked facts_moved facts_unavailable gateway_fault ledger_unavailable question_of_another token_expired token_from_the_future token_not_authentic token_of_another token_other_action token_void tool_not_listed tool_schema_changed';
const commits =
  'approval_chain_empty approval_not_usable approval_shown_cut credential_expired observe_period_over plan_not_entitled replayed same_action_in_doubt same_action_under_way tenant_not_active tenant_sealed token_unknown token_used token_void too_many_approvals_waiting transactions_unknown unknown_action';

test('the reasons of Gateway and of the commit are these', () => {
  assert.equal([...gatewayReasonCodes].join(' '), gateways);
  assert.equal([...commitReasonCodes].join(' '), commits);
});

test('Gateway puts one reason of its own in place of all others', () => {
  for (const code of gatewayReasonCodes) assert.ok(isGateways([said(code)]), code);
  assert.ok(!isGateways([]));
  assert.ok(!isGateways([said('facts_moved'), said('facts_moved')]));
  assert.ok(!isGateways([said('facts_moved', 'limits')]));
  assert.ok(!isGateways([said('tool_unknown')]));
});
