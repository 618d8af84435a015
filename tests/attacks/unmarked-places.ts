/**
 * Where no mark of `taint-canaries.test.ts` stands, each with its reason; one more of them is a decision. Ids, digests,
 * ciphertexts and columns that a constraint leaves a few words for need no line here.
 */

/** What a tenant is shown that holds no text of theirs. */
export const unmarkedReadings: Readonly<Record<string, string>> = {
  'GET /v1/sessions': 'shows how and when somebody signed in, and not who',
  'GET /v1/people/:personId/sessions': 'shows how and when somebody signed in, and not who',
  'GET /v1/session/effective-permissions': 'the product’s own words',
  'GET /v1/people/:personId/effective-permissions': 'the product’s own words',
  'GET /v1/roles': 'the product’s own words',
  'GET /v1/access-matrix-requirement': 'figures',
  'GET /v1/approval-counts': 'figures',
  'GET /v1/behaviour-rules': 'the product’s own words',
  'GET /v1/session/tenants': 'names of organisations, which the operator gives',
  'GET /v1/plan': 'the product’s own words and figures',
  'GET /v1/support-access/:supportAccessId': 'a request nobody has answered yet: the operator’s words',
};

const terms = 'terms of the product, checked by the route’s schema or the ledger’s';
const names = 'names of the product’s events, kinds and streams';
const ids = 'an id';
/** The line goes when its route comes: a mark that arrives makes the test red. */
const notYet = 'no route writes it yet';
const proof = 'a checkpoint or a check, of sizes and digests';

/** Text columns of a tenant's schema that no text of theirs reaches. */
export const unmarkedColumns: Readonly<Record<string, string>> = {
  'agents.behaviour_rules': terms,
  'approval_gates.action_types': terms,
  'approval_gates.approver_role': terms,
  'approval_gates.data_classes': terms,
  'approvals.approver_role': terms,
  'approvals.consumed_by_decision': ids,
  'approvals.reason_codes': terms,
  'atf_assessment_controls.by': ids,
  'audit_index.actor': ids,
  'audit_index.event': names,
  'audit_index.subject': ids,
  'audit_index.subject_kind': names,
  'audit_readings.event': names,
  'audit_readings.person': ids,
  'decision_resolutions.supersedes': ids,
  'decisions.action_type': terms,
  'decisions.data_class': terms,
  'decisions.kind': terms,
  'decisions.reason_codes': terms,
  'decisions.risk': terms,
  'idempotency_keys.subject': ids,
  'incident_playbooks.action_types': terms,
  'incidents.opened_by_decision': ids,
  'journal_checkpoints.frontier': proof,
  'journal_checkpoints.note': proof,
  'journal_checkpoints.root': proof,
  'journal_checkpoints.stream': names,
  'journal_entries.kind': names,
  'journal_entries.subject': ids,
  'notices.addressed_as': terms,
  'journal_verifications.checks': proof,
  'journal_verifications.outcome': terms,
  'journal_verifications.sizes': proof,
  'security_checks.note': proof,
  'skills.action_types': terms,
  'skills.toolsets': 'ids, versions, and names that stand in the toolsets',
  'webhook_deliveries.detail': 'the sender’s own words on an attempt that failed',
  'webhook_deliveries.event': names,
  'webhook_endpoints.events': names,
  'agents.breaker_reason': notYet,
  'agents.level_reason': notYet,
  'agents.transaction_limits': notYet,
  'approval_delegations.from_roles': notYet,
  'approval_votes.reasons': notYet,
  'learned_values.tool': notYet,
  'tool_permissions.transaction_limits': notYet,
  'tools.amount_currency': terms,
  'transaction_counts.currency_amounts': 'codes of currencies, and figures',
  'tools.recipient_pointers': notYet,
  'approval_votes.roles': terms,
  'people.roles': terms,
  'tenant_rule_versions.replay': 'figures, and names that stand in the decisions',
  'workflow_plans.tools_as_approved': 'ids and terms of the plan’s tools, and digests of their schemas',
  'promotions.gates': 'figures of the gates, as they were at the decision',
};
