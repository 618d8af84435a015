/** What the operator is offered, by how a tenant stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesFor } from '../../../operator/pages.ts';
import { openTenantActs } from './tenant.ts';

const offered = (status: 'active' | 'suspended' | 'moving' | 'deleting', underWay = false) =>
  openTenantActs(status, underWay, true).map(({ act }) => act);

test('a tenant that is let in can be suspended, one that is locked out be reactivated', () => {
  assert.ok(offered('active').includes('suspend') && !offered('active').includes('reactivate'));
  assert.ok(offered('suspended').includes('reactivate') && !offered('suspended').includes('suspend'));
  assert.ok(!offered('suspended').includes('invite'), 'a link of a tenant that is not active opens nothing');
});

test('a reset link for the only administrator is offered to the root token, and to nobody who provisions', () => {
  assert.ok(offered('active').includes('reset') && !offered('suspended').includes('reset'));
  assert.ok(!openTenantActs('active', false, false).some(({ act }) => act === 'reset'));
});

test('while a tenant moves, is deleted, or has work under way nothing else is offered', () => {
  for (const one of [offered('moving'), offered('deleting'), offered('active', true)])
    assert.deepEqual(one, []);
});

test('who provisions is not offered support, and support nothing else', () => {
  const names = (role: 'platform_ops' | 'platform_support') => pagesFor({ role }).map(({ name }) => name);
  assert.ok(!names('platform_ops').includes('Support access'));
  assert.deepEqual(names('platform_support'), ['Support access']);
});
