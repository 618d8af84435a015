/** The access matrix as people use it: it binds, it says beforehand what would stop, and only an administrator in person frees. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding, why, type Binding } from '../../../../../../tests/support/binding.ts';
import type { Answer, Client } from '../../../../../../tests/support/platform.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';

let world: Binding;
before(async () => {
  world = await startBinding();
});
after(() => world.close());

const put = (path: string, body: object, client = world.operator): Promise<Answer> =>
  client.call({ method: 'PUT', path, body: { ...why, ...body } });
const setRows = (agentId: string, rows: readonly object[], client?: Client): Promise<Answer> =>
  put(`/v1/agents/${agentId}/access-matrix`, { rows }, client);
const row = (dataDomain: string | null, access: 'read' | 'write', connectorId = world.connectorId) => ({
  ...{ connectorId, dataDomain, access },
});

/** Classifies a tool anew, as a person does at the connector's page. */
async function setDomains(tool: string, dataDomains: readonly string[]): Promise<Answer> {
  const { administrator, connectorId, get } = world;
  const connector = await get(`/v1/connectors/${connectorId}`);
  const pinned = connector.tools.find((one: { name: string }) => one.name === tool);
  const { pinnedSha256: schemaSha256, actionType, dataClass, risk } = pinned;
  const places = { targetPointers: ['/path'], targetKind: 'path', targetRoot: '/srv' };
  return administrator.call({
    method: 'PUT',
    path: `/v1/connectors/${connectorId}/tools/${tool}`,
    body: { schemaSha256, actionType, dataClass, risk, ...places, dataDomains },
  });
}

test('an agent is bound by the first word of the matrix about it, and its next call is held to that', async () => {
  const { reader, permit, codesOf } = world;
  const agentId = await reader();
  await permit(agentId, 'read_file');
  assert.deepEqual(await codesOf(agentId, 'read_file'), [], 'nobody has written it into the matrix');
  assert.equal((await setDomains('read_file', ['claims', 'customer'])).json.dataDomains.length, 2);
  assert.equal((await setRows(agentId, [row('claims', 'read')])).status, 200);
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['access_domain_not_granted']);
  await setRows(agentId, [row('claims', 'read'), row('customer', 'read')]);
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  await setRows(agentId, []);
  assert.deepEqual(
    await codesOf(agentId, 'read_file'),
    ['access_system_not_granted'],
    'closed, and not free',
  );
  await setDomains('read_file', []);
});

test('what the permitted tools of an agent would need is said before anything is bound', async () => {
  const { reader, permit, toolset, post, operator, toolIds, get, connectorId } = world;
  const agentId = await reader();
  await permit(agentId, 'read_file');
  const files = await toolset([{ toolId: toolIds['write_file'] }]);
  await post(operator, '/v1/toolset-grants', { agentId, toolsetId: files.id });
  await setDomains('write_file', ['claims']);
  const path = `/v1/agents/${agentId}/access-matrix`;
  const seen = await get(path);
  assert.equal(seen.bound, false);
  assert.deepEqual(seen.needed, [
    { ...row(null, 'read'), connector: 'files', tools: ['files_read_file'] },
    { ...row('claims', 'write'), connector: 'files', tools: ['files_write_file'] },
  ]);
  const [given] = await setRows(agentId, [row(null, 'read'), row('claims', 'read')]).then(({ json }) => [
    json,
  ]);
  assert.deepEqual(
    given.needed.map((one: { dataDomain: string; access: string }) => [one.dataDomain, one.access]),
    [['claims', 'write']],
    'to read is not to write',
  );
  const all = seen.needed.map(
    ({ connector: _name, tools: _tools, ...cell }: Record<string, unknown>) => cell,
  );
  assert.deepEqual((await setRows(agentId, all)).json.needed, []);
  const [listed] = (await get(`/v1/access-matrix?agentId=${agentId}`)).data;
  assert.deepEqual(listed, await get(path));
  assert.equal(listed.rows[0].connectorId, connectorId);
  await setDomains('write_file', []);
});

