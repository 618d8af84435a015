/** In a tenant: an agent that is observed, and another that could be. */
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { newId } from '@gamut/kernel/id';
import { observeConnector } from '../../apps/platform/src/features/agentic/connectors/observe-connector.ts';
import { toolDigest } from '../../apps/platform/src/features/agentic/connectors/tool-digest.ts';
import { bumpFacts } from '../../apps/platform/src/features/agentic/facts/bump-facts.ts';
import { insertObservePeriod } from '../../apps/platform/src/features/agentic/observe-periods/observe-period-store.ts';
import type { Client, PlatformUnderTest } from './platform.ts';

export interface ObserveWorld {
  readonly observePeriodId: string;
  readonly observedAgentId: string;
  readonly observableAgentId: string;
}

/** Made in few flights: the generated tests make many worlds. */
export async function makeObserved(
  { running }: PlatformUnderTest,
  client: Client,
  tenant: TenantRef,
  { n, connectorId }: { readonly n: number; readonly connectorId: string },
): Promise<ObserveWorld> {
  const { db, clock } = running.platform;
  const [observedAgentId, observableAgentId] = await Promise.all(
    ([`observed-${n}`, `observable-${n}`] as const).map((name) => makeAgent(client, name, 'low')),
  );
  assert.ok(observedAgentId !== undefined && observableAgentId !== undefined);
  const startedMs = clock.nowMs();
  const id = newId('obs', startedMs, randomBytes(16));
  const [startedAt, endsAt] = [0, 86_400_000].map((ms) => new Date(startedMs + ms).toISOString());
  await db.tenant(tenant, async (tx) => {
    await tx.query(
      "UPDATE agents SET level = CASE id WHEN $1 THEN 'intern' ELSE 'senior' END WHERE id = ANY (ARRAY[$1, $2]::text[])",
      [observedAgentId, observableAgentId],
    );
    await bumpFacts(tx);
    const what = {
      id,
      agentId: observedAgentId,
      connectorIds: [connectorId],
      reason: 'the test observes it',
    };
    await insertObservePeriod(tx, {
      ...what,
      startedAt: startedAt as string,
      endsAt: endsAt as string,
      startedBy: client.userId,
    });
  });
  return { observePeriodId: id, observedAgentId, observableAgentId };
}

async function makeAgent(client: Client, name: string, tier: string): Promise<string> {
  const body = { name, purpose: 'tests', humanOwnerId: client.userId, tier, status: 'active' };
  const made = await client.call({ method: 'POST', path: '/v1/agents', body });
  assert.equal(made.status, 201, made.text);
  return made.json.id;
}

/** Active, an intern, of low tier. */
export async function makeObservable(client: Client, name: string, tier = 'low'): Promise<string> {
  const id = await makeAgent(client, name, tier);
  const level = await client.call({
    method: 'POST',
    path: `/v1/agents/${id}/level`,
    body: { level: 'intern', reason: 'because the test says so' },
  });
  assert.equal(level.status, 200, level.text);
  return id;
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

/** Classifies a tool of `makeReadingTools` anew. */
export async function reclassify(
  client: Client,
  connectorId: string,
  tool: string,
  more: object,
): Promise<void> {
  const inputSchema = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
  const seen = { name: tool, title: tool, description: 'Of a folder.', inputSchema };
  const body = {
    ...{ schemaSha256: toolDigest(seen), actionType: 'read', dataClass: 'internal', risk: 'low' },
    ...{ targetPointers: ['/path'], targetKind: 'path', targetRoot: '/srv' },
    ...more,
  };
  const pinned = await client.call({
    method: 'PUT',
    path: `/v1/connectors/${connectorId}/tools/${tool}`,
    body,
  });
  assert.equal(pinned.status, 200, pinned.text);
}

/** As `makeObservable`, with both owners named and a data flow for what the reading tools hold. */
export async function makeReader(
  client: Client,
  name: string,
  owners: object,
  tier = 'low',
): Promise<string> {
  // the tier last: whoever owns a critical agent does not hand it on
  const id = await makeObservable(client, name);
  for (const [method, path, body] of [
    ['PATCH', `/v1/agents/${id}`, { ...owners, tier }],
    ['POST', '/v1/data-flows', { agentId: id, dataClass: 'internal', handling: 'full' }],
  ] as const) {
    const answer = await client.call({ method, path, body });
    assert.ok(answer.status < 300, answer.text);
  }
  return id;
}
