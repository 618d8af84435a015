/** For each route that takes a body, one that would succeed in a given world; a route that the tests don't know is an error. */
import type { Route } from '../../apps/platform/src/http/route.ts';
import { setUpPassword } from './people-world.ts';
import type { RouteWorld } from './route-world.ts';
import { ruleText } from './rule-world.ts';

const skillText = {
  purpose: 'tests',
  instructions: 'Send what was asked for.',
  actionTypes: ['external'],
  dataClassMax: 'internal',
};

/** A body that fits the route and this world, for routes that take one. */
export function bodyFor(route: Route, world: RouteWorld, unique: string): unknown {
  const name = `${route.method} ${route.path}`;
  const body = bodies(world, unique)[name];
  if (route.body !== null && body === undefined)
    throw new Error(`${name} takes a body and the tests know none`);
  return body;
}

function bodies(world: RouteWorld, unique: string): Readonly<Record<string, unknown>> {
  const { agentId, toolId, schemaSha256 } = world;
  const reason = { reason: 'because the test says so' };
  const note = { note: 'because the test says so' };
  return {
    'POST /v1/session': { email: 'nobody@alpha.example', password: 'a wrong password' },
    'PUT /v1/session/password': { password: 'lantern-orchard-velvet-58' },
    'POST /operator/v1/sign-in-links': { tenant: 'alpha', email: 'administrator@alpha.example' },
    'POST /v1/set-up': { token: 'A'.repeat(43), password: setUpPassword },
    'POST /v1/password-reset': { token: 'A'.repeat(43), password: setUpPassword },
    'POST /v1/session/tenant': { tenant: 'beta' },
    'POST /v1/sessions/:sessionId/end': { current: setUpPassword },
    'POST /v1/sessions/end-others': { current: setUpPassword },
    'POST /v1/people': { email: `new-${unique}@alpha.example`, name: 'New', role: 'standard' },
    'PUT /v1/people/:personId/roles': { role: 'advanced', additiveRoles: ['agent_operator'] },
    'POST /v1/support-access/:supportAccessId/approve': reason,
    'POST /v1/support-access/:supportAccessId/refuse': reason,
    'POST /v1/support-access/:supportAccessId/end': reason,
    'POST /v1/people/:personId/suspend': reason,
    'POST /v1/people/:personId/reactivate': reason,
    'POST /v1/access-tokens': { name: `new ${unique}`, permissions: ['role.read'] },
    'POST /v1/agents': { name: `new-${unique}`, purpose: 'tests' },
    'PATCH /v1/agents/:agentId': { purpose: 'another purpose' },
    'POST /v1/agents/:agentId/suspend': reason,
    'POST /v1/agents/:agentId/reactivate': reason,
    'POST /v1/agents/:agentId/retire': reason,
    'POST /v1/agents/:agentId/level': { level: 'intern', ...reason },
    'POST /v1/behaviour-alerts/:alertId/settle': { verdict: 'accepted', ...note },
    'PUT /v1/behaviour-rules': {
      new_tool: 'open_breaker',
      new_data_class: 'drop_level',
      new_target: 'alert',
      rate: 'open_breaker',
      refusals: 'alert',
    },
    'PUT /v1/agents/:agentId/behaviour-rules': { own: { rate: 'drop_level' }, ...reason },
    'POST /v1/agents/:agentId/breaker/close': reason,
    'POST /v1/agents/:agentId/behaviour/relearn': reason,
    'POST /v1/tenant-rules': { name: `rule ${unique}`, ...ruleText },
    'POST /v1/tenant-rules/:tenantRuleId/versions': ruleText,
    'POST /v1/tenant-rules/:tenantRuleId/validate': { version: 1 },
    'POST /v1/tenant-rules/:tenantRuleId/replay': { version: 1 },
    'POST /v1/tenant-rules/:tenantRuleId/publish': { version: 1 },
    'POST /v1/tenant-rules/:tenantRuleId/retire': { version: 1, ...reason },
    'PUT /v1/agents/:agentId/access-matrix': {
      rows: [{ connectorId: world['connectorId'], dataDomain: 'claims', access: 'write' }],
      ...reason,
    },
    'POST /v1/agents/:agentId/access-matrix/lift': reason,
    'PUT /v1/access-matrix-requirement': { required: false, ...reason },
    'POST /v1/toolsets': {
      name: `new ${unique}`,
      purpose: 'tests',
      tools: [{ toolId, targetsUnder: ['reports/'] }],
    },
    'POST /v1/toolsets/:toolsetId/versions': {
      version: 1,
      purpose: 'more tests',
      tools: [{ toolId, requiresApproval: true, targetsUnder: ['reports/'] }],
      affects: [],
      ...reason,
    },
    'POST /v1/toolset-grants': { agentId, toolsetId: world['toolsetId'] },
    'POST /v1/skills': { name: `new ${unique}`, ...skillText, toolIds: [toolId] },
    'POST /v1/skills/:skillId/versions': { ...skillText, toolIds: [toolId] },
    'POST /v1/skills/:skillId/submit': { version: 1 },
    'POST /v1/skills/:skillId/approve': { version: 1 },
    'POST /v1/skills/:skillId/retire': { version: 1 },
    'POST /v1/skill-assignments': { agentId, skillId: world['skillId'] },
    'POST /v1/workflow-plans': {
      agentId,
      name: `new ${unique}`,
      purpose: 'tests',
      stages: [
        { name: 'first', toolIds: [toolId], checkpoint: { approverRole: 'administrator' } },
        { name: 'last', toolIds: [toolId] },
      ],
      lastsHours: 24,
    },
    'POST /v1/workflow-plans/:workflowPlanId/approve': {},
    'POST /v1/workflow-plans/:workflowPlanId/start': {},
    'POST /v1/workflow-plans/:workflowPlanId/complete': reason,
    'POST /v1/workflow-plans/:workflowPlanId/resume': { ...reason, hours: 24 },
    'POST /v1/workflow-plans/:workflowPlanId/cancel': reason,
    'POST /v1/workflow-plans/:workflowPlanId/sign': { stage: 1, ...note },
    'POST /v1/workflow-plans/:workflowPlanId/refuse': { stage: 1, ...note },
    'POST /v1/promotions': { agentId, businessValue: 'Claims are settled sooner.' },
    'POST /v1/promotions/:promotionId/amend': { businessValue: 'Claims are settled two days sooner.' },
    'POST /v1/promotions/:promotionId/sign-offs': { capacity: 'business', ...note },
    'POST /v1/promotions/:promotionId/approve': note,
    'POST /v1/promotions/:promotionId/refuse': note,
    'POST /v1/promotions/:promotionId/withdraw': note,
    'PUT /v1/promotion-thresholds': {
      thresholds: ['junior', 'senior', 'principal'].map((to) => ({
        to,
        daysAtLevelMin: 0,
        availabilityMin: 0,
        acceptanceMin: null,
        accuracyMin: null,
        evidence: [],
      })),
    },
    'POST /v1/atf-assessments': { agentId },
    'POST /v1/atf-assessments/:assessmentId/controls/:controlId': { result: 'met', rationale: 'Tried it.' },
    'POST /v1/atf-assessments/:assessmentId/complete': note,
    'POST /v1/agents/:agentId/credentials': { name: 'second', expiresInDays: 30 },
    'POST /v1/observe-periods': {
      agentId: world['observableAgentId'],
      connectorIds: [world['connectorId']],
      hours: 24,
      ...reason,
    },
    'POST /v1/observe-periods/:observePeriodId/end': reason,
    'POST /v1/observe-periods/:observePeriodId/accept': { permit: [], withdraw: [], ...reason },
    'POST /v1/kill-switches': { target: 'tool', targetId: toolId, ...reason },
    'POST /v1/kill-switches/:killSwitchId/release': reason,
    'POST /v1/agents/:agentId/credentials/:credentialId/rotate': { overlapHours: 24 },
    'POST /v1/connectors': {
      name: `new${unique}`,
      title: 'New',
      transport: { kind: 'stdio', catalogue: 'memory' },
    },
    'POST /v1/connectors/:connectorId/status': { status: 'quarantined', ...reason },
    'PUT /v1/connectors/:connectorId/credentials': { headers: { 'x-api-key': 'another' } },
    'PUT /v1/connectors/:connectorId/tools/:toolName': {
      schemaSha256,
      actionType: 'read',
      dataClass: 'public',
      risk: 'low',
      dataDomains: ['claims'],
    },
    'POST /v1/tool-permissions': { agentId, toolId },
    'POST /v1/data-flows': { agentId, dataClass: 'public', handling: 'full' },
    'POST /v1/approval-gates': {
      name: `new ${unique}`,
      actionTypes: ['admin'],
      mode: 'covers',
      approverRole: 'administrator',
    },
    'DELETE /v1/approval-gates/:approvalGateId': reason,
    'POST /v1/approvals/:approvalId/approve': note,
    'POST /v1/approvals/:approvalId/refuse': note,
    'POST /v1/approvals/:approvalId/withdraw-vote': note,
    'POST /v1/approvals/:approvalId/break-glass': { reason: 'nobody can be reached tonight' },
    'POST /v1/break-glass-uses/:breakGlassId/review': { verdict: 'justified', ...note },
    'POST /v1/notices/seen': { seq: 1, andBefore: true },
    'POST /v1/actions-in-doubt/:decisionId/resolutions': {
      found: 'did_not_happen',
      evidence: 'because the test says so',
    },
    'POST /v1/approval-delegations': {
      toId: world['operatorId'],
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      ...reason,
    },
    'DELETE /v1/incident-playbooks/:incidentPlaybookId': reason,
    'PATCH /v1/incident-playbooks/:incidentPlaybookId': { steps: 'Call somebody else.' },
    'POST /v1/incident-playbooks': { name: `new ${unique}`, actionTypes: ['admin'], steps: 'Call somebody.' },
    'POST /v1/red-team-tests': {
      agentId,
      result: 'failed',
      summary: 'It gave in.',
      testedAt: '2026-11-02T10:00:00.000Z',
    },
    'DELETE /v1/red-team-tests/:redTeamTestId': reason,
    'POST /v1/findings': { agentId, severity: 'critical', title: 'A critical finding' },
    'POST /v1/findings/:findingId/close': reason,
    'POST /v1/incidents': { agentId, severity: 'high', title: 'It wrote where it should read' },
    'POST /v1/incidents/:incidentId/contain': { ...note, playbookId: world['incidentPlaybookId'] },
    'POST /v1/incidents/:incidentId/close': note,
    'POST /v1/webhook-endpoints': {
      name: `new ${unique}`,
      url: 'https://siem.example/new',
      events: ['agent.*'],
    },
    'PATCH /v1/webhook-endpoints/:webhookEndpointId': { url: 'https://siem.example/other' },
    'POST /v1/webhook-endpoints/:webhookEndpointId/status': { status: 'paused', ...reason },
    'POST /v1/webhook-endpoints/:webhookEndpointId/rotate-secret': { overlapHours: 24, ...reason },
    'POST /v1/webhook-endpoints/:webhookEndpointId/ping': {},
    'POST /v1/webhook-endpoints/:webhookEndpointId/replay': { after: 0, ...reason },
    'POST /v1/policy-snapshots': { name: `state ${unique}` },
    'POST /v1/simulations': {
      name: `what if ${unique}`,
      asked: { kind: 'call', agentId, tool: 'tools_send', arguments: { to: 'somebody' } },
      edits: [
        { kind: 'permit_tool', agentId, toolId, targetsUnder: ['reports/'] },
        {
          kind: 'set_access',
          agentId,
          connectorId: world['connectorId'],
          dataDomain: 'claims',
          access: 'read',
        },
        { kind: 'add_gate', name: 'a gate', actionTypes: ['external'], mode: 'each_time' },
      ],
    },
    'POST /v1/journal/verify': {},
    'POST /v1/security-checks': {},
  };
}
