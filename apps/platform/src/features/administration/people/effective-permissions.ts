/** What a person may do, permission by permission, with every factor and who could change it: "why not", as the one function says. */
import { Type } from 'typebox';
import { effectiveRight, factorNames, heldRoles, type Standing } from '@gamut/access/effective-right';
import { permissionNames, permissionRow } from '@gamut/access/permissions';
import { closed, named, oneOf, orNull } from '../../../http/schema-words.ts';

const FactorShown = Type.Object(
  {
    factor: oneOf(factorNames),
    passed: Type.Boolean(),
    message: orNull(Type.String()),
    fix: orNull(Type.String()),
    who: orNull(Type.String({ description: 'who could change it' })),
  },
  closed,
);

export const EffectivePermissions = Type.Object(
  {
    id: Type.String(),
    roles: Type.Array(Type.String()),
    plan: Type.String(),
    permissions: Type.Array(
      Type.Object(
        {
          permission: Type.String(),
          says: Type.String(),
          allowed: Type.Boolean(),
          dependsOnObject: Type.Boolean({
            description: 'allowed, as far as the person’s place in the assessment lets them',
          }),
          factors: Type.Array(FactorShown),
        },
        closed,
      ),
    ),
  },
  named('EffectivePermissions'),
);

export function effectivePermissionsOf(id: string, standing: Standing) {
  return {
    id,
    roles: heldRoles(standing),
    plan: standing.plan,
    permissions: permissionNames.map((permission) => {
      const { allowed, factors, dependsOnObject } = effectiveRight(standing, permission);
      return {
        permission,
        says: permissionRow(permission).says,
        allowed,
        dependsOnObject,
        factors: factors.map((one) =>
          one.passed ? { factor: one.factor, passed: true, ...nothingToSay } : { ...one },
        ),
      };
    }),
  };
}

const nothingToSay = { message: null, fix: null, who: null } as const;