test('only an administrator at a screen frees an agent', async () => {
  const { reader, permit, codesOf, post, operator, administrator, get } = world;
  const agentId = await reader();
  await permit(agentId, 'read_file');
  await setRows(agentId, []);
  const path = `/v1/agents/${agentId}/access-matrix/lift`;
  assert.equal((await post(operator, path, why)).status, 403);
  assert.deepEqual(await codesOf(agentId, 'read_file'), ['access_system_not_granted']);
  const lifted = await post(administrator, path, why);
  assert.equal(lifted.status, 200, lifted.text);
  assert.deepEqual([lifted.json.bound, lifted.json.rows], [false, []]);
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
  assert.equal((await post(administrator, path, why)).json.code, 'conflict', 'there is nothing left to lift');
  assert.equal((await get(`/v1/agents/${agentId}/access-matrix`)).bound, false);
});

test('where the organisation requires a matrix, every agent that nobody wrote into it is closed', async () => {
  const { reader, permit, codesOf, administrator, operator, get } = world;
  const [agentId, written] = [await reader(), await reader()];
  await permit(agentId, 'read_file');
  await permit(written, 'read_file');
  await setRows(written, [row(null, 'read')]);
  const path = '/v1/access-matrix-requirement';
  assert.equal((await put(path, { required: true }, operator)).status, 403);
  const before = await get(path);
  assert.equal(before.required, false);
  assert.ok(before.unboundAgents >= 1);
  try {
    assert.equal((await put(path, { required: true }, administrator)).json.required, true);
    assert.deepEqual(await codesOf(agentId, 'read_file'), ['access_matrix_missing']);
    assert.deepEqual(await codesOf(written, 'read_file'), []);
  } finally {
    await put(path, { required: false }, administrator);
  }
  assert.deepEqual(await codesOf(agentId, 'read_file'), []);
});

test('what is no cell of this organisation is refused, and nothing of it is kept', async () => {
  const { reader, under, administrator, connectorId, get } = world;
  const agentId = await reader();
  const stranger = await under.as('administrator', under.other);
  const foreign = await stranger.call({
    method: 'POST',
    path: '/v1/connectors',
    body: { name: 'files', title: 'Theirs', transport: { kind: 'http', url: 'https://files.example/mcp' } },
  });
  assert.equal(foreign.status, 201, foreign.text);
  for (const rows of [
    [row(null, 'read', foreign.json.id)],
    [row('claims', 'read'), row('claims', 'write')],
    [row(null, 'read'), row(null, 'read')],
    // a Cyrillic letter, capitals, a dot, a blank, the empty word, a prototype's member: none is a word of the matrix
    ...['\u0441laims', 'Claims', 'cla.ims', 'claims ', '', '__proto__', '*'].map((word) => [
      row(word, 'read'),
    ]),
    [{ connectorId, dataDomain: 'claims', access: 'admin' }],
    [{ connectorId, dataDomain: 'claims', access: 'read', also: true }],
    [{ connectorId, access: 'read' }],
  ]) {
    const refused = await setRows(agentId, rows, administrator);
    assert.equal(refused.status, 422, `${JSON.stringify(rows)}: ${refused.text}`);
  }
  assert.equal((await get(`/v1/agents/${agentId}/access-matrix`)).bound, false);
  assert.equal(
    (await setRows(agentId, [], stranger)).status,
    404,
    'another organisation’s agent is not there',
  );
  const theirs = await stranger.call({ method: 'GET', path: `/v1/agents/${agentId}/access-matrix` });
  assert.equal(theirs.status, 404);
});

test('facts without a matrix are the facts of before, and the record says what the matrix said', async () => {
  const { under, reader, permit } = world;
  const { db } = under.running.platform;
  const facts = await createFactsDesk(db).load(under.tenant);
  assert.equal('accessMatrixRequired' in facts, false);
  const agentId = await reader();
  await permit(agentId, 'read_file');
  const unbound = (await createFactsDesk(db).load(under.tenant)).agents.find((one) => one.id === agentId);
  assert.equal('accessMatrix' in (unbound ?? {}), false);
  await setRows(agentId, [row('payroll', 'read')]);
  const { entry } = await world.read(agentId);
  const step = entry.decision.trace.find((one) => one.control === 'tool_permitted');
  assert.match(step?.saw ?? '', /access no domain not given/);
  const [reason] = entry.decision.reasons;
  assert.equal(
    reason?.message,
    'The access matrix does not give the agent what is in no data domain of files.',
  );
});
