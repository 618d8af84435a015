/** Proof of the access rule: the lower of role and plan, in an active tenant, over the whole table. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { authorize, permitted } from './authorize.ts';
import { heldRoles } from './effective-right.ts';
import { permissionNames, permissionRow, permissions } from './permissions.ts';
import { planEntitlements, planEntitles } from './plans.ts';
import { additiveRoles, tenantRoles } from './roles.ts';
import { tenantStatuses } from '@gamut/kernel/agentic-terms';

const plans = [...Object.keys(planEntitlements), 'no such plan', 'constructor', '__proto__'];
const additives = [[], [...additiveRoles], ['owner']];

test('a person may do exactly what role, plan and tenant status all allow, over every combination', () => {
  for (const permission of permissionNames)
    for (const role of [...tenantRoles, 'root', ''])
      for (const additive of additives)
        for (const plan of plans)
          for (const tenantStatus of [...tenantStatuses, '']) {
            const row = permissionRow(permission);
            const held = heldRoles({ role, additiveRoles: additive });
            const expected =
              tenantStatus === 'active' &&
              (row.entitlement === null || planEntitles(plan, row.entitlement)) &&
              row.roles.some((r) => held.includes(r));
            const access = authorize({ role, additiveRoles: additive, plan, tenantStatus }, permission);
            assert.equal(
              access.allowed,
              expected,
              `${permission} ${role} ${additive.join()} ${plan} ${tenantStatus}`,
            );
            if (!access.allowed) assert.ok(access.message && access.fix && access.who);
          }
});

test('an administrator without the entitlement is refused', () => {
  const access = authorize(
    { role: 'administrator', additiveRoles: [], plan: 'advanced', tenantStatus: 'active' },
    'agent.suspend',
  );
  assert.equal(access.allowed, false);
  assert.equal(access.allowed === false && access.reason, 'plan');
});

test('the agentic stack needs administrator or the additive agent_operator role', () => {
  for (const name of permissionNames
    .filter((n) => /^(agent|connector|approval|decision|incident)[._]/.test(n))
    .filter((n) => n !== 'incident.open')) {
    for (const role of ['advanced', 'standard', 'subscriber'])
      assert.equal(
        authorize({ role, additiveRoles: [], plan: 'enterprise', tenantStatus: 'active' }, name).allowed,
        false,
        name,
      );
  }
  // whoever records a finding says when something has happened, too
  const advanced = { role: 'advanced', additiveRoles: [], plan: 'enterprise', tenantStatus: 'active' };
  assert.equal(authorize(advanced, 'incident.open').allowed, true);
  const operator = {
    role: 'standard',
    additiveRoles: ['agent_operator'],
    plan: 'enterprise',
    tenantStatus: 'active',
  };
  assert.equal(authorize(operator, 'agent.suspend').allowed, true);
});

test('a subscriber may sign in and out, go over to another organisation, set a password, and nothing else, whatever is added', () => {
  const subscriber = {
    role: 'subscriber',
    additiveRoles: ['agent_operator'],
    plan: 'enterprise',
    tenantStatus: 'active',
  };
  assert.deepEqual(permitted(subscriber), ['session.read', 'session.end', 'session.switch', 'password.set']);
});

test('every permission that changes something makes an audit record mandatory', () => {
  for (const [name, row] of Object.entries(permissions))
    assert.equal(row.auditMandatory, !/\.read$/.test(name), name);
});
