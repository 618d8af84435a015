/**
 * What each reason reads of the arguments. `nothing`: it follows from the facts and from what the record itself names (the moment,
 * the counts, the data class, the learned recipients), so it can be derived where the arguments are not known. `some`: what can be
 * derived without them must be there, and there can be more. `all`: nothing can be said without them. A code that is added stands
 * here, or nothing compiles.
 */
import type { ControlName } from '@gamut/protocol/decision';
import { reasonRows, type ReasonCode } from '../reason-codes.ts';

export type ArgumentReading = 'nothing' | 'some' | 'all';

const { nothing, some, all } = { nothing: 'nothing', some: 'some', all: 'all' } as const;

// prettier-ignore
export const argumentReadings: Readonly<Record<ReasonCode, ArgumentReading>> = {
  agent_unknown: nothing, tenant_not_active: nothing, tenant_sealed: nothing, plan_not_entitled: nothing,
  tenant_stopped: nothing, agent_stopped: nothing, agent_breaker_open: nothing, agent_not_active: nothing,
  human_owner_missing: nothing, security_owner_missing: nothing,
  level_not_set: nothing, level_forbids_reading: nothing, level_forbids_writing: nothing, level_forbids_sending: nothing,
  level_forbids_payment: nothing, level_forbids_code_change: nothing, level_forbids_administration: nothing,
  level_needs_approval: nothing, level_needs_elevation: nothing,

  tool_unknown: nothing, tool_ambiguous: nothing, tool_stopped: nothing, connector_stopped: nothing,
  connector_missing: nothing, connector_not_active: nothing, tool_not_permitted: nothing, permission_ambiguous: nothing,
  audit_logging_off: nothing,
  target_missing: all, target_not_text: all, target_too_large: all, target_unclear: all, target_outside_root: all,
  // a tool without a target is never under a place, whatever it is given
  target_outside_scope: some,
  access_matrix_missing: nothing, access_system_not_granted: nothing, access_domain_not_granted: nothing, access_read_only: nothing,
  skill_not_in_force: nothing, skill_does_not_cover: nothing, plan_checkpoint_waits: nothing, plan_stage_forbids: nothing,
  plan_halted: nothing, plan_expired: nothing, plan_unclear: nothing, plan_tool_changed: nothing,
  tool_requires_approval: nothing, tool_critical_risk: nothing,
  amount_over_limit: all, amount_limit_missing: all,

  approval_gate_missing: nothing, recipient_learned: nothing, approval_chain_empty: nothing, gate_requires_approval: nothing,
  data_class_unresolved: nothing, data_class_not_granted: nothing, data_class_forbidden: nothing, skill_data_class: nothing,
  data_class_without_safe_form: nothing, data_class_safe_form: nothing,
  playbook_missing: nothing, red_team_missing: nothing, red_team_failed: nothing, red_team_stale: nothing,
  critical_finding_open: nothing, critical_incident_open: nothing,

  rate_limit_agent: nothing, rate_limit_tool: nothing, usage_unknown: nothing,
  amount_missing: all, amount_invalid: all, currency_missing: all, currency_invalid: all, currency_without_limit: all,
  // an amount is at least nothing: what is over without one stays over with it
  transaction_limit_reached: some, transaction_limit_needs_approval: some, transactions_unknown: nothing,

  // arguments that can not be read are told before the schema is looked at
  schema_unusable: some,
  arguments_not_plain: all, arguments_invalid: all, argument_unknown: all,

  // a rule that reads none is asked all the same
  tenant_rule_forbids: some, tenant_rule_asks: some, tenant_rule_reduces: some, tenant_rule_fault: some,
  approval_shown_cut: all, approval_shown_struck: all, approval_refused: some, policy_fault: some, facts_mismatch: nothing,
  logged_observed: nothing, logged_approved: some, logged_high_risk: nothing, logged_action_type: nothing,
  logged_acting_alone: nothing,
};

/** @returns undefined for a code that no control gives */
export function readingOf(code: string): ArgumentReading | undefined {
  return Object.hasOwn(argumentReadings, code) ? argumentReadings[code as ReasonCode] : undefined;
}

/** Controls all of whose reasons can be derived without the arguments. */
export const controlsThatReadNothing: ReadonlySet<ControlName> = readNothing();

function readNothing(): Set<ControlName> {
  const controls = new Set<ControlName>();
  for (const { control } of Object.values(reasonRows)) if (control !== null) controls.add(control);
  for (const [code, { control }] of Object.entries(reasonRows))
    if (control !== null && readingOf(code) !== 'nothing') controls.delete(control);
  return controls;
}
