/**
 * Observe periods as people use them: who may open one and for whom, what a period does to decisions and to nothing else, how each
 * of them ends, and what comes of the draft.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decideCall } from '../../../../../../tests/support/decided-calls.ts';
import { makeReader, makeReadingTools, openPeriod } from '../../../../../../tests/support/observe-world.ts';
import {
  testPlatform,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import { endObservePeriods } from './end-observe-periods.ts';

let under: PlatformUnderTest;
let administrator: Client;
let operator: Client;
let another: Client;
let connectorId: string;
let toolIds: Readonly<Record<string, string>>;
let agents = 0;
const reason = { reason: 'because the test says so' };
const hourMs = 3_600_000;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  [operator, another] = [await under.as('operator'), await under.as('advanced')];
  ({ connectorId, toolIds } = await makeReadingTools(under, administrator, 'files'));
});
after(() => under.close());

const post = (client: Client, path: string, body: unknown): Promise<Answer> =>
  client.call({ method: 'POST', path, body });
const get = async (path: string) => (await operator.call({ method: 'GET', path })).json;
const facts = () => createFactsDesk(under.running.platform.db).load(under.tenant);
const owners = () => ({ humanOwnerId: operator.userId, securityOwnerId: another.userId });
const reader = (tier = 'low') => makeReader(administrator, `reader-${++agents}`, owners(), tier);
const open = (agentId: string, more: object = {}, client = administrator) =>
  post(client, '/v1/observe-periods', {
    agentId,
    connectorIds: [connectorId],
    hours: 24,
    ...reason,
    ...more,
  });
const read = (agentId: string, path = 'a.txt', tool = 'files_read_file', clocks = {}) =>
  decideCall(under, under.tenant, { agentId, tool, arguments: { path } }, clocks);
const kindOf = async (...asked: Parameters<typeof read>) => (await read(...asked)).entry.decision.kind;
const endOf = async (id: string) => {
  const { state, endedHow } = await get(`/v1/observe-periods/${id}`);
  return [state, endedHow];
};

test('an administrator opens a period for one agent: it reads what nobody permitted, writes nothing, and others do neither', async () => {
  const [agentId, stranger] = [await reader(), await reader()];
  assert.equal(await kindOf(agentId), 'block');
  const opened = await open(agentId);
  assert.equal(opened.status, 201, opened.text);
  const { state, startedBy, startedAt, endsAt, connectors } = opened.json;
  assert.deepEqual([state, startedBy], ['running', 'administrator of alpha']);
  assert.equal(Date.parse(endsAt) - Date.parse(startedAt), 24 * hourMs);
  assert.deepEqual(connectors, [{ id: connectorId, name: 'files' }]);
  const { entry, result } = await read(agentId);
  assert.deepEqual([entry.decision.kind, result?.status], ['allow_and_log', 'committed']);
  assert.equal(await kindOf(agentId, 'a.txt', 'files_write_file'), 'block');
  assert.equal(await kindOf(stranger), 'block');
  const { data } = await get(`/v1/observe-periods?agentId=${agentId}&state=running`);
  assert.deepEqual(
    data.map((one: { id: string }) => one.id),
    [opened.json.id],
  );
});

test('nobody but an administrator opens one, nobody twice, for no longer than a fortnight, and through what is there', async () => {
  const agentId = await reader();
  for (const client of [operator, another]) assert.equal((await open(agentId, {}, client)).status, 403);
  for (const hours of [0, 337, 1.5]) assert.equal((await open(agentId, { hours })).status, 422, `${hours}`);
  assert.equal((await open(agentId, { connectorIds: [] })).status, 422);
  const nothing = { connectorIds: ['con_01jx0000000000000000000000'] };
  assert.equal((await open(agentId, nothing)).json.code, 'not_found');
  assert.equal((await open(agentId, { hours: 336 })).status, 201);
  assert.equal((await open(agentId)).json.code, 'conflict');
});

test('never for an agent of critical or undetermined tier, and at high tier not by who answers for it', async () => {
  for (const tier of ['critical', 'undetermined'])
    assert.equal((await open(await reader(tier))).json.code, 'conflict', tier);
  const high = await reader('high');
  const own = async (body: object) =>
    administrator.call({ method: 'PATCH', path: `/v1/agents/${high}`, body });
  await own({ securityOwnerId: administrator.userId });
  assert.equal((await open(high)).json.code, 'forbidden');
  await own({ securityOwnerId: another.userId, humanOwnerId: administrator.userId });
  assert.equal((await open(high)).json.code, 'forbidden');
  await own({ humanOwnerId: operator.userId });
  assert.equal((await open(high)).status, 201);
});

test('the commit compares with its own clock: to the millisecond before the end, and not at it', async () => {
  const agentId = await reader();
  const { json } = await open(agentId, { hours: 1 });
  const endMs = Date.parse(json.endsAt);
  const decidedMs = endMs - 5;
  const last = await read(agentId, 'a', 'files_read_file', { decidedMs, committedMs: endMs - 1 });
  assert.deepEqual([last.entry.decision.kind, last.result?.status], ['allow_and_log', 'committed']);
  const late = await read(agentId, 'a', 'files_read_file', { decidedMs, committedMs: endMs });
  assert.equal(late.entry.decision.kind, 'allow_and_log', 'Gateway’s clock is behind');
  assert.ok(late.result?.status === 'refused');
  assert.equal(late.result.reason.code, 'observe_period_over');
  const row = await get(`/v1/decisions/${late.entry.id}`);
  assert.deepEqual([row.kind, row.state], ['block', 'decided']);
});

const ends: Readonly<Record<string, (agentId: string) => Promise<unknown>>> = {
  'a suspension': (id) => post(administrator, `/v1/agents/${id}/suspend`, reason),
  'a kill switch on the agent': (id) =>
    post(operator, '/v1/kill-switches', { target: 'agent', targetId: id, ...reason }),
  'a change of its tier': (id) =>
    administrator.call({ method: 'PATCH', path: `/v1/agents/${id}`, body: { tier: 'medium' } }),
  'a critical finding': (id) =>
    post(administrator, '/v1/findings', { agentId: id, severity: 'critical', title: 'Found' }),
  'a critical incident': (id) =>
    post(operator, '/v1/incidents', {
      agentId: id,
      severity: 'critical',
      title: 'Seen',
      description: 'Seen',
    }),
  'its circuit breaker': (id) =>
    under.running.platform.db.tenant(under.tenant, async (tx) => {
      const { bumpFacts } = await import('../facts/bump-facts.ts');
      const { openBreakerRow } = await import('../behaviour/behaviour-store.ts');
      await openBreakerRow(tx, id, 'it acts far more often', new Date().toISOString());
      await bumpFacts(tx, [{ target: 'agent', id }]);
    }),
  'a change of its level': (id) =>
    under.running.platform.db.tenant(under.tenant, async (tx) => {
      const { bumpFacts } = await import('../facts/bump-facts.ts');
      await tx.query("UPDATE agents SET level = 'junior' WHERE id = $1", [id]);
      await bumpFacts(tx);
    }),
};

for (const [what, happen] of Object.entries(ends))
  test(`${what} ends it in the same transaction, and going back does not bring it back`, async () => {
    const agentId = await reader();
    const id = await openPeriod(administrator, agentId, [connectorId]);
    await happen(agentId);
    assert.deepEqual(await endOf(id), ['ended', 'stopped']);
    assert.ok(!(await facts()).observePeriods?.some((one) => one.id === id));
    await under.running.platform.db.tenant(under.tenant, async (tx) => {
      const { bumpFacts } = await import('../facts/bump-facts.ts');
      const back =
        "status = 'active', level = 'intern', tier = 'low', breaker_opened_at = NULL, breaker_reason = NULL";
      await tx.query(`UPDATE agents SET ${back} WHERE id = $1`, [agentId]);
      await tx.query(
        "UPDATE kill_switches SET released_at = now(), released_by = 'a', release_reason = 'b' WHERE target_id = $1",
        [agentId],
      );
      await tx.query("UPDATE findings SET status = 'closed' WHERE agent_id = $1", [agentId]);
      await tx.query("UPDATE incidents SET status = 'closed' WHERE agent_id = $1", [agentId]);
      await bumpFacts(tx);
    });
    assert.equal(await kindOf(agentId), 'block');
    assert.deepEqual(await endOf(id), ['ended', 'stopped']);
  });

test('what stopped everything ends every period, and a restored period of another epoch is none', async () => {
  const [first, second] = [await reader(), await reader()];
  const ids = [
    await openPeriod(administrator, first, [connectorId]),
    await openPeriod(administrator, second, [connectorId]),
  ];
  const { db } = under.running.platform;
  await db.tenant(under.tenant, (tx) =>
    tx.query('UPDATE observe_periods SET epoch = epoch + 1 WHERE id = $1', [ids[0]]),
  );
  assert.deepEqual(
    (await facts()).observePeriods?.filter((one) => ids.includes(one.id)).map((one) => one.id),
    [ids[1]],
  );
  const killed = await post(operator, '/v1/kill-switches', { target: 'tenant', ...reason });
  assert.equal(killed.status, 201, killed.text);
  for (const id of ids) assert.deepEqual(await endOf(id), ['ended', 'stopped']);
  assert.equal((await open(await reader())).json.code, 'conflict', 'nothing is opened while all is stopped');
  assert.equal(
    (await post(administrator, `/v1/kill-switches/${killed.json.id}/release`, reason)).status,
    200,
  );
  assert.equal(await kindOf(second), 'block');
});

test('an operator ends it by hand, once; time ends it by itself, and the sweep tells both ways to the audit stream', async () => {
  const { db, clock } = under.running.platform;
  await endObservePeriods(db, under.tenant, clock);
  const [mine, other, stopped] = [await reader(), await reader(), await reader()];
  const byHand = await openPeriod(administrator, mine, [connectorId]);
  const ended = await post(operator, `/v1/observe-periods/${byHand}/end`, reason);
  assert.deepEqual(
    [ended.json.state, ended.json.endedHow, ended.json.endedBy],
    ['ended', 'by_hand', 'operator of alpha'],
  );
  assert.equal(await kindOf(mine), 'block');
  assert.equal((await post(operator, `/v1/observe-periods/${byHand}/end`, reason)).json.code, 'conflict');
  const byTime = await openPeriod(administrator, other, [connectorId], 1);
  const byStop = await openPeriod(administrator, stopped, [connectorId], 48);
  await post(administrator, `/v1/agents/${stopped}/suspend`, reason);
  const later = { ...clock, nowMs: () => clock.nowMs() + 2 * hourMs };
  assert.equal(await endObservePeriods(db, under.tenant, later), 2);
  assert.equal(await endObservePeriods(db, under.tenant, later), 0);
  const period = await get(`/v1/observe-periods/${byTime}`);
  assert.deepEqual([period.endedHow, period.endedAt], ['expired', period.endsAt]);
  const told = await db.readTenant(under.tenant, (tx) =>
    tx.query<{ subject: string; bytes: string }>(
      "SELECT subject, bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'observe_period.ended' AND subject = ANY ($1::text[]) ORDER BY subject",
      [[byHand, byTime, byStop]],
    ),
  );
  assert.deepEqual(
    told
      .map(({ subject, bytes }) => [
        subject,
        (JSON.parse(bytes) as { body: { after: { how: string } } }).body.after.how,
      ])
      .sort(),
    [
      [byHand, 'by_hand'],
      [byTime, 'expired'],
      [byStop, 'stopped'],
    ].sort(),
  );
});

test('the draft says what to permit, to keep and to withdraw; accepting it changes the permissions, ends the period, and is done once', async () => {
  const agentId = await reader();
  const grant = async (tool: string) =>
    (await post(administrator, '/v1/tool-permissions', { agentId, toolId: toolIds[tool] })).json.id as string;
  const unused = await grant('write_file');
  const id = await openPeriod(administrator, agentId, [connectorId]);
  for (const path of ['open/a.txt', 'open/b.txt']) await read(agentId, path);
  await read(agentId, 'open', 'files_list_folder');
  const draft = await get(`/v1/observe-periods/${id}/draft`);
  assert.equal(draft.decisions, 3);
  assert.deepEqual(
    draft.permit.map((one: Record<string, unknown>) => [
      one['tool'],
      one['refused'],
      one['targetsUnder'],
      one['targetsSeen'],
    ]),
    [
      ['files_list_folder', 0, ['open'], 1],
      ['files_read_file', 0, ['open/a.txt', 'open/b.txt'], 2],
    ],
  );
  assert.deepEqual(draft.keep, []);
  assert.deepEqual(
    draft.withdraw.map((one: { permissionId: string }) => one.permissionId),
    [unused],
  );
  const accept = (permit: unknown[], withdraw: unknown[] = []) =>
    post(operator, `/v1/observe-periods/${id}/accept`, { permit, withdraw, ...reason });
  const foreign = await accept([{ toolId: toolIds['write_file'] }]);
  assert.deepEqual([foreign.status, foreign.json.code], [422, 'validation_failed'], 'what was not observed');
  assert.equal((await accept([], [await otherPermission()])).status, 422, 'what is another agent’s');
  assert.deepEqual(await endOf(id), ['running', null], 'nothing of it was done');
  const accepted = await accept([{ toolId: toolIds['read_file'], targetsUnder: ['open'] }], [unused]);
  assert.equal(accepted.status, 200, accepted.text);
  assert.deepEqual([accepted.json.state, accepted.json.endedHow], ['ended', 'accepted']);
  const { permissions } = await get(`/v1/agents/${agentId}`);
  assert.deepEqual(
    permissions.map((one: { tool: string }) => one.tool),
    ['files_read_file'],
  );
  assert.equal(await kindOf(agentId, 'open/c.txt'), 'allow');
  assert.equal(await kindOf(agentId, 'closed/c.txt'), 'block');
  assert.equal(await kindOf(agentId, 'open', 'files_list_folder'), 'block');
  assert.equal((await accept([])).json.code, 'conflict');
});

async function otherPermission(): Promise<string> {
  const body = { agentId: await reader(), toolId: toolIds['read_file'] };
  return (await post(administrator, '/v1/tool-permissions', body)).json.id;
}

test('a list can still be accepted once the period has ended by itself', async () => {
  const agentId = await reader();
  const id = await openPeriod(administrator, agentId, [connectorId]);
  await read(agentId);
  assert.equal((await post(operator, `/v1/observe-periods/${id}/end`, reason)).status, 200);
  const permit = [{ toolId: toolIds['read_file'] }];
  const path = `/v1/observe-periods/${id}/accept`;
  assert.equal((await post(operator, path, { permit, withdraw: [], ...reason })).json.endedHow, 'accepted');
  assert.equal(await kindOf(agentId), 'allow');
  assert.equal((await post(operator, path, { permit: [], withdraw: [], ...reason })).json.code, 'conflict');
});
