/** The statement says what is enforced and where it shows; a person's word fills what no record shows and mends no gap that one does. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atfControls } from '@gamut/governance/atf-controls';
import { makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
});
after(() => under.close());

const post = (path: string, body: unknown): Promise<Answer> =>
  administrator.call({ method: 'POST', path, body });
async function statement(agentId = world.agentId): Promise<AnyJson> {
  const answer = await administrator.call({ method: 'GET', path: `/v1/agents/${agentId}/atf-conformance` });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}
const stateOf = ({ controls }: AnyJson, id: string): AnyJson =>
  (controls as AnyJson[]).find((one) => one.id === id) as AnyJson;

test('each of the 25 controls stands with its strength, what was seen and where it shows', async () => {
  const found = await statement();
  assert.equal(found.controls.length, 25);
  for (const { id, applies } of atfControls) {
    const row = stateOf(found, id);
    assert.equal(row.strength, applies.intern, id);
    assert.ok(row.saw.length > 0, id);
    if (row.state === 'met' || row.state === 'not_met') assert.match(row.evidence, /^\/v1\//, id);
  }
  assert.match(found.credit, /MassiveScale\.AI/);
});

test('the evidence of a control is an address that answers', async () => {
  for (const { evidence } of (await statement()).controls as AnyJson[])
    if (evidence !== '')
      assert.equal((await administrator.call({ method: 'GET', path: evidence })).status, 200, evidence);
});

test('a change of the configuration changes the statement: an agent without a security owner does not conform', async () => {
  assert.equal(stateOf(await statement(), 'I-3').state, 'not_met');
  const before = await statement();
  assert.deepEqual([before.conforms, before.open.includes('I-3')], [false, true]);
  const patched = await administrator.call({
    method: 'PATCH',
    path: `/v1/agents/${world.agentId}`,
    body: { securityOwnerId: (await under.as('operator')).userId },
  });
  assert.equal(patched.status, 200, patched.text);
  const after_ = await statement();
  assert.equal(stateOf(after_, 'I-3').state, 'met');
  assert.ok(after_.factsVersion > before.factsVersion);
});

test('a person’s word settles what no record shows, and does not mend a gap that one does', async () => {
  const started = await post('/v1/atf-assessments', { agentId: world.agentId });
  assert.equal(started.status, 201, started.text);
  const path = `/v1/atf-assessments/${started.json.id}`;
  assert.equal((await post('/v1/atf-assessments', { agentId: world.agentId })).status, 409, 'one at a time');
  const early = await post(`${path}/complete`, { note: 'done' });
  assert.equal(early.status, 409);
  assert.match(early.json.message, /I-1/);
  for (const { id } of atfControls)
    assert.equal(
      (await post(`${path}/controls/${id}`, { result: 'met', rationale: 'Tried it.' })).status,
      200,
    );
  await administrator.call({
    method: 'PATCH',
    path: `/v1/agents/${world.agentId}`,
    body: { humanOwnerId: null },
  });
  assert.notEqual(stateOf(await statement(), 'R-4').state, 'attested', 'an open assessment says nothing yet');
  assert.equal((await post(`${path}/complete`, { note: 'done' })).status, 200);
  const found = await statement();
  assert.equal(found.assessmentId, started.json.id);
  assert.equal(stateOf(found, 'R-4').state, 'attested');
  assert.equal(stateOf(found, 'I-3').state, 'not_met', 'nobody answers for it, whatever was said');
  assert.equal(
    (await post(`${path}/controls/R-4`, { result: 'not_met', rationale: 'After all.' })).status,
    409,
  );
});

test('R-1 is judged on the rules in force for the agent, not on those of the organisation', async () => {
  const path = `/v1/agents/${world.agentId}/behaviour-rules`;
  const { inForce } = (await administrator.call({ method: 'GET', path })).json;
  const set = (act: string) =>
    administrator.call({
      method: 'PUT',
      path,
      body: { own: Object.fromEntries(Object.keys(inForce).map((kind) => [kind, act])), reason: 'a trial' },
    });
  assert.equal((await set('open_breaker')).status, 200);
  assert.equal(stateOf(await statement(), 'R-1').state, 'met');
  assert.equal((await set('alert')).status, 200);
  assert.equal(stateOf(await statement(), 'R-1').state, 'not_met');
});

test('a control that the framework does not have is refused', async () => {
  const { assessmentId } = world;
  assert.equal(
    (await post(`/v1/atf-assessments/${assessmentId}/controls/X-1`, { result: 'met', rationale: 'x' }))
      .status,
    422,
  );
});
