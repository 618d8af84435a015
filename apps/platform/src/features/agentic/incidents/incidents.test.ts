/** Incidents: opened by Gateway or by a person, contained, closed with a note; a critical one makes its agent an intern at once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import { demoteFallen } from './demote-for-incident.ts';

let under: PlatformUnderTest;
let operator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  operator = await under.as('operator');
  world = await makeWorld(under, await under.as('administrator'), under.tenant);
});
after(() => under.close());

const post = (path: string, body: unknown): Promise<Answer> => operator.call({ method: 'POST', path, body });
const note = { note: 'looked at and dealt with' };

async function agentAt(level: string, name: string): Promise<string> {
  const { json } = await post('/v1/agents', { name, purpose: 'tests' });
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query('UPDATE agents SET level = $2 WHERE id = $1', [json.id, level]),
  );
  return json.id as string;
}
const levelOf = async (id: string): Promise<unknown> =>
  (await operator.call({ method: 'GET', path: `/v1/agents/${id}` })).json.level;
async function levelRecords(agentId: string): Promise<AnyJson[]> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = 'agent.level_set' AND subject = $1",
      [agentId],
    ),
  );
  return rows.map(({ bytes }) => JSON.parse(bytes) as AnyJson);
}
const openInFacts = async (): Promise<string[]> =>
  (await createFactsDesk(under.running.platform.db).load(under.tenant)).openIncidents.map(({ id }) => id);

test('a person’s critical incident makes the agent an intern at once, with a record of both', async () => {
  const agentId = await agentAt('principal', 'fallen');
  const opened = await post('/v1/incidents', { agentId, severity: 'critical', title: 'It paid itself' });
  assert.equal(opened.status, 201, opened.text);
  assert.deepEqual([opened.json.status, opened.json.openedBy], ['open', 'operator of alpha']);
  assert.equal(opened.json.decisions, 0, 'no call was blocked into it');
  assert.equal(await levelOf(agentId), 'intern');
  const [record] = await levelRecords(agentId);
  assert.match(JSON.stringify(record), new RegExp(`principal.*${String(opened.json.id)}`));
});

test('one below critical leaves the level alone', async () => {
  const agentId = await agentAt('senior', 'steady');
  await post('/v1/incidents', { agentId, severity: 'high', title: 'It was slow' });
  assert.equal(await levelOf(agentId), 'senior');
});

test('an incident counts until it is closed, contained or not', async () => {
  const agentId = await agentAt('intern', 'counted');
  const { json } = await post('/v1/incidents', {
    agentId,
    severity: 'critical',
    title: 'It read what it should not',
  });
  const contained = await post(`/v1/incidents/${json.id}/contain`, note);
  assert.deepEqual([contained.json.status, contained.json.containNote], ['contained', note.note]);
  assert.ok((await openInFacts()).includes(json.id as string));
  assert.equal((await post(`/v1/incidents/${json.id}/contain`, note)).json.code, 'conflict');
  assert.equal((await post(`/v1/incidents/${json.id}/close`, note)).json.status, 'closed');
  assert.ok(!(await openInFacts()).includes(json.id as string));
  assert.equal((await post(`/v1/incidents/${json.id}/contain`, note)).json.code, 'conflict');
});

test('an incident that Gateway opened makes its agent an intern before the call is answered', async () => {
  const agentId = await agentAt('senior', 'blocked');
  const who = { agent: agentId, agentName: 'blocked', toolId: world.toolId };
  const { incident } = await commitDecision(under, under.tenant, who, 'block_and_open_incident', {
    level: 'senior',
  });
  assert.equal(await levelOf(agentId), 'intern');
  assert.match(JSON.stringify(await levelRecords(agentId)), new RegExp(incident));
});

test('what a death left undone is done by the sweep, once', async () => {
  const agentId = await agentAt('intern', 'swept');
  await post('/v1/incidents', { agentId, severity: 'critical', title: 'It wrote to itself' });
  const { db, clock } = under.running.platform;
  await db.tenant(under.tenant, (tx) =>
    tx.query("UPDATE agents SET level = 'senior' WHERE id = $1", [agentId]),
  );
  assert.equal(await demoteFallen(db, under.tenant, clock), 1);
  assert.equal(await levelOf(agentId), 'intern');
  assert.equal(await demoteFallen(db, under.tenant, clock), 0);
});
