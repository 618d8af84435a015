/** Every route of the public interface, in one table: the server mounts it, OpenAPI is generated from it, tests walk it. */
import { sessionRoutes } from '../access/session-routes.ts';
import { setUpRoutes } from '../access/set-up-routes.ts';
import { switchRoutes } from '../access/switch-routes.ts';
import { auditLogRoutes } from '../audit/audit-log-routes.ts';
import { journalRoutes } from '../audit/journal-routes.ts';
import { platformJournalRoutes } from '../audit/platform-journal-routes.ts';
import { accessTokenRoutes } from '../features/administration/access-tokens/access-token-routes.ts';
import { operatorRoutes } from '../features/administration/operators/operator-routes.ts';
import { supportAccessRoutes } from '../features/administration/operators/support-access-routes.ts';
import { supportRequestRoutes } from '../features/administration/operators/support-request-routes.ts';
import { accessRoutes } from '../features/administration/people/access-routes.ts';
import { inviteAdministratorRoutes } from '../features/administration/people/invite-administrator-route.ts';
import { peopleAdministrationRoutes } from '../features/administration/people/people-administration-routes.ts';
import { resetLinkRoutes } from '../features/administration/people/reset-link-routes.ts';
import { sessionAdministrationRoutes } from '../features/administration/people/session-administration-routes.ts';
import { webhookRoutes } from '../features/administration/integrations/webhook-routes.ts';
import { tenantRoutes } from '../features/administration/tenants/tenant-routes.ts';
import { noticeRoutes } from '../features/agentic/notices/notice-routes.ts';
import { actionInDoubtRoutes } from '../features/agentic/actions-in-doubt/action-in-doubt-routes.ts';
import { accessMatrixRoutes } from '../features/agentic/access-matrix/access-matrix-routes.ts';
import { agentRoutes } from '../features/agentic/agents/agent-routes.ts';
import { approvalGateRoutes } from '../features/agentic/approval-gates/approval-gate-routes.ts';
import { approvalRoutes } from '../features/agentic/approvals/approval-routes.ts';
import { argumentRoutes } from '../features/agentic/approvals/argument-routes.ts';
import { breakGlassRoutes } from '../features/agentic/approvals/break-glass-routes.ts';
import { delegationRoutes } from '../features/agentic/approvals/delegation-routes.ts';
import { atfAssessmentRoutes } from '../features/agentic/atf-assessments/atf-assessment-routes.ts';
import { behaviourRoutes } from '../features/agentic/behaviour/behaviour-routes.ts';
import { connectorRoutes } from '../features/agentic/connectors/connector-routes.ts';
import { dataFlowRoutes } from '../features/agentic/data-flows/data-flow-routes.ts';
import { decisionRoutes } from '../features/agentic/decisions/decision-routes.ts';
import { replayRoutes } from '../features/agentic/decisions/replay-routes.ts';
import { findingRoutes } from '../features/agentic/findings/finding-routes.ts';
import { incidentPlaybookRoutes } from '../features/agentic/incident-playbooks/incident-playbook-routes.ts';
import { incidentRoutes } from '../features/agentic/incidents/incident-routes.ts';
import { credentialRoutes } from '../features/agentic/agents/credential-routes.ts';
import { killSwitchRoutes } from '../features/agentic/kill-switches/kill-switch-routes.ts';
import { observePeriodRoutes } from '../features/agentic/observe-periods/observe-period-routes.ts';
import { overviewRoutes } from '../features/agentic/overview/overview-routes.ts';
import { peopleRoutes } from '../features/agentic/people/people-routes.ts';
import { promotionRoutes } from '../features/agentic/promotions/promotion-routes.ts';
import { redTeamTestRoutes } from '../features/agentic/red-team-tests/red-team-test-routes.ts';
import { simulationRoutes } from '../features/agentic/simulations/simulation-routes.ts';
import { tenantRuleRoutes } from '../features/agentic/tenant-rules/tenant-rule-routes.ts';
import { skillRoutes } from '../features/agentic/skills/skill-routes.ts';
import { toolsetRoutes } from '../features/agentic/toolsets/toolset-routes.ts';
import { workflowPlanRoutes } from '../features/agentic/workflow-plans/workflow-plan-routes.ts';
import { toolPermissionRoutes } from '../features/agentic/tool-permissions/tool-permission-routes.ts';
import { securityCheckRoutes } from '../features/evidence/security-checks/security-check-routes.ts';
import { planRoutes } from '../limits/plan-routes.ts';
import { keyPortRoutes } from '../tenancy/key-port/key-port-routes.ts';
import { keyRotationRoutes } from '../tenancy/rotation/key-rotation-routes.ts';
import type { Route } from './route.ts';

export const routeTable: readonly Route[] = [
  ...sessionRoutes,
  ...setUpRoutes,
  ...switchRoutes,
  ...peopleAdministrationRoutes,
  ...resetLinkRoutes,
  ...sessionAdministrationRoutes,
  ...accessRoutes,
  ...accessTokenRoutes,
  ...planRoutes,
  ...overviewRoutes,
  ...peopleRoutes,
  ...killSwitchRoutes,
  ...credentialRoutes,
  ...agentRoutes,
  ...promotionRoutes,
  ...behaviourRoutes,
  ...atfAssessmentRoutes,
  ...connectorRoutes,
  ...tenantRuleRoutes,
  ...toolPermissionRoutes,
  ...accessMatrixRoutes,
  ...toolsetRoutes,
  ...skillRoutes,
  ...workflowPlanRoutes,
  ...observePeriodRoutes,
  ...dataFlowRoutes,
  ...approvalGateRoutes,
  ...approvalRoutes,
  ...argumentRoutes,
  ...breakGlassRoutes,
  ...delegationRoutes,
  ...incidentPlaybookRoutes,
  ...redTeamTestRoutes,
  ...findingRoutes,
  ...incidentRoutes,
  ...decisionRoutes,
  ...noticeRoutes,
  ...actionInDoubtRoutes,
  ...replayRoutes,
  ...simulationRoutes,
  ...journalRoutes,
  ...auditLogRoutes,
  ...webhookRoutes,
  ...securityCheckRoutes,
  ...supportAccessRoutes,
  ...tenantRoutes,
  ...operatorRoutes,
  ...supportRequestRoutes,
  ...inviteAdministratorRoutes,
  ...platformJournalRoutes,
  ...keyRotationRoutes,
  ...keyPortRoutes,
];
