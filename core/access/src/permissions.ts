/**
 * The one table of permissions: who holds each, what the plan must entitle, whether an audit record is mandatory and how
 * it is rate-limited. Every route names its permission from here; a route that names none does not start.
 * `null` as entitlement means that any plan will do; it is written out so that it is a decision and not an omission.
 */
import type { Entitlement } from './plans.ts';
import { tenantRoles, type Role } from './roles.ts';

/** `read` and `change` are people at a screen, `sensitive` alters enforcement, `heavy` reads much, `sign_in` is a guess at a secret. */
export const rateClasses = ['read', 'change', 'sensitive', 'heavy', 'sign_in'] as const;
export type RateClass = (typeof rateClasses)[number];

export interface PermissionRow {
  readonly says: string;
  readonly roles: readonly Role[];
  readonly entitlement: Entitlement | null;
  readonly auditMandatory: boolean;
  readonly rateClass: RateClass;
}

const operators = ['administrator', 'agent_operator'] as const satisfies readonly Role[];
const administrators = ['administrator'] as const satisfies readonly Role[];
const auditors = ['administrator', 'advanced'] as const satisfies readonly Role[];
const overviewReaders = ['administrator', 'advanced', 'agent_operator'] as const satisfies readonly Role[];

function mayRead(says: string, roles: readonly Role[], entitlement: Entitlement | null): PermissionRow {
  return { says, roles, entitlement, auditMandatory: false, rateClass: 'read' };
}
function mayChange(says: string, roles: readonly Role[], entitlement: Entitlement | null): PermissionRow {
  return { says, roles, entitlement, auditMandatory: true, rateClass: 'change' };
}
function mayAlterEnforcement(says: string, roles: readonly Role[]): PermissionRow {
  return { says, roles, entitlement: 'agentic', auditMandatory: true, rateClass: 'sensitive' };
}

export const permissions = {
  'session.read': mayRead('see who is signed in', tenantRoles, null),
  'session.end': mayChange('sign out', tenantRoles, null),
  'password.set': { ...mayChange('set their own password', tenantRoles, null), rateClass: 'sign_in' },
  'overview.read': mayRead('see the overview', overviewReaders, null),

  'agent.read': mayRead('see agents', operators, 'agentic'),
  'agent.create': mayAlterEnforcement('register an agent', operators),
  'agent.update': mayAlterEnforcement('change an agent', operators),
  'agent.suspend': mayAlterEnforcement('suspend an agent', operators),
  'agent.reactivate': mayAlterEnforcement('reactivate an agent', administrators),
  'agent.retire': mayAlterEnforcement('retire an agent', administrators),
  'agent.set_level': mayAlterEnforcement('set the level of an agent', administrators),
  'agent_credential.issue': mayAlterEnforcement('issue an agent credential', operators),
  'agent_credential.revoke': mayAlterEnforcement('revoke an agent credential', operators),

  'connector.read': mayRead('see connectors and their tools', operators, 'agentic'),
  'connector.create': mayAlterEnforcement('add a connector', administrators),
  'connector.update': mayAlterEnforcement('change a connector, classify and pin its tools', administrators),

  'tool_permission.read': mayRead('see which agent may use which tool', operators, 'agentic'),
  'tool_permission.grant': mayAlterEnforcement('permit a tool to an agent', operators),
  'tool_permission.revoke': mayAlterEnforcement('take a tool from an agent', operators),
  'data_flow.read': mayRead('see which data classes an agent may handle', operators, 'agentic'),
  'data_flow.set': mayAlterEnforcement('set how an agent may handle a data class', operators),
  'data_flow.remove': mayAlterEnforcement('take a data class from an agent', operators),
  'approval_gate.read': mayRead('see approval gates', operators, 'agentic'),
  'approval_gate.create': mayAlterEnforcement('add an approval gate', administrators),
  'approval_gate.delete': mayAlterEnforcement('remove an approval gate', administrators),
  'incident_playbook.read': mayRead('see incident playbooks', operators, 'agentic'),
  'incident_playbook.create': mayAlterEnforcement('add an incident playbook', operators),
  'incident_playbook.delete': mayAlterEnforcement('remove an incident playbook', operators),
  'red_team_test.read': mayRead('see red-team tests', operators, 'agentic'),
  'red_team_test.record': mayAlterEnforcement('record a red-team test', operators),
  'red_team_test.delete': mayAlterEnforcement('remove a red-team test', administrators),

  'finding.read': mayRead('see findings against agents', overviewReaders, 'agentic'),
  'finding.create': mayAlterEnforcement('record a finding against an agent', overviewReaders),
  'finding.close': mayAlterEnforcement('close a finding', auditors),
  'incident.read': mayRead('see incidents', operators, 'agentic'),
  'incident.close': mayAlterEnforcement('close an incident', operators),

  'decision.read': mayRead('see what Gateway decided', operators, 'agentic'),
  'approval.read': mayRead('see approvals', operators, 'agentic'),
  'approval.decide': mayAlterEnforcement('approve or refuse an action', operators),

  'journal.read': mayRead('read the journal', auditors, 'audit_trail'),
  'journal.verify': {
    ...mayChange('have the journal verified', auditors, 'audit_trail'),
    rateClass: 'heavy',
  },
  'journal.export': { ...mayChange('export the journal', auditors, 'audit_trail'), rateClass: 'heavy' },
  'audit_event.read': mayRead('read the audit log', auditors, 'audit_trail'),

  'person.read': mayRead('see the names of the people of this tenant', overviewReaders, null),
} as const satisfies Record<string, PermissionRow>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as readonly Permission[];

export function permissionRow(permission: Permission): PermissionRow {
  return permissions[permission];
}
