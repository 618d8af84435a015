/**
 * Incidents: opened by Gateway or by a person, contained, closed with a note; a critical one makes its agent an intern at once.
 * Findings: closed by somebody else than who opened them.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';
import {
  commitDecision,
  makeWorld,
  randomId,
  type RouteWorld,
} from '../../../../../../tests/support/route-world.ts';
import { createFactsDesk } from '../facts/facts-desk.ts';
import { demoteFallen } from './demote-for-incident.ts';

let under: PlatformUnderTest;
let operator: Client;
let administrator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  operator = await under.as('operator');
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const post = (path: string, body: unknown): Promise<Answer> => operator.call({ method: 'POST', path, body });
const note = { note: 'looked at and dealt with' };
const why = { reason: 'looked at and dealt with' };

async function agentAt(level: string, name: string): Promise<string> {
  const { json } = await post('/v1/agents', { name, purpose: 'tests' });
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query('UPDATE agents SET level = $2 WHERE id = $1', [json.id, level]),
  );
  return json.id as string;
}
const levelOf = async (id: string): Promise<unknown> =>
  (await operator.call({ method: 'GET', path: `/v1/agents/${id}` })).json.level;
async function auditOf(kind: string, subject: string): Promise<AnyJson[]> {
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ bytes: string }>(
      "SELECT bytes FROM journal_entries WHERE stream = 'audit' AND kind = $1 AND subject = $2",
      [kind, subject],
    ),
  );
  return rows.map(({ bytes }) => (JSON.parse(bytes) as AnyJson)['body'] as AnyJson);
}
const levelRecords = (agentId: string): Promise<AnyJson[]> => auditOf('agent.level_set', agentId);
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

test('an incident keeps the playbook that was followed as it stood then', async () => {
  const agentId = await agentAt('intern', 'helped');
  const { json } = await post('/v1/incidents', { agentId, severity: 'low', title: 'It wrote twice' });
  const wanted = { name: 'Written twice', actionTypes: ['external'], steps: 'Take one back.' };
  const playbook = await administrator.call({ method: 'POST', path: '/v1/incident-playbooks', body: wanted });
  const { id: playbookId, createdAt } = playbook.json;
  const unknown = { ...note, playbookId: randomId('pbk') };
  assert.equal((await post(`/v1/incidents/${json.id}/contain`, unknown)).status, 404);
  const contained = await post(`/v1/incidents/${json.id}/contain`, { ...note, playbookId });
  assert.equal(contained.status, 200, contained.text);
  const path = `/v1/incident-playbooks/${playbookId}`;
  assert.equal((await administrator.call({ method: 'DELETE', path })).status, 422, 'it asks for a reason');
  assert.equal((await administrator.call({ method: 'DELETE', path, body: why })).status, 200);
  const closed = await post(`/v1/incidents/${json.id}/close`, note);
  const followed = { id: playbookId, name: wanted.name, steps: wanted.steps, asOf: createdAt };
  assert.deepEqual(closed.json.playbook, followed);
  const listed = await operator.call({ method: 'GET', path: `/v1/incidents?agentId=${agentId}` });
  assert.deepEqual(listed.json.data[0].playbook, { ...followed, steps: null });
  const [removal] = await auditOf('incident_playbook.deleted', playbookId);
  assert.deepEqual([removal?.['reason'], removal?.['before'].steps], [why.reason, wanted.steps]);
});

test('a finding is closed by somebody else than who opened it, once, and says who and why', async () => {
  const agentId = await agentAt('intern', 'obedient');
  const found = { agentId, severity: 'critical', title: 'It obeys whoever writes to it' };
  const opened = (await administrator.call({ method: 'POST', path: '/v1/findings', body: found })).json;
  assert.deepEqual([opened.createdBy.id, opened.closedBy], [administrator.userId, null]);
  const path = `/v1/findings/${opened.id}`;
  const body = { reason: 'it was tried again and held' };
  const close = (by: Client) => by.call({ method: 'POST', path: `${path}/close`, body });
  const own = await close(administrator);
  assert.deepEqual([own.status, own.json.code], [403, 'forbidden'], own.text);
  assert.match(own.json.fix, /somebody else/);
  const [denial] = await auditOf('access.denied', 'finding.close');
  assert.deepEqual([denial?.['after'].reason, denial?.['after'].agents], ['separation', [agentId]]);
  const other = await under.as('advanced');
  const answers = await Promise.all([close(other), close(other)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  const shown = (await operator.call({ method: 'GET', path })).json;
  const { status, closedBy, closedAt, closeReason } = shown;
  assert.deepEqual([status, closedBy.id, closeReason], ['closed', other.userId, body.reason]);
  assert.ok(Date.parse(closedAt) >= Date.parse(opened.createdAt));
  const listed = await operator.call({ method: 'GET', path: `/v1/findings?agentId=${agentId}` });
  assert.deepEqual(listed.json.data, [shown]);
  const records = await auditOf('finding.closed', opened.id);
  assert.deepEqual(
    records.map(({ actor, reason, before: was }) => [actor.id, reason, was.openedBy]),
    [[other.userId, body.reason, administrator.userId]],
  );
});

test('of a finding that was opened before it was kept by whom, whoever may closes it', async () => {
  const agentId = await agentAt('intern', 'of-before');
  const body = { agentId, severity: 'high', title: 'Old' };
  const { json } = await administrator.call({ method: 'POST', path: '/v1/findings', body });
  await under.running.platform.db.tenant(under.tenant, (tx) =>
    tx.query('UPDATE findings SET created_by = NULL WHERE id = $1', [json.id]),
  );
  const path = `/v1/findings/${json.id}/close`;
  const closed = await administrator.call({ method: 'POST', path, body: why });
  assert.deepEqual([closed.status, closed.json.createdBy], [200, null], closed.text);
});
