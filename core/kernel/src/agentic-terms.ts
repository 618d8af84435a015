/**
 * The words of agentic governance, once: every list below is the product's own, in the product's order, and tables,
 * types, routes and events use these and no others.
 */
export const atfLevels = ['intern', 'junior', 'senior', 'principal'] as const;
export type AtfLevel = (typeof atfLevels)[number];

export const agentStatuses = ['proposed', 'active', 'suspended', 'retired'] as const;
export type AgentStatus = (typeof agentStatuses)[number];

export const riskTiers = ['undetermined', 'low', 'medium', 'high', 'critical'] as const;
export type RiskTier = (typeof riskTiers)[number];

/** Severity of tools' risk, findings and incidents, rising. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Data classes, rising. */
export const dataClasses = ['public', 'internal', 'confidential', 'personal', 'special_category'] as const;
export type DataClass = (typeof dataClasses)[number];

export const actionTypes = [
  'read',
  'retrieve',
  'model',
  'write_internal',
  'external',
  'financial',
  'code_modification',
  'admin',
] as const;
export type ActionType = (typeof actionTypes)[number];

/** What the access matrix gives of a data domain, rising: writing includes reading. */
export const matrixAccesses = ['read', 'write'] as const;
export type MatrixAccess = (typeof matrixAccesses)[number];

export const connectorStatuses = ['active', 'quarantined', 'disabled'] as const;
export type ConnectorStatus = (typeof connectorStatuses)[number];

/** What a kill switch stops. */
export const killTargets = ['agent', 'tool', 'connector', 'tenant'] as const;
export type KillTarget = (typeof killTargets)[number];

export const tenantStatuses = ['active', 'suspended', 'moving', 'deleting'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

export const approvalStatuses = ['pending', 'approved', 'refused', 'expired', 'consumed'] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** The six decisions, rising in severity as the lattice orders them. */
export const decisionKinds = [
  'allow',
  'allow_and_log',
  'degrade',
  'require_approval',
  'block',
  'block_and_open_incident',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

export const redTeamResults = ['passed', 'failed'] as const;
/** What a red-team test tried. */
export const redTeamTypes = [
  'general',
  'prompt_injection',
  'tool_misuse',
  'data_exfiltration',
  'privilege_escalation',
  'goal_hijacking',
  'resource_abuse',
] as const;

export type RedTeamResult = (typeof redTeamResults)[number];

/** How an agent may handle a data class: whole, only in the tool's declared safe form, or not at all. */
export const dataHandlings = ['full', 'safe_form', 'none'] as const;
export type DataHandling = (typeof dataHandlings)[number];
