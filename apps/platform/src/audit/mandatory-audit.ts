/**
 * What must leave an audit record (product.md section 6), clause by clause: the events that keep it, or, for what the product does
 * not do yet, the nouns whose first permission makes it due. A test holds both against the tables of routes and permissions.
 */
export interface MandatoryClause {
  readonly clause: string;
  /** Names of the event tables. */
  readonly kept: readonly string[];
  /** Permissions of these names, or routes with these events, would be this clause's, and there is none yet. */
  readonly comes: readonly string[];
}

export const mandatoryAudit: readonly MandatoryClause[] = [
  { clause: 'granting and revoking roles', kept: ['person.roles_set'], comes: [] },
  { clause: 'risk acceptance', kept: [], comes: ['risk.accept'] },
  { clause: 'deleting findings', kept: [], comes: ['finding.delete'] },
  {
    clause: 'exports of the risk register, findings, reports, workpapers, evidence',
    kept: [],
    comes: ['risk.export', 'finding.export', 'report.export', 'workpaper.export', 'evidence.export'],
  },
  {
    clause: 'exports of the audit log',
    kept: [
      'audit_log.exported',
      'journal.exported',
      'platform_journal.exported',
      'decisions.exported',
      'decision_arguments.exported',
    ],
    comes: [],
  },
  {
    clause: 'changing enforcement',
    kept: [
      'agent.suspended',
      'agent.reactivated',
      'agent.level_set',
      'behaviour.rules_set',
      'behaviour.agent_rules_set',
      'breaker.closed',
      'toolset.changed',
      'toolset.granted',
      'toolset.withdrawn',
      'skill.approved',
      'skill.retired',
      'skill.assigned',
      'skill.unassigned',
      'workflow_plan.approved',
      'workflow_plan.started',
      'workflow_plan.completed',
      'workflow_plan.resumed',
      'workflow_plan.cancelled',
      'checkpoint.signed',
      'checkpoint.refused',
      'observe_period.opened',
      'observe_period.ended',
      'observe_period.accepted',
      'kill_switch.engaged',
      'kill_switch.released',
      'connector.status_set',
      'tool.pinned',
      'tool_permission.granted',
      'tool_permission.revoked',
      'access_matrix.set',
      'access_matrix.lifted',
      'access_matrix.requirement_set',
      'data_flow.set',
      'data_flow.removed',
      'approval_gate.created',
      'approval_gate.deleted',
      'tenant_rule.published',
      'tenant_rule.retired',
      'action_in_doubt.resolved',
    ],
    comes: [],
  },
  { clause: 'deleting simulations', kept: ['simulation.deleted'], comes: [] },
  {
    clause: 'generating, publishing, deleting policies',
    // a rule is a policy that binds agents; those that bind people come with their registers
    kept: ['tenant_rule.published', 'tenant_rule.retired'],
    comes: ['policy.generate', 'policy.delete'],
  },
  { clause: 'deleting an agent', kept: ['agent.retired'], comes: ['agent.delete'] },
  { clause: 'ATF promotion', kept: ['agent.promoted', 'agent.level_set'], comes: [] },
  {
    clause: 'approval sign-off',
    kept: [
      'approval.approved',
      'approval.refused',
      'approval.vote_withdrawn',
      'approval.glass_broken',
      'break_glass.reviewed',
    ],
    comes: [],
  },
  {
    clause: 'tenant provisioning and lifecycle',
    kept: [
      'tenant.creation_requested',
      'tenant.created',
      'tenant.suspended',
      'tenant.reactivated',
      'tenant.move_requested',
      'tenant.moved',
      'tenant.export_requested',
      'tenant.exported',
      'tenant.restoration_requested',
      'tenant.restored',
      'tenant.deletion_requested',
      'tenant.deleted',
    ],
    comes: [],
  },
  { clause: 'plan changes', kept: ['tenant.plan_changed'], comes: [] },
  {
    clause: 'SSO configuration',
    kept: [],
    comes: ['sso.update', 'sso.configure', 'identity_provider.update'],
  },
  {
    clause: 'user and role management',
    kept: [
      'person.added',
      'person.invited_again',
      'person.roles_set',
      'person.suspended',
      'person.reactivated',
      'person.removed',
      'sessions.ended',
      'password.set',
      'api_token.created',
      'api_token.revoked',
      'tenant.administrator_invited',
      'operator.created',
      'operator.revoked',
    ],
    comes: [],
  },
  {
    clause: 'support access',
    kept: [
      'support_access.asked',
      'support_access.approved',
      'support_access.refused',
      'support_access.opened',
      'support_access.used',
      'support_access.ended',
      'support_access.given_up',
    ],
    comes: [],
  },
];
