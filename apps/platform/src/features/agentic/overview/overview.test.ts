/** The overview tells each person what waits for them, and nobody what they may not open. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import {
  testPlatform,
  type AnyJson,
  type PlatformUnderTest,
  type RoleName,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let world: RouteWorld;

before(async () => {
  under = await testPlatform();
  world = await makeWorld(under, await under.as('administrator'), under.tenant);
});
after(() => under.close());

const overviewOf = async (role: RoleName): Promise<AnyJson> =>
  (await (await under.as(role)).call({ method: 'GET', path: '/v1/overview' })).json;

test('an operator is told of the approval, the incident, the departure and the plan that has stopped, each with its link', async () => {
  const overview = await overviewOf('operator');
  const kinds = overview.needsYou.map((row: AnyJson) => row.kind);
  assert.deepEqual(kinds.toSorted(), ['approval', 'approval', 'departure', 'incident', 'plan']);
  assert.ok(overview.needsYou.some((row: AnyJson) => row.href === `/plans/${String(world['haltedPlanId'])}`));
  const approval = overview.needsYou.find((row: AnyJson) => row.href === `/approvals/${world['approvalId']}`);
  assert.ok(Date.parse(approval.due) > Date.now());
  assert.match(overview.headline[0].text, /^Two decisions need a person\.$/);
});

test('an agent whose owner has left is named, since everything of it is blocked', async () => {
  const admin = await under.as('administrator');
  const owner = await under.as('operator');
  const owned = {
    name: 'left-behind',
    purpose: 'tests',
    status: 'active',
    humanOwnerId: owner.userId,
    securityOwnerId: admin.userId,
  };
  const made = await admin.call({ method: 'POST', path: '/v1/agents', body: owned });
  assert.equal(made.status, 201);
  const gone = async (): Promise<AnyJson[]> =>
    (await overviewOf('administrator')).needsYou.filter((row: AnyJson) => row.kind === 'owner');
  assert.deepEqual(await gone(), []);
  const body = { reason: 'They left.' };
  const act = (name: string) =>
    admin.call({ method: 'POST', path: `/v1/people/${owner.userId}/${name}`, body });
  assert.equal((await act('suspend')).status, 200);
  assert.ok((await gone()).some((row) => row.href === `/agents/${made.json.id}`));
  assert.equal((await act('reactivate')).status, 200);
  assert.deepEqual(await gone(), []);
});

test('somebody without the agentic stack is told of the emergency that they may review, and of nothing else', async () => {
  const overview = await overviewOf('advanced');
  assert.deepEqual(
    overview.needsYou.map((row: AnyJson) => row.kind),
    ['emergency'],
  );
  assert.deepEqual(overview.headline, [
    { text: 'One emergency is to be reviewed.', href: '/approvals/emergencies' },
  ]);
  assert.ok(!JSON.stringify(overview).includes(world['approvalId'] as string));
});

test('the hours and the totals count the same decisions', async () => {
  const { totals, hours, unrecorded } = await overviewOf('administrator');
  const sum = (key: string): number => hours.reduce((all: number, hour: AnyJson) => all + hour[key], 0);
  assert.deepEqual(
    [totals.actions, totals.approvals, totals.blocked, sum('waiting'), sum('blocked'), unrecorded],
    [6, 3, 1, 3, 1, 0],
  );
  assert.equal(hours.length, 48);
});
