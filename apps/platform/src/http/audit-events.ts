/**
 * Every event that a person's or operator's request can leave in the audit stream, with what it says. A name is a promise to
 * whoever reads the stream: it is added here and never renamed.
 */
export const auditEvents = {
  'session.started': 'signed in',
  'session.ended': 'signed out',
  'password.set': 'set their password',
  'sign_in_link.minted': 'a one-time sign-in link was made',
  'access.denied': 'was refused something',
  'agent.created': 'registered an agent',
  'agent.updated': 'changed an agent',
  'agent.suspended': 'suspended an agent',
  'agent.reactivated': 'reactivated an agent',
  'agent.retired': 'retired an agent',
  'agent.level_set': 'set the level of an agent',
  'agent_credential.issued': 'issued an agent credential',
  'agent_credential.revoked': 'revoked an agent credential',
  'connector.created': 'added a connector',
  'connector.status_set': 'set the status of a connector',
  'connector.credentials_set': 'set the credentials of a connector',
  'tool.pinned': 'classified a tool and pinned its schema',
  'tool_permission.granted': 'permitted a tool to an agent',
  'tool_permission.revoked': 'took a tool from an agent',
  'data_flow.set': 'set how an agent may handle a data class',
  'data_flow.removed': 'took a data class from an agent',
  'approval_gate.created': 'added an approval gate',
  'approval_gate.deleted': 'removed an approval gate',
  'incident_playbook.created': 'added an incident playbook',
  'incident_playbook.deleted': 'removed an incident playbook',
  'red_team_test.recorded': 'recorded a red-team test',
  'red_team_test.deleted': 'removed a red-team test',
  'finding.created': 'recorded a finding',
  'finding.closed': 'closed a finding',
  'incident.closed': 'closed an incident',
  'approval.approved': 'approved an action',
  'approval.refused': 'refused an action',
  'journal.exported': 'exported the journal',
  'journal.verified': 'had the journal verified',
} as const satisfies Record<string, string>;

export type AuditEvent = keyof typeof auditEvents;
