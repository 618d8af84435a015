/**
 * Observe periods as people use them: who may open one and for whom, what a period does to decisions and to nothing else, and what
 * comes of its draft. How periods end is in observe-period-ends.test.ts.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPeriod } from '../../../../../../tests/support/observe-world.ts';
import { reason, startObserving, type Observing } from '../../../../../../tests/support/observing.ts';

const hourMs = 3_600_000;

let world: Observing;
let administrator: Observing['administrator'];
let operator: Observing['operator'];
let another: Observing['another'];
let connectorId: Observing['connectorId'];
let toolIds: Observing['toolIds'];
let post: Observing['post'];
let get: Observing['get'];
let reader: Observing['reader'];
let open: Observing['open'];
let read: Observing['read'];
let kindOf: Observing['kindOf'];
let endOf: Observing['endOf'];

before(async () => {
  world = await startObserving();
  ({ administrator, operator, another, connectorId, toolIds, post, get, reader, open, read, kindOf, endOf } =
    world);
});
after(() => world.close());

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
  // whoever answers for it hands it over to nobody
  const own = async (by: Observing['another'], body: object) =>
    assert.equal((await by.call({ method: 'PATCH', path: `/v1/agents/${high}`, body })).status, 200);
  await own(administrator, { securityOwnerId: administrator.userId });
  assert.equal((await open(high)).json.code, 'forbidden');
  await own(another, { securityOwnerId: another.userId, humanOwnerId: administrator.userId });
  assert.equal((await open(high)).json.code, 'forbidden');
  await own(operator, { humanOwnerId: operator.userId });
  assert.equal((await open(high)).status, 201);
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
