/** Simulations on decisions that were truly made: the figures add up, nothing is changed or performed, and a deletion is on record. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decideCall } from '../support/decided-calls.ts';
import { testPlatform, type Answer, type Client, type PlatformUnderTest } from '../support/platform.ts';
import { makeWorld, type RouteWorld } from '../support/route-world.ts';

let under: PlatformUnderTest;
let operator: Client;
let world: RouteWorld;
let tool: string;
const ids: string[] = [];

before(async () => {
  under = await testPlatform();
  const administrator = await under.as('administrator');
  operator = await under.as('operator');
  world = await makeWorld(under, administrator, under.tenant);
  const connector = await administrator.call({
    method: 'GET',
    path: `/v1/connectors/${world['connectorId']}`,
  });
  tool = `${connector.json.name}_send`;
  for (const to of ['a', 'b', 'c']) {
    const made = await decideCall(under, under.tenant, {
      agentId: world.agentId,
      tool,
      arguments: { to: `${to}@inside.example` },
    });
    ids.push(made.entry.id);
  }
});
after(() => under.close());

function simulate(more: Record<string, unknown>, client = operator): Promise<Answer> {
  return client.call({ method: 'POST', path: '/v1/simulations', body: { name: 'what if', ...more } });
}
const days = { asked: { kind: 'days', days: 7 } };

async function governance(): Promise<string> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query(
      `SELECT (SELECT version FROM facts_state) AS facts, (SELECT count(*) FROM decisions) AS decisions,
        (SELECT count(*) FROM approvals) AS approvals, (SELECT count(*) FROM journal_entries WHERE stream = 'decisions') AS entries`,
      [],
    ),
  );
  return JSON.stringify(rows);
}

test('against the present state nothing would change, and every decision of the window is accounted for', async () => {
  const { status, json, text } = await simulate(days);
  assert.equal(status, 201, text);
  const { result } = json;
  const unknown = result.unknown.reduce((sum: number, one: { count: number }) => sum + one.count, 0);
  assert.equal(result.simulated + unknown + result.notReached, result.decided);
  const ours = result.differences.filter((one: { decisionId: string }) => ids.includes(one.decisionId));
  assert.deepEqual(ours, []);
});

test('an edit shows which decisions would come out otherwise, each with what it was and what it would be', async () => {
  const before = await governance();
  const edits = [{ kind: 'set_status', agentId: world.agentId, status: 'suspended' }];
  const { json, text } = await simulate({ ...days, edits });
  const ours = json.result.differences.filter((one: { decisionId: string }) => ids.includes(one.decisionId));
  assert.deepEqual(new Set(ours.map((one: { decisionId: string }) => one.decisionId)), new Set(ids), text);
  assert.ok(
    ours.every((one: { would: { reasonCodes: string[] } }) =>
      one.would.reasonCodes.includes('agent_not_active'),
    ),
  );
  assert.equal(await governance(), before, 'nothing was decided, asked for or moved');
});

test('one call is decided with its whole trace, and its arguments are not kept', async () => {
  const asked = { kind: 'call', agentId: world.agentId, tool, arguments: { to: 'secretly@inside.example' } };
  const { json, text } = await simulate({ asked });
  assert.equal(json.result.decision.trace.length, 13, text);
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ all: string }>('SELECT to_jsonb(s)::text AS all FROM simulations s WHERE id = $1', [json.id]),
  );
  assert.ok(!(row?.all ?? 'secretly').includes('secretly'));
});

test('a saved state answers for what it was, whatever has changed since', async () => {
  const saved = await operator.call({
    method: 'POST',
    path: '/v1/policy-snapshots',
    body: { name: 'as it was' },
  });
  assert.equal(saved.status, 201, saved.text);
  const asked = { kind: 'call', agentId: world.agentId, tool, arguments: { to: 'a@inside.example' } };
  const before = (await simulate({ asked })).json.result.decision;
  await operator.call({
    method: 'POST',
    path: `/v1/agents/${world.agentId}/suspend`,
    body: { reason: 'because the test says so' },
  });
  const now = (await simulate({ asked })).json.result.decision;
  assert.ok(now.reasons.some((one: { code: string }) => one.code === 'agent_not_active'));
  const then = (await simulate({ asked, snapshotId: saved.json.id })).json;
  assert.deepEqual(then.result.decision, before);
  assert.equal(then.factsSha256, saved.json.factsSha256);
  const again = await operator.call({
    method: 'POST',
    path: '/v1/policy-snapshots',
    body: { name: 'as it was' },
  });
  assert.equal(again.json.code, 'conflict');
});

test('an edit that fits nothing is refused with its place; a snapshot of somebody else is not found', async () => {
  const unfit = await simulate({ ...days, edits: [{ kind: 'remove_gate', gateId: 'gat_none' }] });
  assert.equal(unfit.status, 422, unfit.text);
  assert.match(unfit.text, /\/edits\/0/);
  const foreign = await simulate({ ...days, snapshotId: 'snp_01jx0000000000000000000000' });
  assert.equal(foreign.status, 404);
  assert.equal((await simulate({ asked: { kind: 'days', days: 8 } })).status, 422);
});

test('of a wrong edit one thing is said, of the kind that it names', async () => {
  const wrong = async (edit: unknown) => (await simulate({ ...days, edits: [edit] })).json.errors;
  const { agentId } = world;
  assert.deepEqual(
    [
      await wrong({ kind: 'set_level', agentId, level: 'emperor' }),
      await wrong({ kind: 'set_plan_stage', agentId, stage: 17 }),
      await wrong({ kind: 'take_tool', agentId, toolId: 'tol_x', stage: 1 }),
      await wrong({ kind: 'end_plan' }),
      await wrong({ kind: 'end_world', agentId }),
      await wrong('end_plan'),
    ],
    [
      [{ pointer: '/edits/0/level', message: 'must be equal to one of the allowed values' }],
      [{ pointer: '/edits/0/stage', message: 'must be <= 16' }],
      [{ pointer: '/edits/0/stage', message: 'is not a member that is known here' }],
      [{ pointer: '/edits/0', message: "must have required property 'agentId'" }],
      [{ pointer: '/edits/0/kind', message: 'is none of the kinds that are known here' }],
      [{ pointer: '/edits/0', message: 'must be object' }],
    ],
  );
});

test('an administrator removes one, which says in the audit stream what came out', async () => {
  const { json } = await simulate(days);
  const path = `/v1/simulations/${json.id}`;
  assert.equal((await operator.call({ method: 'DELETE', path })).status, 403);
  const administrator = await under.as('administrator');
  assert.equal((await administrator.call({ method: 'DELETE', path })).status, 200);
  assert.equal((await operator.call({ method: 'GET', path })).status, 404);
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(`SELECT bytes FROM journal_entries WHERE kind = 'simulation.deleted'`, []),
  );
  assert.ok(row?.bytes.includes(json.id) && row.bytes.includes(json.factsSha256));
});
