/** What the plan of this organisation holds, in plain numbers, before any of it bites: entitlements, quotas, rate limits. */
import { Type } from 'typebox';
import { rateClasses } from '@gamut/access/permission-row';
import { planEntitlements, quotaNames, type Plan } from '@gamut/access/plans';
import { readRoute, type Route } from '../http/route.ts';
import { closed, named, NoParams, NoQuery, oneOf, orNull, Time } from '../http/schema-words.ts';
import { findTrialEnd } from './trial-end.ts';
import { readQuotas } from './quotas.ts';
import { rateRules } from './rate-rules.ts';

const PlanStanding = Type.Object(
  {
    plan: Type.String({ description: 'the one in force: a trial that is over entitles to nothing' }),
    trialEndsAt: orNull(Time),
    entitlements: Type.Array(Type.String()),
    quotas: Type.Array(
      Type.Object(
        {
          quota: oneOf(quotaNames),
          span: oneOf(['day', 'month']),
          limit: Type.Integer(),
          used: Type.Integer(),
          reserved: Type.Integer({ description: 'Lent to work that is under way.' }),
          left: Type.Integer(),
          resetsAt: Time,
        },
        closed,
      ),
    ),
    rates: Type.Array(
      Type.Object(
        {
          class: oneOf(rateClasses),
          atOnce: Type.Integer(),
          perMinute: Type.Integer({ description: 'For one session or API token.' }),
        },
        closed,
      ),
    ),
  },
  named('PlanStanding'),
);

export const planRoutes: readonly Route[] = [
  readRoute(
    {
      method: 'GET',
      path: '/v1/plan',
      summary: 'The plan: what it entitles to, and how much of it is left',
      params: NoParams,
      query: NoQuery,
      body: null,
      answer: PlanStanding,
      status: 200,
      permission: 'plan.read',
      entitlement: null,
      audit: 'none',
      rateClass: 'read',
      csrf: 'none',
      whileSealed: 'refuse',
    },
    async ({ tx, tenant, person, platform }) => {
      const { plan } = person.tenant;
      return {
        plan,
        trialEndsAt: await platform.db.readControlFor(tenant, (control) => findTrialEnd(control, tenant.id)),
        entitlements: Object.hasOwn(planEntitlements, plan) ? [...planEntitlements[plan as Plan]] : [],
        quotas: await readQuotas(tx, plan, platform.clock.nowMs()),
        rates: rateClasses.map((one) => ({
          class: one,
          atOnce: rateRules[one].burst,
          perMinute: rateRules[one].perMinute,
        })),
      };
    },
  ),
];
