/** Proof that support access never holds a change, whatever role and plan stand behind it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorize } from './authorize.ts';
import { permissionNames, permissionRow, type Permission } from './permissions.ts';
import { planEntitlements } from './plans.ts';
import { additiveRoles, tenantRoles } from './roles.ts';

const may = (permission: Permission, role: string, supportAccess: boolean, plan = 'enterprise'): boolean =>
  authorize(
    { role, additiveRoles: [...additiveRoles], plan, tenantStatus: 'active', supportAccess },
    permission,
  ).allowed;

test('under support access nothing is allowed that changes, exports or takes a person at a screen, over the whole table', () => {
  for (const permission of permissionNames)
    for (const role of tenantRoles)
      for (const plan of Object.keys(planEntitlements)) {
        const row = permissionRow(permission);
        const changes = row.auditMandatory || !permission.endsWith('.read') || row.sessionOnly;
        const allowed = may(permission, role, true, plan);
        if (changes) assert.equal(allowed, false, `${permission} ${role}`);
        else assert.equal(allowed, may(permission, role, false, plan), `${permission} ${role} ${plan}`);
      }
});

test('an advanced support access reads what an advanced person reads', () => {
  const read = permissionNames.filter((name) => may(name, 'advanced', true));
  for (const name of [
    'agent.read',
    'finding.read',
    'journal.read',
    'audit_event.read',
    'overview.read',
  ] as const)
    assert.ok(read.includes(name), name);
  for (const name of ['support_access.read', 'membership.read', 'session.read'] as const)
    assert.ok(!read.includes(name), name);
});

test('what support can’t do is said with who can', () => {
  const access = authorize(
    { role: 'advanced', additiveRoles: [], plan: 'enterprise', tenantStatus: 'active', supportAccess: true },
    'finding.close',
  );
  assert.ok(!access.allowed && /it reads, and nothing else/.test(access.message));
});
