/** What Gateway brings into a marked tenant, over its signed edge: observations, decisions and outcomes, each text with the mark. */
import assert from 'node:assert/strict';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import type { SignedClient } from '@gamut/service/signed-client';
import { toolDigest } from '../../apps/platform/src/features/agentic/connectors/tool-digest.ts';
import type { MarkedTenant } from './marked-tenant.ts';
import type { PlatformUnderTest } from './platform.ts';
import { decisionEntry, randomId, type RouteWorld } from './route-world.ts';

/** What Gateway brings: a decision of each kind that leaves something, an outcome, and what a connector lists; all of it marked. */
export async function bringFromGateway(
  under: PlatformUnderTest,
  gateway: SignedClient,
  marked: MarkedTenant,
): Promise<void> {
  const { tenant, mark, world, client } = marked;
  const say = (what: string): string => `${what} ${mark}`;
  const name = `send-${mark}`;
  const listed = {
    name,
    title: say('Send'),
    description: say('Sends.'),
    inputSchema: { type: 'object', title: mark },
  };
  const tools = [{ ...listed, schemaSha256: toolDigest(listed) }];
  const at = new Date().toISOString();
  await gateway.post('/internal/v1/observations', {
    tenant: tenant.id,
    body: {
      tenant: tenant.id,
      connector: world['connectorId'],
      at,
      reachable: true,
      detail: say('seen'),
      isolation: [],
      tools,
    },
  });
  const pinned = await client.call({
    method: 'PUT',
    path: `/v1/connectors/${String(world['connectorId'])}/tools/${name}`,
    body: {
      schemaSha256: tools[0]?.schemaSha256,
      actionType: 'external',
      dataClass: 'internal',
      risk: 'high',
      targetPointers: ['/to'],
      targetKind: 'path',
      targetRoot: '/srv',
      targetClasses: [{ under: '/srv/hr', dataClass: 'personal' }],
      amountPointer: '/amount',
      safeForm: {
        rowsMax: 10,
        mask: true,
        fields: ['/name'],
        maskedFields: [{ pointer: '/iban', dataClass: 'personal' }],
        arguments: [{ pointer: '/mode', value: 'dry', makes: 'dry_run' }],
      },
    },
  });
  assert.equal(pinned.status, 200, pinned.text);
  marked.world = { ...world, markedTool: name } as RouteWorld;
  const who = { agent: world.agentId, agentName: `agent-${mark}`, toolId: pinned.json.id as string };
  const said: Partial<DecisionEntry> = {
    tool: `tools_${name}`,
    connector: `tools${mark}`,
    target: say('to'),
    argumentsShown: JSON.stringify({ to: mark }),
    argumentsWhole: JSON.stringify({ account: mark, to: mark }),
  };
  for (const what of ['require_approval', 'block_and_open_incident', 'allow', 'question'] as const) {
    const asked = what === 'question' ? { ...said, way: { kind: 'question' as const } } : said;
    const kind = what === 'question' ? 'allow' : what;
    const entry = markDecision(await decisionEntry(under, tenant, who, kind, asked), mark);
    const entries: unknown[] = [entry];
    if (what === 'allow') entries.push(outcomeOf(entry.id, say('as upstream said')));
    const answer = (await gateway.post('/internal/v1/ledger', {
      tenant: tenant.id,
      body: { tenant: tenant.id, instance: `gwy_${mark}`, entries },
    })) as { results: { status: string; approval?: { id: string } | null }[] };
    marked.answers.push({ name: '/internal/v1/ledger', text: JSON.stringify(answer) });
    // what is opened of an approval, whole, is what this tenant's own agent asked for
    const approvalId = answer.results[0]?.approval?.id;
    if (approvalId !== undefined) marked.world = { ...marked.world, approvalId } as RouteWorld;
    // whether facts let it through is another test's: what was refused is recorded with the same words
    assert.ok(
      answer.results.every(({ status }) => status !== 'stale'),
      JSON.stringify(answer),
    );
  }
}

/** What Gateway saw of the call stands in the trace and in the reasons. */
function markDecision(entry: DecisionEntry, mark: string): DecisionEntry {
  const { kind, reasons, trace } = entry.decision;
  return {
    ...entry,
    decision: {
      kind,
      reasons: reasons.map((reason) => ({ ...reason, message: `${reason.message} ${mark}` })),
      trace: trace.map((step) => ({ ...step, saw: `${step.saw} ${mark}` })),
    },
  };
}

function outcomeOf(decision: string, detail: string): unknown {
  return {
    kind: 'outcome',
    id: randomId('out'),
    decision,
    at: new Date().toISOString(),
    state: 'failed',
    answerSha256: null,
    answerBytes: 0,
    redactions: {},
    degraded: detail,
    detail,
    tookMs: 1,
  };
}
