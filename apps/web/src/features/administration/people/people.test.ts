/** What the console offers about people follows their standing and the reader's permissions, and says it in words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPermissions, stops, type PermissionShown } from './effective-permissions.ts';
import { openPersonActs } from './person-acts.ts';
import { peopleSentence, type Member } from './person.ts';
import { rowsByEntitlement } from './roles-table.ts';

const all = ['person.add', 'person.set_roles', 'person.suspend', 'person.reactivate', 'person.remove'];
const me = { id: 'usr_me', permissions: all };
const member = (status: Member['status']) => ({ id: 'usr_other', status });
const names = (status: Member['status'], permissions = all) =>
  openPersonActs(member(status), { ...me, permissions }).map(({ verb }) => verb);

test('each standing opens its own acts, and a lacking permission takes its act away', () => {
  assert.deepEqual(names('invited'), ['invite', 'roles', 'remove']);
  assert.deepEqual(names('active'), ['roles', 'suspend', 'remove']);
  assert.deepEqual(names('suspended'), ['reactivate', 'roles', 'remove']);
  assert.deepEqual(names('active', ['person.suspend']), ['suspend']);
});

test('nobody is offered a change of their own place', () => {
  assert.deepEqual(openPersonActs({ id: me.id, status: 'active' }, me), []);
});

test('the sentence counts who is here and names only what stands out', () => {
  const one = (status: Member['status']) => ({ status }) as Member;
  assert.equal(peopleSentence([one('active')]), 'One person has a place here.');
  assert.equal(
    peopleSentence([one('active'), one('active'), one('invited'), one('suspended')]),
    'Two people have a place here. One has not used the set-up link yet. One is suspended.',
  );
});

const row = (permission: string, allowed: boolean): PermissionShown => ({
  permission,
  says: `say ${permission}`,
  allowed,
  dependsOnObject: false,
  factors: [
    { factor: 'plan', passed: true, message: null, fix: null, who: null },
    { factor: 'role', passed: allowed, message: 'no', fix: 'ask', who: 'somebody' },
  ],
});

test('capabilities are found by words and by whether they are allowed, and only what stops one is told', () => {
  const rows = [row('agent.read', true), row('agent.create', false), row('person.add', false)];
  const found = (wanted: 'all' | 'may' | 'may_not', typed: string) =>
    findPermissions(rows, wanted, typed).map(({ permission }) => permission);
  assert.deepEqual(found('may', ''), ['agent.read']);
  assert.deepEqual(found('may_not', 'SAY agent'), ['agent.create']);
  assert.deepEqual(found('all', 'nothing like it'), []);
  assert.deepEqual(
    rows.map((one) => stops(one).map(({ factor }) => factor)),
    [[], ['role'], ['role']],
  );
});

test('every capability stands in exactly one group of the roles table', () => {
  const capability = (permission: string, entitlement: 'core' | 'agentic' | null) => ({
    permission,
    entitlement,
    says: '',
    audited: false,
    rateClass: 'read' as const,
    sessionOnly: false,
    withinAssessment: false,
  });
  const groups = rowsByEntitlement({
    roles: [],
    capabilities: [capability('a', null), capability('b', 'core'), capability('c', null)],
    plans: [
      { plan: 'standard', entitlements: ['core'] },
      { plan: 'no_access', entitlements: [] },
    ],
  });
  assert.deepEqual(
    groups.map(({ plans, rows }) => [plans, rows.map(({ permission }) => permission)]),
    [
      [null, ['a', 'c']],
      [['standard'], ['b']],
    ],
  );
});
