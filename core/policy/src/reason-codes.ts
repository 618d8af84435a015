/**
 * The registry of reasons: one row per gap that a control can name, with the control it belongs to, what it does to the
 * decision, the smallest change that closes it and who may make that change (the product's rule for every refusal).
 * A code is a promise to agents, consoles and approvers: it is added here, never renamed, and a golden test lists them.
 */
import type { ControlName, Reason } from '@gamut/protocol/decision';

export type Effect = 'block' | 'require_approval' | 'degrade' | 'note';

interface ReasonRow {
  readonly control: ControlName | null;
  readonly effect: Effect;
  readonly fix: string;
  readonly who: string;
}

const administrator = 'an administrator of the tenant';
const operator = 'an agent operator of the tenant';
const caller = 'whoever runs the agent';
const approver = 'the named approver';
const support = 'the platform operator';

const row = (control: ControlName | null, effect: Effect, fix: string, who: string): ReasonRow => ({
  control,
  effect,
  fix,
  who,
});

// prettier-ignore
export const reasonRows = {
  agent_unknown: row('agent_registered', 'block', 'Register the agent and use the credential issued for it.', operator),
  tenant_not_active: row('agent_registered', 'block', 'Reactivate the tenant.', support),
  tenant_sealed: row('agent_registered', 'block', "Restore the organisation's key at its key service; Gamut opens again by itself.", "whoever owns the organisation's key"),
  plan_not_entitled: row('agent_registered', 'block', 'Move the tenant to a plan with the agentic stack.', support),

  tenant_stopped: row('status_active', 'block', 'Release the kill switch of the organisation, once its reason is settled.', administrator),
  agent_stopped: row('status_active', 'block', 'Release the kill switch of the agent, once its reason is settled.', administrator),
  agent_breaker_open: row('status_active', 'block', 'Look at the alert on its behaviour, then close the circuit breaker of the agent.', administrator),
  agent_not_active: row('status_active', 'block', 'Activate the agent, once the reason for its status is settled.', administrator),

  human_owner_missing: row('human_owner', 'block', 'Name the person who answers for the agent.', operator),
  security_owner_missing: row('security_owner', 'block', "Name the person who answers for the agent's security.", operator),

  level_not_set: row('level_boundary', 'block', 'Assign the agent an ATF level; new agents start at intern.', administrator),
  level_forbids_reading: row('level_boundary', 'block', 'Promote the agent through the five gates, or let a person do this.', administrator),
  level_forbids_writing: row('level_boundary', 'block', 'Promote the agent through the five gates, or let a person do this.', administrator),
  level_forbids_sending: row('level_boundary', 'block', 'Promote the agent through the five gates, or let a person do this.', administrator),
  level_forbids_payment: row('level_boundary', 'block', 'Promote the agent through the five gates, or let a person do this.', administrator),
  level_forbids_code_change: row('level_boundary', 'block', 'Promote the agent through the five gates, or let a person do this.', administrator),
  level_forbids_administration: row('level_boundary', 'block', 'Let a person do this; only a principal may ask for it.', administrator),
  level_needs_approval: row('level_boundary', 'require_approval', 'Ask the approver; call again with the same arguments once approved.', approver),
  level_needs_elevation: row('level_boundary', 'require_approval', 'Ask the approver to elevate the agent for this one action.', approver),

  tool_unknown: row('tool_permitted', 'block', 'Call a tool that tools/list names, or have this one classified and pinned.', administrator),
  tool_ambiguous: row('tool_permitted', 'block', 'Rename one of the connectors, so that the tool name means one tool.', administrator),
  tool_stopped: row('tool_permitted', 'block', 'Release the kill switch of the tool, once its reason is settled.', administrator),
  connector_stopped: row('tool_permitted', 'block', 'Release the kill switch of the connector, once its reason is settled.', administrator),
  connector_missing: row('tool_permitted', 'block', "Restore the tool's connector.", administrator),
  connector_not_active: row('tool_permitted', 'block', 'Review the connector and set it active.', administrator),
  tool_not_permitted: row('tool_permitted', 'block', 'Grant the agent a permission for this tool.', operator),
  permission_ambiguous: row('tool_permitted', 'block', 'Keep one permission for this agent and tool, and delete the other.', operator),
  audit_logging_off: row('tool_permitted', 'block', 'Switch audit logging on in the tool permission.', operator),
  target_missing: row('tool_permitted', 'block', 'Give every argument that says what the action is aimed at.', caller),
  target_not_text: row('tool_permitted', 'block', 'Give the target as text, or as a list of texts.', caller),
  target_too_large: row('tool_permitted', 'block', 'Split the call: at most 256 targets and 8,000 characters in all.', caller),
  target_unclear: row('tool_permitted', 'block', 'Write the target plainly: forward slashes, no escapes, no hidden characters.', caller),
  target_outside_root: row('tool_permitted', 'block', "Stay inside the tool's working folder.", caller),
  target_outside_scope: row('tool_permitted', 'block', 'Aim at a place that the permission names, or have it widened.', operator),
  access_matrix_missing: row('tool_permitted', 'block', 'Say in the access matrix what this agent may read and write.', operator),
  access_system_not_granted: row('tool_permitted', 'block', 'Use a system that the access matrix gives the agent, or have this one added.', operator),
  access_domain_not_granted: row('tool_permitted', 'block', 'Use data that the access matrix gives the agent, or have this domain added.', operator),
  access_read_only: row('tool_permitted', 'block', 'Only read there, or have the access matrix say write.', operator),
  skill_not_in_force: row('tool_permitted', 'block', "Have a version of the agent's skill approved, by somebody else than who wrote it.", operator),
  skill_does_not_cover: row('tool_permitted', 'block', 'Use a tool that a skill of the agent names, or assign a skill that names this one.', operator),
  plan_checkpoint_waits: row('tool_permitted', 'block', 'Go on with the present stage; call again once the checkpoint is signed.', 'whoever signs the checkpoint'),
  plan_stage_forbids: row('tool_permitted', 'block', 'Use a tool of the present stage, or have another plan made.', operator),
  plan_halted: row('tool_permitted', 'block', 'Settle why the checkpoint was refused; then resume the plan, or cancel it.', administrator),
  plan_expired: row('tool_permitted', 'block', 'Resume the plan with a new end, or cancel it.', administrator),
  plan_tool_changed: row('tool_permitted', 'block', 'Look at what the tool is now, and approve the plan again, or cancel it.', 'somebody else than who wrote the plan'),
  plan_unclear: row('tool_permitted', 'block', 'Cancel the plan, and write it anew.', administrator),
  tool_requires_approval: row('tool_permitted', 'require_approval', 'Ask the approver; call again with the same arguments once approved.', approver),
  tool_critical_risk: row('tool_permitted', 'require_approval', 'Ask the approver; call again with the same arguments once approved.', approver),
  amount_over_limit: row('tool_permitted', 'require_approval', 'Stay within the permitted amount, or ask the approver.', approver),
  amount_limit_missing: row('tool_permitted', 'require_approval', 'Set the highest amount that may pass without a person.', operator),

  approval_gate_missing: row('approval_gate', 'block', 'Add an approval gate that covers this action type.', administrator),
  recipient_learned: row('approval_gate', 'require_approval', 'Ask the approver, who looks whether the recipient is right; or put it into the permission by name.', approver),
  approval_chain_empty: row('approval_gate', 'block', 'Say in the gate how many people approve, one to five, and name enough who are still here.', administrator),
  gate_requires_approval: row('approval_gate', 'require_approval', 'Ask the approver; call again with the same arguments once approved.', approver),

  data_class_unresolved: row('data_flow', 'block', 'Aim at a target that can be resolved, so that its data class is known.', caller),
  data_class_not_granted: row('data_flow', 'block', "Add a data flow for this class, or use data that the agent's flows cover.", operator),
  data_class_forbidden: row('data_flow', 'block', "Use data that the agent's flows cover; this class is closed to it.", operator),
  skill_data_class: row('data_flow', 'block', 'Use data that the skill reaches, or have a version approved that reaches this class.', operator),
  data_class_without_safe_form: row('data_flow', 'require_approval', 'Declare a safe form for the tool, or ask the approver.', administrator),
  data_class_safe_form: row('data_flow', 'degrade', 'Grant the agent full handling of this class, if it needs the whole answer.', operator),

  playbook_missing: row('incident_playbook', 'block', 'Write an incident playbook that covers this action type.', operator),

  red_team_missing: row('red_team_test', 'block', 'Run a red-team test of the agent and record the result.', operator),
  red_team_failed: row('red_team_test', 'block', 'Fix what the test found, and record a test that passes.', operator),
  red_team_stale: row('red_team_test', 'block', 'Repeat the red-team test.', operator),

  critical_finding_open: row('no_open_critical', 'block', 'Close the finding; another person than its owner verifies the fix.', administrator),
  critical_incident_open: row('no_open_critical', 'block', 'Close the incident.', operator),

  rate_limit_agent: row('limits', 'block', 'Slow down; the count is over the last minute.', caller),
  rate_limit_tool: row('limits', 'block', 'Slow down; the count is over the last minute.', caller),
  usage_unknown: row('limits', 'block', 'Call again; if it persists, look at the health of Gateway.', support),
  amount_missing: row('limits', 'block', 'Give the amount.', caller),
  amount_invalid: row('limits', 'block', 'Give the amount as a finite number, not negative, that is exact.', caller),
  currency_missing: row('limits', 'block', 'Give the currency that the amount is in.', caller),
  currency_invalid: row('limits', 'block', 'Give the currency by its ISO 4217 code, in capitals.', caller),
  currency_without_limit: row('limits', 'block', 'Use a currency that a limit names, or have a limit set for this one.', operator),
  transaction_limit_reached: row('limits', 'block', 'Wait for the next window, or have the limit raised.', operator),
  transaction_limit_needs_approval: row('limits', 'require_approval', 'Ask the approver to let this one pass over the limit, or wait for the next window.', approver),
  transactions_unknown: row('limits', 'block', 'Call again; if it persists, look at the health of platform.', support),

  schema_unusable: row('well_formed', 'block', "Correct the tool's input schema upstream and pin it again.", administrator),
  arguments_not_plain: row('well_formed', 'block', 'Send the arguments as a plain JSON object within the limits.', caller),
  arguments_invalid: row('well_formed', 'block', "Correct the arguments by the tool's input schema.", caller),
  argument_unknown: row('well_formed', 'block', "Leave out what the tool's input schema does not name.", caller),

  // the tenant's own rules, after the thirteen; what to change is said by the author of the rule
  tenant_rule_forbids: row(null, 'block', 'Do what the rule asks for, or have the rule changed.', administrator),
  tenant_rule_asks: row(null, 'require_approval', 'Ask the approver to let this action pass.', approver),
  tenant_rule_reduces: row(null, 'degrade', 'Go on with the reduced answer, or have the rule changed.', administrator),
  tenant_rule_fault: row(null, 'block', 'Correct the rule, or retire it, so that it can be evaluated on this call.', administrator),

  approval_shown_cut: row(null, 'block', 'Split the call, or give what is large by reference: at most 60,000 characters of arguments can be approved.', caller),
  approval_shown_struck: row(null, 'block', 'Leave the secret out: Gateway itself adds what opens the upstream, when it calls.', caller),
  approval_refused: row(null, 'block', 'Do something else: a person has refused exactly this action.', approver),
  policy_fault: row(null, 'block', 'Report it, with the id of the decision. Nothing was done.', support),
  facts_mismatch: row(null, 'block', 'Resolve the action on the facts that it is judged on. Nothing was done.', support),

  // an observe period looks through the one refusal that the message names
  logged_observed: row(null, 'note', '', ''),
  logged_approved: row(null, 'note', '', ''),
  logged_high_risk: row(null, 'note', '', ''),
  logged_action_type: row(null, 'note', '', ''),
  logged_acting_alone: row(null, 'note', '', ''),
} as const satisfies Record<string, ReasonRow>;

export type ReasonCode = keyof typeof reasonRows;

/** Message lengths are bounded by the contract; a hostile target must not make a decision unrecordable. */
const messageCharsMax = 1000;

/** @param about where an approval must tell this reason from others of its code */
export function reason(code: ReasonCode, message: string, about?: string): Reason {
  const { control, fix, who } = reasonRows[code];
  const said = clip(message, messageCharsMax);
  return about === undefined
    ? { code, control, message: said, fix, who }
    : { code, control, about, message: said, fix, who };
}

/** What a reason does to the decision. A code that is not ours blocks. */
export function effectOf(found: Reason): Effect {
  return Object.hasOwn(reasonRows, found.code) ? reasonRows[found.code as ReasonCode].effect : 'block';
}

/** Text for a person, well-formed and no longer than asked. */
export function clip(text: string, charsMax: number): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.length <= charsMax ? whole : `${whole.slice(0, charsMax - 1).toWellFormed()}…`;
}
