/** Routes that explain access: what one may do and why not, of oneself or, for administrators, of anybody; roles × capabilities. */
import { Type } from 'typebox';
import { rateClasses } from '@gamut/access/permission-row';
import { entitlements, planEntitlements } from '@gamut/access/plans';
import { capabilities, roleTable } from '@gamut/access/role-table';
import { standingOf } from '../../../access/person.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import { readRoute, type Route } from '../../../http/route.ts';
import { closed, named, NoParams, NoQuery, oneOf, orNull } from '../../../http/schema-words.ts';
import { EffectivePermissions, effectivePermissionsOf } from './effective-permissions.ts';
import { findMember } from './member-store.ts';
import { peopleReading, PersonParams } from './people-administration-routes.ts';

const Roles = Type.Object(
  {
    roles: Type.Array(
      Type.Object(
        {
          role: Type.String(),
          kind: oneOf(['tenant', 'additive', 'assessment']),
          says: Type.String(),
          permissions: Type.Array(Type.String()),
        },
        closed,
      ),
    ),
    capabilities: Type.Array(
      Type.Object(
        {
          permission: Type.String(),
          says: Type.String(),
          entitlement: orNull(oneOf(entitlements)),
          audited: Type.Boolean(),
          rateClass: oneOf(rateClasses),
          sessionOnly: Type.Boolean(),
          withinAssessment: Type.Boolean(),
        },
        closed,
      ),
    ),
    plans: Type.Array(
      Type.Object({ plan: Type.String(), entitlements: Type.Array(oneOf(entitlements)) }, closed),
    ),
  },
  named('Roles'),
);

export const accessRoutes: readonly Route[] = [
  readRoute(
    {
      ...peopleReading,
      path: '/v1/session/effective-permissions',
      summary: 'What you may do here and now, and why not',
      params: NoParams,
      query: NoQuery,
      answer: EffectivePermissions,
      permission: 'session.read',
    },
    async ({ person }) => effectivePermissionsOf(person.id, standingOf(person)),
  ),
  readRoute(
    {
      ...peopleReading,
      path: '/v1/people/:personId/effective-permissions',
      summary: 'What a person may do here, and why not',
      params: PersonParams,
      query: NoQuery,
      answer: EffectivePermissions,
      permission: 'effective_permission.read',
    },
    async ({ platform, tenant, person, params }) => {
      const member = await platform.db.readControlFor(tenant, (tx) =>
        findMember(tx, tenant.id, params.personId),
      );
      if (member === undefined) throw notFound('person');
      return effectivePermissionsOf(member.person_id, {
        role: member.role,
        additiveRoles: member.additive_roles,
        personStatus: member.status,
        plan: person.tenant.plan,
        tenantStatus: person.tenant.status,
      });
    },
  ),
  readRoute(
    {
      ...peopleReading,
      path: '/v1/roles',
      summary: 'Roles × capabilities, and what each plan entitles to',
      params: NoParams,
      query: NoQuery,
      answer: Roles,
      permission: 'role.read',
    },
    async () => ({
      roles: roleTable().map((column) => ({ ...column, permissions: [...column.permissions] })),
      capabilities: capabilities().map((row) => ({
        permission: row.permission,
        says: row.says,
        entitlement: row.entitlement,
        audited: row.auditMandatory,
        rateClass: row.rateClass,
        sessionOnly: row.sessionOnly,
        withinAssessment: row.within !== null,
      })),
      plans: Object.entries(planEntitlements).map(([plan, granted]) => ({
        plan,
        entitlements: [...granted],
      })),
    }),
  ),
];
