/** The explanation of access says what the pipeline does, for oneself and for administrators about anybody, and who could change it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { factorNames } from '@gamut/access/effective-right';
import { permissionNames } from '@gamut/access/permissions';
import { additiveRoles, assessmentRoles, tenantRoles } from '@gamut/access/roles';
import {
  roleNames,
  testPlatform,
  type AnyJson,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

let under: PlatformUnderTest;
let administrator: Client;

before(async () => {
  under = await testPlatform();
  administrator = await under.as('administrator');
});
after(() => under.close());

async function explained(by: Client, path: string): Promise<AnyJson> {
  const answer = await by.call({ method: 'GET', path });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}
const ofPerson = (id: string): string => `/v1/people/${id}/effective-permissions`;
const own = '/v1/session/effective-permissions';

test('what is explained is what the session may do, and an administrator is told the same about each person', async () => {
  for (const role of roleNames) {
    const person = await under.as(role);
    const mine = await explained(person, own);
    const session = await explained(person, '/v1/session');
    const allowed = mine.permissions.filter((one: AnyJson) => one.allowed);
    assert.deepEqual(
      allowed.map((one: AnyJson) => one.permission),
      session.permissions,
      role,
    );
    assert.deepEqual(
      mine.permissions.map((one: AnyJson) => one.permission),
      [...permissionNames],
    );
    assert.deepEqual(await explained(administrator, ofPerson(person.userId)), mine, role);
    for (const { allowed: may, factors } of mine.permissions as AnyJson[]) {
      assert.deepEqual(
        factors.map(({ factor }: AnyJson) => factor),
        [...factorNames],
      );
      assert.equal(
        may,
        factors.every(({ passed }: AnyJson) => passed),
      );
      for (const { passed, who, fix, message } of factors as AnyJson[])
        assert.equal(passed, who === null && fix === null && message === null);
    }
  }
});

test('a refusal names every factor that stops it, and who could change each', async () => {
  const { db } = under.running.platform;
  const plan = (to: string): Promise<unknown> =>
    db.control((tx) => tx.query('UPDATE control.tenants SET plan = $2 WHERE id = $1', [under.tenant.id, to]));
  const person = await under.as('advanced');
  await plan('standard');
  const lowered = await explained(administrator, ofPerson(person.userId));
  await plan('enterprise');
  const suspend = lowered.permissions.find((one: AnyJson) => one.permission === 'agent.suspend');
  const stops = suspend.factors.filter((one: AnyJson) => !one.passed);
  assert.deepEqual(
    stops.map(({ factor, who }: AnyJson) => [factor, who]),
    [
      ['plan', 'the operator of Gamut'],
      ['role', 'an administrator of your organisation'],
    ],
  );
  const path = `/v1/people/${person.userId}/suspend`;
  const done = await administrator.call({ method: 'POST', path, body: { reason: 'for the test' } });
  assert.equal(done.status, 200, done.text);
  const suspended = await explained(administrator, ofPerson(person.userId));
  for (const { permission, allowed, factors } of suspended.permissions as AnyJson[]) {
    assert.equal(allowed, false, permission);
    assert.ok(
      factors.some(({ factor, passed }: AnyJson) => factor === 'person' && !passed),
      permission,
    );
  }
});

test('the table of roles names every role and capability, and is shown to whoever works here', async () => {
  const table = await explained(await under.as('standard'), '/v1/roles');
  assert.deepEqual(
    table.roles.map((one: AnyJson) => one.role),
    [...tenantRoles, ...additiveRoles, ...assessmentRoles],
  );
  assert.deepEqual(
    table.capabilities.map((one: AnyJson) => one.permission),
    [...permissionNames],
  );
  const subscriber = await under.as('subscriber');
  assert.equal((await subscriber.call({ method: 'GET', path: '/v1/roles' })).status, 403);
});
