/**
 * One of everything in a tenant, made by the product's own routes and ledger, and for each route a request that would succeed there.
 */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId, type IdPrefix } from '@gamut/kernel/id';
import { controlNames } from '@gamut/protocol/decision';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { createLedger } from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import { loadFactsState } from '../../apps/platform/src/features/agentic/facts/facts-store.ts';
import type { Route } from '../../apps/platform/src/http/route.ts';
import { askSupport, makeOperator } from './operators-world.ts';
import { makePeople } from './people-world.ts';
import { makeAlert } from './behaviour-world.ts';
import { approveThrough } from './approve.ts';
import { capabilityStandIns, makeCapabilities } from './capability-world.ts';
import { giveNotices } from '../../apps/platform/src/features/agentic/notices/give-notices.ts';
import { putInDoubt } from './doubt-world.ts';
import { makeObserved } from './observe-world.ts';
import { makePromotions } from './promotion-world.ts';
import { makeRules } from './rule-world.ts';
import type { AnyJson, Client, PlatformUnderTest } from './platform.ts';

/** Values of path parameters by name. */
export type RouteWorld = Readonly<Record<string, string>> & {
  readonly toolId: string;
  readonly schemaSha256: string;
  readonly agentId: string;
};

const zeros = '0'.repeat(64);
let worlds = 0;

export const randomId = (prefix: IdPrefix): string => newId(prefix, Date.now(), randomBytes(16));

/** @param client an administrator of the tenant */
export async function makeWorld(
  under: PlatformUnderTest,
  client: Client,
  tenant: TenantRef,
): Promise<RouteWorld> {
  const n = ++worlds;
  const make = async (path: string, body: unknown, by = client): Promise<AnyJson> => {
    const answer = await by.call({ method: 'POST', path, body });
    assert.equal(answer.status, 201, `${path}: ${answer.text}`);
    return answer.json;
  };
  const agent = await make('/v1/agents', {
    name: `agent-${n}`,
    purpose: 'tests',
    humanOwnerId: client.userId,
    status: 'active',
  });
  const { credential } = await make(`/v1/agents/${agent.id}/credentials`, { name: 'first' });
  const connector = await make('/v1/connectors', {
    name: `tools${n}`,
    title: 'Tools',
    transport: { kind: 'http', url: 'https://tools.example/mcp' },
    headers: { authorization: 'Bearer of-the-upstream' },
  });
  const tool = await pinOne(under, client, tenant, connector.id);
  const permission = await make('/v1/tool-permissions', { agentId: agent.id, toolId: tool.id });
  const flow = await make('/v1/data-flows', { agentId: agent.id, dataClass: 'internal', handling: 'full' });
  const gate = await make('/v1/approval-gates', {
    name: `gate ${n}`,
    actionTypes: ['external'],
    mode: 'each_time',
    approverRole: 'agent_operator',
  });
  const playbook = await make('/v1/incident-playbooks', {
    name: `playbook ${n}`,
    actionTypes: ['external'],
    steps: 'Call somebody.',
  });
  const test = await make('/v1/red-team-tests', {
    agentId: agent.id,
    result: 'passed',
    summary: 'Held.',
    testedAt: '2026-11-01T10:00:00.000Z',
  });
  // somebody else than who opened it closes it
  const found = { agentId: agent.id, severity: 'low', title: 'A finding' };
  const finding = await make('/v1/findings', found, await under.as('operator', tenant));
  const { endpoint } = await make('/v1/webhook-endpoints', {
    name: `endpoint ${n}`,
    url: 'https://siem.example/gamut',
    events: ['*'],
  });
  const stopped = await make('/v1/kill-switches', {
    target: 'connector',
    targetId: connector.id,
    reason: 'because the test says so',
  });
  const simulation = await make('/v1/simulations', {
    name: `what if ${n}`,
    asked: { kind: 'call', agentId: agent.id, tool: 'none_such', arguments: {} },
  });
  const who = { agent: agent.id, agentName: agent.name, toolId: tool.id };
  const asked = await commitDecision(under, tenant, who, 'require_approval');
  const voted = await commitDecision(under, tenant, who, 'require_approval');
  const blocked = await commitDecision(under, tenant, who, 'block_and_open_incident');
  const doubtful = await commitDecision(under, tenant, who, 'allow', { level: 'senior' });
  const observed = await makeObserved(under, client, tenant, { n, connectorId: connector.id });
  const doubtDecisionId = await putInDoubt(under, tenant, doubtful.id);
  await giveNotices(under.running.platform.db, tenant, under.running.platform.clock);
  return {
    ...(await makePeople(under, client, tenant, n)),
    ...(await makeApprovalsInDepth(under, client, tenant, who)),
    ...(await makePromotions(under, tenant)),
    ...(await makeRules(under, tenant)),
    ...observed,
    // not the agent whose permissions the tests take in turn: what it holds by a toolset would keep them
    ...(await makeCapabilities(under, tenant, { agentId: observed.observableAgentId, toolId: tool.id })),
    doubtDecisionId,
    alertId: await makeAlert(under, tenant, agent.id),
    agentId: agent.id,
    credentialId: credential.id,
    connectorId: connector.id,
    toolName: 'send',
    toolId: tool.id,
    schemaSha256: tool.pinnedSha256,
    toolPermissionId: permission.id,
    dataFlowId: flow.id,
    approvalGateId: gate.id,
    incidentPlaybookId: playbook.id,
    redTeamTestId: test.id,
    findingId: finding.id,
    approvalId: asked.approval,
    votedApprovalId: await approveThrough(client, voted.approval),
    incidentId: blocked.incident,
    decisionId: asked.id,
    webhookEndpointId: endpoint.id,
    killSwitchId: stopped.id,
    simulationId: simulation.id,
    supportAccessId: await askSupport(await makeOperator(under, 'platform_support'), tenant),
    stream: 'audit',
    seq: '1',
  };
}

