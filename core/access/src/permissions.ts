/**
 * The one table of permissions: who holds each, what the plan must entitle, whether an audit record is mandatory and how
 * it is rate-limited. Every route names its permission from here; a route that names none does not start.
 * `null` as entitlement means that any plan will do; it is written out so that it is a decision and not an omission.
 */
import {
  administrators,
  auditors,
  inPerson,
  mayAlterEnforcement,
  mayChange,
  mayManagePeople,
  mayRead,
  operators,
  overviewReaders,
  withinAssessment,
  workingRoles,
  type PermissionRow,
} from './permission-row.ts';
import { assessmentRoles, tenantRoles } from './roles.ts';

export const permissions = {
  'session.read': inPerson(mayRead('see who is signed in, and their own sessions', tenantRoles, null)),
  'session.end': inPerson(mayChange('sign out, and end their own sessions', tenantRoles, null)),
  'session.switch': inPerson(mayChange('go over to another of their organisations', tenantRoles, null)),
  'password.set': {
    ...inPerson(mayChange('set their own password', tenantRoles, null)),
    rateClass: 'sign_in',
  },
  'plan.read': mayRead('see the plan and what is left of it', workingRoles, null),
  'overview.read': mayRead('see the overview', overviewReaders, null),

  'agent.read': mayRead('see agents', operators, 'agentic'),
  'agent.create': mayAlterEnforcement('register an agent', operators),
  'agent.update': mayAlterEnforcement('change an agent', operators),
  'agent.suspend': mayAlterEnforcement('suspend an agent', operators),
  'agent.reactivate': mayAlterEnforcement('reactivate an agent', administrators),
  'agent.retire': mayAlterEnforcement('retire an agent', administrators),
  'agent.set_level': mayAlterEnforcement('lower the level of an agent', administrators),
  'behaviour.read': mayRead('see what is normal for agents, alerts and trust', operators, 'agentic'),
  'behaviour.settle': mayAlterEnforcement('settle an alert on the behaviour of an agent', operators),
  'behaviour.configure': mayAlterEnforcement('set what is done about departures', administrators),
  'behaviour.relearn': mayAlterEnforcement('have normal behaviour learned again', administrators),
  // whoever lets it run again is a person who looked
  'breaker.close': inPerson(mayAlterEnforcement('close the circuit breaker of an agent', administrators)),
  'promotion.read': mayRead('see promotions of agents and what they ask for', operators, 'agentic'),
  'promotion.request': mayAlterEnforcement('ask for the promotion of an agent', operators),
  // a signature and a decision are a person's own
  'promotion.sign': inPerson(mayAlterEnforcement('sign the promotion of an agent', operators)),
  'agent.promote': inPerson(mayAlterEnforcement('promote an agent once all gates pass', administrators)),
  'promotion.configure': mayAlterEnforcement('set what a promotion asks for', administrators),
  'atf_assessment.read': mayRead('see ATF assessments and conformance', operators, 'agentic'),
  'atf_assessment.record': mayAlterEnforcement('assess an agent against ATF', operators),
  'agent_credential.read': mayRead('see the credentials of agents', operators, 'agentic'),
  'agent_credential.issue': mayAlterEnforcement('issue an agent credential', operators),
  'agent_credential.revoke': mayAlterEnforcement('revoke an agent credential', operators),

  'kill_switch.read': mayRead('see kill switches', operators, 'agentic'),
  // whoever watches may stop, a token too; to let it run again takes an administrator at a screen
  'kill_switch.engage': mayAlterEnforcement('stop an agent, a tool, a connector or everything', operators),
  'kill_switch.release': inPerson(mayAlterEnforcement('release a kill switch', administrators)),

  'connector.read': mayRead('see connectors and their tools', operators, 'agentic'),
  'connector.create': mayAlterEnforcement('add a connector', administrators),
  'connector.update': mayAlterEnforcement('change a connector, classify and pin its tools', administrators),

  'tool_permission.read': mayRead('see which agent may use which tool', operators, 'agentic'),
  'tool_permission.grant': mayAlterEnforcement('permit a tool to an agent', operators),
  'tool_permission.revoke': mayAlterEnforcement('take a tool from an agent', operators),
  'access_matrix.read': mayRead('see which systems and data domains agents may reach', operators, 'agentic'),
  'access_matrix.set': mayAlterEnforcement(
    'set which systems and data domains an agent may reach',
    operators,
  ),
  // to free what the matrix binds, or every agent that nobody wrote into it, is an administrator's own word
  'access_matrix.lift': inPerson(mayAlterEnforcement('free an agent from the access matrix', administrators)),
  'access_matrix.require': inPerson(
    mayAlterEnforcement('set whether the access matrix binds every agent', administrators),
  ),
  'toolset.read': mayRead('see toolsets and which agents hold them', operators, 'agentic'),
  'toolset.write': mayAlterEnforcement('make, change and remove toolsets', operators),
  'skill.read': mayRead('see skills and which agents have them', operators, 'agentic'),
  'skill.write': mayAlterEnforcement('write skills and submit them for review', operators),
  // what bounds an agent is put in force by a person who looked
  'skill.approve': inPerson(mayAlterEnforcement('approve a skill that somebody else wrote', operators)),
  'skill.retire': mayAlterEnforcement('take a version of a skill out of force', operators),
  'skill.assign': mayAlterEnforcement('assign a skill to an agent', operators),
  // without its last skill an agent is bound by its permissions alone
  'skill.unassign': inPerson(mayAlterEnforcement('take a skill from an agent', administrators)),
  'workflow_plan.read': mayRead('see workflow plans and their checkpoints', operators, 'agentic'),
  'workflow_plan.write': mayAlterEnforcement('write a workflow plan', operators),
  'workflow_plan.approve': inPerson(
    mayAlterEnforcement('approve a workflow plan that somebody else wrote', operators),
  ),
  'workflow_plan.start': mayAlterEnforcement('start a workflow plan', operators),
  'workflow_plan.complete': inPerson(mayAlterEnforcement('complete a workflow plan', operators)),
  'workflow_plan.resume': inPerson(
    mayAlterEnforcement('let a workflow plan go on that has stopped', administrators),
  ),
  'workflow_plan.cancel': inPerson(mayAlterEnforcement('cancel a workflow plan', administrators)),
  'checkpoint.decide': inPerson(
    mayAlterEnforcement('sign or refuse a checkpoint of a workflow plan', operators),
  ),
  'observe_period.read': mayRead(
    'see which agents are observed, and what they were seen to need',
    operators,
    'agentic',
  ),
  // for a time an agent may what nobody has permitted: an administrator's own word
  'observe_period.open': inPerson(
    mayAlterEnforcement('let an agent read beyond its permissions for a time', administrators),
  ),
  'observe_period.end': mayAlterEnforcement('end an observe period', operators),
  'observe_period.accept': inPerson(
    mayAlterEnforcement('grant and withdraw the tools that an agent was seen to need', operators),
  ),
  'data_flow.read': mayRead('see which data classes an agent may handle', operators, 'agentic'),
  'data_flow.set': mayAlterEnforcement('set how an agent may handle a data class', operators),
  'data_flow.remove': mayAlterEnforcement('take a data class from an agent', operators),
  'approval_gate.read': mayRead('see approval gates', operators, 'agentic'),
  'approval_gate.create': mayAlterEnforcement('add an approval gate', administrators),
  'approval_gate.delete': mayAlterEnforcement('remove an approval gate', administrators),
  'tenant_rule.read': mayRead('see the rules of the tenant', operators, 'agentic'),
  'tenant_rule.write': mayAlterEnforcement('write and test rules of the tenant', operators),
  'tenant_rule.replay': {
    ...mayAlterEnforcement('replay a rule over recent decisions', operators),
    rateClass: 'heavy',
  },
  // what binds every agent is put in force by a person at a screen
  'policy.publish': inPerson(mayAlterEnforcement('publish and retire rules of the tenant', administrators)),
  'incident_playbook.read': mayRead('see incident playbooks', operators, 'agentic'),
  'incident_playbook.create': mayAlterEnforcement('add an incident playbook', operators),
  'incident_playbook.update': mayAlterEnforcement('change an incident playbook', operators),
  'incident_playbook.delete': mayAlterEnforcement('remove an incident playbook', operators),
  'red_team_test.read': mayRead('see red-team tests', operators, 'agentic'),
  'red_team_test.record': mayAlterEnforcement('record a red-team test', operators),
  'red_team_test.delete': mayAlterEnforcement('remove a red-team test', administrators),

  'finding.read': mayRead('see findings against agents', overviewReaders, 'agentic'),
  'finding.create': mayAlterEnforcement('record a finding against an agent', overviewReaders),
  'finding.close': mayAlterEnforcement('close a finding', auditors),
  'incident.read': mayRead('see incidents', operators, 'agentic'),
  'incident.open': mayAlterEnforcement('open an incident against an agent', overviewReaders),
  'incident.contain': mayAlterEnforcement('say that an incident is contained', operators),
  'incident.close': mayAlterEnforcement('close an incident', operators),

  'decision.read': mayRead('see what Gateway decided', operators, 'agentic'),
  // whoever answers for an agent is told of what it did, whatever else they may see
  'notice.read': mayRead('see what agents that they answer for did by themselves', workingRoles, 'agentic'),
  'notice.see': inPerson(
    mayChange('say that they have seen what agents did by themselves', workingRoles, 'agentic'),
  ),
  'action_in_doubt.read': mayRead('see actions whose end nobody knows', operators, 'agentic'),
  // a finding of fact, and it lets the same action be asked for again: a person's own
  'action_in_doubt.resolve': inPerson(
    mayAlterEnforcement('say what became of an action in doubt', operators),
  ),
  'decision.export': {
    ...mayChange('export what agents asked for, to derive decisions again', administrators, 'agentic'),
    rateClass: 'heavy',
  },
  'decision_arguments.export': {
    ...mayChange('export what agents asked for with account and card numbers', administrators, 'agentic'),
    rateClass: 'heavy',
  },
  'policy_snapshot.read': mayRead('see saved states of governance', operators, 'agentic'),
  'policy_snapshot.save': mayChange('save the state of governance under a name', operators, 'agentic'),
  'simulation.read': mayRead('see simulations', operators, 'agentic'),
  'simulation.run': {
    ...mayChange('simulate what Gateway would decide', operators, 'agentic'),
    rateClass: 'heavy',
  },
  'simulation.delete': mayChange('remove a simulation', administrators, 'agentic'),
  'approval.read': mayRead('see approvals', operators, 'agentic'),
  // a person's own judgement: a script that approves would be no approval
  'approval.decide': inPerson(mayAlterEnforcement('approve or refuse an action', operators)),
  // a person who is asked to approve has to see what; a token approves nothing
  'approval_arguments.open': inPerson(
    mayChange('open what they would approve, account numbers included', operators, 'agentic'),
  ),
  'approval.delegate': inPerson(mayAlterEnforcement('lend their own right to approve', operators)),
  'approval.break_glass': inPerson(mayAlterEnforcement('let an action pass at once', administrators)),
  'break_glass.read': mayRead('see what was let pass at once', overviewReaders, 'agentic'),
  'break_glass.review': inPerson(mayAlterEnforcement('review what was let pass at once', auditors)),

  'journal.read': mayRead('read the journal', auditors, 'audit_trail'),
  'journal.verify': {
    ...mayChange('have the journal verified', auditors, 'audit_trail'),
    rateClass: 'heavy',
  },
  'journal.export': { ...mayChange('export the journal', auditors, 'audit_trail'), rateClass: 'heavy' },
  'audit_event.read': mayRead('read the audit log', auditors, 'audit_trail'),
  'audit_event.export': {
    ...mayChange('export the audit log', auditors, 'audit_trail'),
    rateClass: 'heavy',
  },

  'security_check.read': mayRead('see what the live security checks found', auditors, 'audit_trail'),
  'security_check.run': {
    ...mayChange('run the live security checks', auditors, 'audit_trail'),
    rateClass: 'heavy',
  },

  'integration.read': mayRead('see where the audit log is delivered', administrators, 'audit_trail'),
  'integration.create': mayChange(
    'have the audit log delivered to an address',
    administrators,
    'audit_trail',
  ),
  'integration.update': mayChange('change where the audit log is delivered', administrators, 'audit_trail'),
  'integration.delete': mayChange('remove an address of delivery', administrators, 'audit_trail'),
  'integration.replay': mayChange('have the audit log delivered again', administrators, 'audit_trail'),

  'person.read': mayRead('see the names of the people of this tenant', overviewReaders, null),
  'membership.read': inPerson(
    mayRead('see who has a place here, with roles and last sign-in', administrators, null),
  ),
  'person.add': mayManagePeople('add a person'),
  'person.reset_password': mayManagePeople('make a link by which a person sets a new password'),
  'person.set_roles': mayManagePeople('change the roles of a person'),
  'person.suspend': mayManagePeople('suspend a person'),
  'person.reactivate': mayManagePeople('reactivate a person'),
  'person.remove': mayManagePeople('remove a person'),

  'support_access.read': mayRead('see who of the platform may look, or asks to', administrators, null),
  'support_access.answer': mayManagePeople('let support of the platform look, or refuse it'),
  'support_access.end': mayManagePeople('end the access of support'),

  'person_session.read': inPerson(mayRead('see where a person is signed in', administrators, null)),
  'person_session.end': mayManagePeople('end the sessions of a person'),
  'person_token.read': inPerson(mayRead('see the API tokens of a person', administrators, null)),
  'person_token.revoke': mayManagePeople('revoke an API token of a person'),
  'effective_permission.read': inPerson(
    mayRead('see what a person may do, and why not', administrators, null),
  ),
  'role.read': mayRead('see what each role may do', workingRoles, null),

  'token.read': inPerson(mayRead('see their own API tokens', workingRoles, null)),
  'token.create': {
    ...inPerson(mayChange('make an API token', workingRoles, null)),
    rateClass: 'sensitive',
  },
  'token.revoke': inPerson(mayChange('revoke their own API token', workingRoles, null)),

  // decided here so that roles within an assessment can be shown and proven; their routes come with assessments
  'assessment.create': mayChange('begin an assessment', workingRoles, 'core'),
  'assessment.read': withinAssessment(
    mayRead('read an assessment', workingRoles, 'core'),
    assessmentRoles,
    true,
  ),
  'assessment.update': withinAssessment(
    mayChange('change an assessment', workingRoles, 'core'),
    ['lead_assessor', 'contributor'],
    true,
  ),
  'assessment_note.create': withinAssessment(
    mayChange('write a note on an assessment', workingRoles, 'core'),
    ['lead_assessor', 'contributor', 'reviewer'],
  ),
  'assessment.share': withinAssessment(mayChange('share an assessment', workingRoles, 'core'), [
    'lead_assessor',
  ]),
  'assessment.approve': withinAssessment(mayChange('approve an assessment', workingRoles, 'core'), [
    'lead_assessor',
  ]),
  'assessment.delete': withinAssessment(mayChange('delete an assessment', workingRoles, 'core'), [
    'lead_assessor',
  ]),
  // exports are the advanced role's
  'assessment.export': {
    ...withinAssessment(mayChange('export an assessment', auditors, 'core'), ['lead_assessor']),
    rateClass: 'heavy',
  },
} as const satisfies Record<string, PermissionRow>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as readonly Permission[];

export function permissionRow(permission: Permission): PermissionRow {
  return permissions[permission];
}
