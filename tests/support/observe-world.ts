/** In a tenant: an agent that is observed, and another that could be. */
import assert from 'node:assert/strict';
import { observeConnector } from '../../apps/platform/src/features/agentic/connectors/observe-connector.ts';
import { toolDigest } from '../../apps/platform/src/features/agentic/connectors/tool-digest.ts';
import type { Client, PlatformUnderTest } from './platform.ts';

export interface ObserveWorld {
  readonly observePeriodId: string;
  readonly observedAgentId: string;
  readonly observableAgentId: string;
}

/** @param client an administrator of the tenant, at a screen */
export async function makeObserved(client: Client, n: number, connectorId: string): Promise<ObserveWorld> {
  const observedAgentId = await makeObservable(client, `observed-${n}`);
  const period = await openPeriod(client, observedAgentId, [connectorId]);
  return {
    observePeriodId: period,
    observedAgentId,
    observableAgentId: await makeObservable(client, `observable-${n}`),
  };
}

/** Active, an intern, of low tier. */
export async function makeObservable(client: Client, name: string, tier = 'low'): Promise<string> {
  const made = await client.call({
    method: 'POST',
    path: '/v1/agents',
    body: { name, purpose: 'tests', humanOwnerId: client.userId, tier, status: 'active' },
  });
  assert.equal(made.status, 201, made.text);
  const level = await client.call({
    method: 'POST',
    path: `/v1/agents/${made.json.id}/level`,
    body: { level: 'intern', reason: 'because the test says so' },
  });
  assert.equal(level.status, 200, level.text);
  return made.json.id;
}

export async function openPeriod(
  client: Client,
  agentId: string,
  connectorIds: readonly string[],
  hours = 24,
): Promise<string> {
  const opened = await client.call({
    method: 'POST',
    path: '/v1/observe-periods',
    body: { agentId, connectorIds, hours, reason: 'because the test says so' },
  });
  assert.equal(opened.status, 201, opened.text);
  return opened.json.id;
}

/** A connector with three tools: two that read below a folder, and one that writes. Agents may handle what they hold. */
export async function makeReadingTools(
  under: PlatformUnderTest,
  client: Client,
  name: string,
): Promise<{ readonly connectorId: string; readonly toolIds: Readonly<Record<string, string>> }> {
  const connector = await client.call({
    method: 'POST',
    path: '/v1/connectors',
    body: { name, title: 'Files', transport: { kind: 'http', url: 'https://files.example/mcp' } },
  });
  assert.equal(connector.status, 201, connector.text);
  const connectorId = connector.json.id as string;
  const tools = ['read_file', 'list_folder', 'write_file'].map((tool) => {
    const inputSchema = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
    const seen = { name: tool, title: tool, description: 'Of a folder.', inputSchema };
    return { ...seen, schemaSha256: toolDigest(seen) };
  });
  const at = new Date().toISOString();
  await observeConnector(under.running.platform.db, under.tenant, {
    ...{ tenant: under.tenant.id, connector: connectorId, at, reachable: true, detail: null },
    ...{ isolation: [], tools },
  });
  const toolIds: Record<string, string> = {};
  for (const { name: tool, schemaSha256 } of tools) {
    const actionType = tool === 'write_file' ? 'write_internal' : 'read';
    const places = { targetPointers: ['/path'], targetKind: 'path', targetRoot: '/srv' };
    const body = { schemaSha256, actionType, dataClass: 'internal', risk: 'low', ...places };
    const path = `/v1/connectors/${connectorId}/tools/${tool}`;
    const pinned = await client.call({ method: 'PUT', path, body });
    assert.equal(pinned.status, 200, pinned.text);
    toolIds[tool] = pinned.json.id;
  }
  return { connectorId, toolIds };
}

/** As `makeObservable`, with both owners named and a data flow for what the reading tools hold. */
export async function makeReader(
  client: Client,
  name: string,
  owners: object,
  tier = 'low',
): Promise<string> {
  const id = await makeObservable(client, name, tier);
  for (const [method, path, body] of [
    ['PATCH', `/v1/agents/${id}`, owners],
    ['POST', '/v1/data-flows', { agentId: id, dataClass: 'internal', handling: 'full' }],
  ] as const) {
    const answer = await client.call({ method, path, body });
    assert.ok(answer.status < 300, answer.text);
  }
  return id;
}