/** A right that was lent to an operator, and an emergency of theirs that somebody else has to review. */
async function makeApprovalsInDepth(
  under: PlatformUnderTest,
  client: Client,
  tenant: TenantRef,
  who: { agent: string; agentName: string; toolId: string },
): Promise<{ operatorId: string; approvalDelegationId: string; breakGlassId: string }> {
  const operator = await under.as('operator', tenant);
  const endsAt = new Date(under.running.platform.clock.nowMs() + 86_400_000).toISOString();
  const body = { toId: operator.userId, endsAt, reason: 'away for a day' };
  const lent = await client.call({ method: 'POST', path: '/v1/approval-delegations', body });
  assert.equal(lent.status, 201, lent.text);
  const { approval } = await commitDecision(under, tenant, who, 'require_approval');
  const breakGlassId = randomId('bgl');
  await under.running.platform.db.tenant(tenant, (tx) =>
    tx.query(
      `INSERT INTO break_glass_uses (id, approval_id, person_id, reason, at, review_due_at)
       VALUES ($1, $2, $3, 'nobody could be reached', now(), now() + interval '1 day')`,
      [breakGlassId, approval, operator.userId],
    ),
  );
  return { operatorId: operator.userId, approvalDelegationId: lent.json.id, breakGlassId };
}

/** Gateway has seen the tool; a person pins it. */
async function pinOne(
  under: PlatformUnderTest,
  client: Client,
  tenant: TenantRef,
  connectorId: string,
): Promise<{ id: string; pinnedSha256: string }> {
  const tool = { name: 'send', title: 'Send', description: 'Sends a text.', inputSchema: { type: 'object' } };
  const { toolDigest } = await import('../../apps/platform/src/features/agentic/connectors/tool-digest.ts');
  const { observeConnector } =
    await import('../../apps/platform/src/features/agentic/connectors/observe-connector.ts');
  const schemaSha256 = toolDigest(tool);
  const at = new Date().toISOString();
  const seen = {
    tenant: tenant.id,
    connector: connectorId,
    at,
    reachable: true,
    detail: null,
    isolation: [],
    tools: [{ ...tool, schemaSha256 }],
  };
  await observeConnector(under.running.platform.db, tenant, seen);
  const body = { schemaSha256, actionType: 'external', dataClass: 'internal', risk: 'high' };
  const answer = await client.call({ method: 'PUT', path: `/v1/connectors/${connectorId}/tools/send`, body });
  assert.equal(answer.status, 200, answer.text);
  return answer.json as { id: string; pinnedSha256: string };
}

