/**
 * What control's role may do with control's tables, and a tenant's role with the tenant's own: letters as in Postgres's ACLs
 * (r select, a insert, w update, d delete). Written by hand: a new table comes here with the least that it needs.
 */

/** The directory of agents, cells, deleted tenants and the ledger of migrations are others' to write; the journal only grows. */
export const controlRights: Readonly<Record<string, string>> = {
  agent_directory: 'r',
  audit_outbox: 'rawd',
  cells: 'r',
  deleted_tenants: 'r',
  directory_version: 'r',
  installation: 'ra',
  jobs: 'rawd',
  journal_checkpoints: 'rawd',
  journal_entries: 'ra',
  journal_heads: 'rawd',
  key_rotations: 'rawd',
  memberships: 'rawd',
  migration_ledger: 'r',
  request_nonces: 'rawd',
  secret_fingerprints: 'rawd',
  sentinels: 'rawd',
  sessions: 'rawd',
  sign_in_attempts: 'rawd',
  sign_in_links: 'rawd',
  tenant_key_ports: 'rawd',
  tenant_keys: 'rawd',
  tenants: 'r update(name,plan,status,status_changed_at,status_reason)',
  users: 'rawd',
};

/** Entries of the journal, spent nonces and what was verified only grow. */
export const tenantRights: Readonly<Record<string, string>> = {
  agent_credentials: 'rawd',
  agents: 'rawd',
  approval_gates: 'rawd',
  approvals: 'rawd',
  connectors: 'rawd',
  data_flows: 'rawd',
  decisions: 'rawd',
  facts_state: 'rawd',
  findings: 'rawd',
  incident_playbooks: 'rawd',
  incidents: 'rawd',
  journal_checkpoints: 'rawd',
  journal_entries: 'ra',
  journal_heads: 'rawd',
  journal_verifications: 'ra',
  nonces: 'ra',
  people: 'rawd',
  red_team_tests: 'rawd',
  tool_permissions: 'rawd',
  tools: 'rawd',
};
