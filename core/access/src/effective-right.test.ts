/** Proof of the effective right over the whole table: every permission × role × additive × plan × status × place × token. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tenantStatuses } from '@gamut/kernel/agentic-terms';
import { authorize } from './authorize.ts';
import {
  effectiveRight,
  factorNames,
  heldRoles,
  type FactorName,
  type Place,
  type Standing,
} from './effective-right.ts';
import { permissionNames, permissionRow, type Permission } from './permissions.ts';
import { planEntitlements, planEntitles } from './plans.ts';
import { capabilities, roleTable } from './role-table.ts';
import { additiveRoles, assessmentRoles, tenantRoles } from './roles.ts';

const plans = [...Object.keys(planEntitlements), 'no such plan', '__proto__'];
const statuses = [...tenantStatuses, '', 'Active'];
const memberships = [
  [],
  ...assessmentRoles.map((role) => [role]),
  [...assessmentRoles],
  ['administrator'],
  ['owner'],
];
const places: readonly (Place | undefined)[] = [
  undefined,
  ...memberships.flatMap((roles) => [true, false].map((owner) => ({ assessmentRoles: roles, owner }))),
];

function* standings(permission: Permission): Generator<Standing> {
  for (const role of [...tenantRoles, 'root', '', 'lead_assessor'])
    for (const additive of [[], [...additiveRoles], ['owner', 'lead_assessor']])
      for (const plan of plans)
        for (const tenantStatus of statuses)
          for (const token of [undefined, [], [permission], [...permissionNames]])
            yield {
              role,
              additiveRoles: additive,
              plan,
              tenantStatus,
              ...(token === undefined ? {} : { token }),
            };
}

/** The rule once more, written apart: which factors stop it. */
function expectedStops(standing: Standing, permission: Permission, place: Place | undefined): FactorName[] {
  const row = permissionRow(permission);
  const held: readonly string[] =
    standing.role === 'subscriber'
      ? ['subscriber']
      : (tenantRoles as readonly string[]).includes(standing.role)
        ? [standing.role, ...standing.additiveRoles.filter((one) => one === 'agent_operator')]
        : [];
  const stops: FactorName[] = [];
  if (standing.tenantStatus !== 'active') stops.push('tenant');
  if (row.entitlement !== null && !planEntitles(standing.plan, row.entitlement)) stops.push('plan');
  if (!row.roles.some((role) => held.includes(role))) stops.push('role');
  const inAssessment =
    place === undefined ||
    row.within === null ||
    held.includes('administrator') ||
    (row.ownerMay && place.owner) ||
    row.within.some((role) => place.assessmentRoles.includes(role));
  if (!inAssessment) stops.push('assessment');
  if (standing.token !== undefined && (row.sessionOnly || !standing.token.includes(permission)))
    stops.push('token');
  return stops;
}

test('the effective right is role ∩ plan ∩ tenant state ∩ assessment membership ∩ token, over every combination', () => {
  let judged = 0;
  for (const permission of permissionNames)
    for (const standing of standings(permission))
      for (const place of places) {
        const right = effectiveRight(standing, permission, place);
        const stops = right.factors.filter(({ passed }) => !passed).map(({ factor }) => factor);
        const expected = expectedStops(standing, permission, place);
        if (stops.join() !== expected.join() || right.allowed !== (expected.length === 0))
          assert.deepEqual(stops, expected, `${permission} ${JSON.stringify({ standing, place })}`);
        judged++;
      }
  assert.ok(judged > 1_000_000, `only ${judged} were judged`);
});

test('every factor is told for every permission, and each that stops it says what would help and who could do it', () => {
  const nobody = {
    role: '',
    additiveRoles: [],
    plan: 'none',
    tenantStatus: 'suspended',
    personStatus: 'suspended',
    token: [],
  };
  for (const permission of permissionNames) {
    const { factors } = effectiveRight(nobody, permission, { assessmentRoles: [], owner: false });
    assert.deepEqual(
      factors.map(({ factor }) => factor),
      [...factorNames],
    );
    for (const factor of factors)
      if (!factor.passed)
        assert.ok(factor.message && factor.fix && factor.who, `${permission} ${factor.factor}`);
  }
});