export interface CommittedDecision {
  readonly id: string;
  readonly approval: string;
  readonly incident: string;
  readonly entry: DecisionEntry;
}

/** One decision of this kind, on the facts in force. */
export async function decisionEntry(
  under: PlatformUnderTest,
  tenant: TenantRef,
  who: { agent: string; agentName: string; toolId: string },
  kind: DecisionEntry['decision']['kind'],
  more: Partial<DecisionEntry> = {},
): Promise<DecisionEntry> {
  const { db, clock } = under.running.platform;
  const { version } = await db.readTenant(tenant, loadFactsState);
  const reasons =
    kind === 'allow'
      ? []
      : [
          {
            code: 'level_needs_approval',
            control: 'level_boundary' as const,
            ...{ message: 'Its level asks a person first.', fix: 'Approve it.', who: 'An approver' },
          },
        ];
  return {
    kind: 'decision',
    id: randomId('dec'),
    nonce: encodeBase64url(randomBytes(16)),
    at: new Date(clock.nowMs()).toISOString(),
    ...who,
    level: 'junior',
    tool: 'tools_send',
    connector: 'tools',
    actionType: 'external',
    dataClass: 'internal',
    risk: 'high',
    target: 'somebody@outside.example',
    actionSha256: Buffer.from(randomBytes(32)).toString('hex'),
    argumentsShown: '{"to":"somebody@outside.example"}',
    schemaSha256: zeros,
    factsVersion: version,
    factsSha256: zeros,
    policySha256: zeros,
    buildSha256: zeros,
    usage: { agentCalls: 0, toolCalls: 0 },
    approval: null,
    approvalExpiresAfterMs: kind === 'require_approval' ? 3_600_000 : null,
    decision: {
      kind,
      reasons,
      trace: controlNames.map((control) => ({ control, verdict: 'pass' as const, saw: 'a test' })),
    },
    decidedInNs: 1000,
    ...more,
  };
}

/** As Gateway would: one durable decision of this kind, decided anew while the facts moved on between reading and committing. */
export async function commitDecision(
  under: PlatformUnderTest,
  tenant: TenantRef,
  who: { agent: string; agentName: string; toolId: string },
  kind: DecisionEntry['decision']['kind'],
  more: Partial<DecisionEntry> = {},
  again = 5,
): Promise<CommittedDecision> {
  const ledger = createLedger(under.running.platform);
  const entry = await decisionEntry(under, tenant, who, kind, more);
  const answer = await ledger.commit(
    tenant,
    { tenant: tenant.id, instance: 'gwy_test', entries: [entry] },
    encodeBase64url(randomBytes(16)),
  );
  const result = answer.results[0];
  if (result?.status === 'stale' && again > 0 && more.factsVersion === undefined)
    return commitDecision(under, tenant, who, kind, more, again - 1);
  assert.equal(result?.status, 'committed', JSON.stringify(result));
  const { approval, incident } = result as Extract<typeof result, { status: 'committed' }>;
  return { id: entry.id, approval: approval?.id ?? '', incident: incident ?? '', entry };
}

/** Where a route wants another of the kind than its parameter names. */
const standIns: Readonly<Record<string, string>> = {
  '/v1/people/:personId/set-up-link': 'invitedId',
  '/v1/approvals/:approvalId/withdraw-vote': 'votedApprovalId',
  '/v1/promotions/:promotionId/approve': 'readyPromotionId',
  '/v1/agents/:agentId/breaker/close': 'trippedAgentId',
  '/v1/actions-in-doubt/:decisionId': 'doubtDecisionId',
  '/v1/actions-in-doubt/:decisionId/resolutions': 'doubtDecisionId',
  '/v1/tenant-rules/:tenantRuleId/replay': 'readyRuleId',
  '/v1/tenant-rules/:tenantRuleId/publish': 'readyRuleId',
  ...capabilityStandIns,
};

/** The route's path in this world. */
export function pathFor(route: Pick<Route, 'path'>, world: Readonly<Record<string, string>>): string {
  return route.path.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => {
    const value = world[standIns[route.path] ?? name];
    if (value === undefined) throw new Error(`${route.path}: the tests know no ${name}`);
    return value;
  });
}
