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

test('an operator is told of the approval, the incident and the plan that has stopped, each with its link', async () => {
  const overview = await overviewOf('operator');
  const kinds = overview.needsYou.map((row: AnyJson) => row.kind);
  assert.deepEqual(kinds.toSorted(), ['approval', 'approval', 'incident', 'plan']);
  assert.ok(overview.needsYou.some((row: AnyJson) => row.href === `/plans/${String(world['haltedPlanId'])}`));
  const approval = overview.needsYou.find((row: AnyJson) => row.href === `/approvals/${world['approvalId']}`);
  assert.ok(Date.parse(approval.due) > Date.now());
  assert.match(overview.headline[0].text, /^Two decisions need a person\.$/);
});

test('somebody without the agentic stack is told of none of it', async () => {
  const overview = await overviewOf('advanced');
  assert.deepEqual(overview.needsYou, []);
  assert.deepEqual(overview.headline, [{ text: 'Nothing needs a person.', href: null }]);
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