test('somebody suspended, invited or of a standing that nobody knows may do nothing at all', () => {
  for (const personStatus of ['suspended', 'invited', '', 'Active'])
    for (const permission of permissionNames) {
      const standing = {
        role: 'administrator',
        additiveRoles: [...additiveRoles],
        plan: 'enterprise',
        tenantStatus: 'active',
        personStatus,
      };
      const access = authorize(standing, permission);
      assert.equal(!access.allowed && access.reason, 'person', `${permission} ${personStatus}`);
    }
});

test('a role in an assessment never lifts the ceiling of the tenant role, nor does owning the object', () => {
  for (const permission of permissionNames)
    for (const standing of standings(permission))
      for (const place of places)
        if (place !== undefined && effectiveRight(standing, permission, place).allowed)
          assert.ok(effectiveRight(standing, permission).allowed, `${permission} was lifted`);
});

test('more roles, a better plan or a wider token never take a right away', () => {
  for (const permission of permissionNames) {
    for (const role of tenantRoles)
      for (const plan of Object.keys(planEntitlements)) {
        const standing = { role, additiveRoles: [], plan, tenantStatus: 'active' };
        if (!authorize(standing, permission).allowed) continue;
        assert.ok(authorize({ ...standing, additiveRoles: [...additiveRoles] }, permission).allowed);
        assert.ok(authorize({ ...standing, plan: 'enterprise' }, permission).allowed);
        assert.ok(
          authorize({ ...standing, role: role === 'subscriber' ? role : 'administrator' }, permission)
            .allowed,
        );
      }
  }
});

test('what depends on the object says so, and is decided once the place is known', () => {
  const standing = { role: 'standard', additiveRoles: [], plan: 'standard', tenantStatus: 'active' };
  assert.equal(effectiveRight(standing, 'assessment.update').dependsOnObject, true);
  const outsider = effectiveRight(standing, 'assessment.update', { assessmentRoles: [], owner: false });
  assert.deepEqual([outsider.allowed, outsider.dependsOnObject], [false, false]);
  const may = (permission: Permission, roles: string[], owner = false): boolean =>
    authorize(standing, permission, { assessmentRoles: roles, owner }).allowed;
  const table = Object.fromEntries(
    assessmentRoles.map((role) => [
      role,
      permissionNames.filter((name) => permissionRow(name).within !== null && may(name, [role])),
    ]),
  );
  assert.deepEqual(table, {
    lead_assessor: [
      'assessment.read',
      'assessment.update',
      'assessment_note.create',
      'assessment.share',
      'assessment.approve',
      'assessment.delete',
    ],
    contributor: ['assessment.read', 'assessment.update', 'assessment_note.create'],
    reviewer: ['assessment.read', 'assessment_note.create'],
    viewer: ['assessment.read'],
  });
  assert.deepEqual(
    ['assessment.read', 'assessment.update', 'assessment.delete'].map((name) =>
      may(name as Permission, [], true),
    ),
    [true, true, false],
    'an owner may read and update, and no more',
  );
  assert.equal(may('assessment.export', ['lead_assessor']), false, 'exports are the advanced role’s');
});

test('a token never makes tokens, sets passwords, ends sessions, manages people or approves', () => {
  const all = { role: 'administrator', additiveRoles: [], plan: 'enterprise', tenantStatus: 'active' };
  const never = permissionNames.filter(
    (name) => !authorize({ ...all, token: [...permissionNames] }, name).allowed,
  );
  for (const name of permissionNames.filter((one) =>
    /^(session|password|token|membership|person_session|person_token|effective_permission)\.|^person\.(?!read)/.test(
      one,
    ),
  ))
    assert.ok(never.includes(name), name);
  assert.ok(never.includes('approval.decide'));
  assert.ok(!never.includes('agent.read'));
});

test('the table of roles × capabilities is the permission table, turned', () => {
  const columns = roleTable();
  for (const { permission, roles, within } of capabilities())
    for (const { role, kind, permissions } of columns) {
      const held: readonly string[] = kind === 'assessment' ? (within ?? []) : roles;
      assert.equal(permissions.includes(permission), held.includes(role), `${permission} ${role}`);
    }
  assert.deepEqual(heldRoles({ role: 'subscriber', additiveRoles: [...additiveRoles] }), ['subscriber']);
});
