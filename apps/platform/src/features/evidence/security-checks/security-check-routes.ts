/** The live checks as people reach them: the newest result, and running them, which leaves a record with the result's digest. */
import { Type } from 'typebox';
import { readRoute, workRoute, type Route } from '../../../http/route.ts';
import { closed, named, NoParams, NoQuery, oneOf, orNull, Sha256, Time } from '../../../http/schema-words.ts';
import { audited } from '../../../http/audited.ts';
import { runSecurityChecks } from './run-security-checks.ts';
import { checkResults, outcomes, securityCheckNames } from './security-check.ts';
import { findNewestSecurityChecks, insertSecurityChecks, type StoredResult } from './security-check-store.ts';

const Text = Type.String();
const Check = Type.Object(
  {
    name: oneOf(securityCheckNames),
    asked: Text,
    result: oneOf(checkResults),
    detail: Text,
    measuredAt: Time,
    tookMs: Type.Integer(),
  },
  named('SecurityCheck'),
);
const Result = Type.Object(
  { at: Time, by: Text, outcome: oneOf(outcomes), checks: Type.Array(Check), sha256: Sha256, note: Text },
  named('SecurityCheckResult'),
);

const face = {
  path: '/v1/security-checks',
  params: NoParams,
  query: NoQuery,
  status: 200,
  entitlement: 'audit_trail',
  whileSealed: 'refuse',
} as const;

export const securityCheckRoutes: readonly Route[] = [
  readRoute(
    {
      ...face,
      method: 'GET',
      summary: 'What the live checks of the security promises found last',
      body: null,
      answer: Type.Object({ latest: orNull(Result) }, closed),
      permission: 'security_check.read',
      audit: 'none',
      rateClass: 'read',
      csrf: 'none',
    },
    async ({ tx }) => ({ latest: (await findNewestSecurityChecks(tx)) ?? null }),
  ),
  workRoute(
    {
      ...face,
      method: 'POST',
      summary: 'Run the live checks for this tenant, now',
      body: Type.Object({}, closed),
      answer: Result,
      permission: 'security_check.run',
      audit: 'security_checks.run',
      rateClass: 'heavy',
      csrf: 'session_token',
    },
    async ({ platform, tenant, person, inChange }) => {
      const found = await runSecurityChecks(platform, tenant, person.id);
      const result: StoredResult = { ...found, by: person.name };
      const { receipt } = await inChange(async (change) => {
        await insertSecurityChecks(change.tx, result);
        const not = (wanted: string): string[] =>
          result.checks.filter((check) => check.result === wanted).map(({ name }) => name);
        return change.recorded({
          event: 'security_checks.run',
          subject: { kind: 'tenant', id: tenant.id, name: tenant.slug },
          after: {
            outcome: result.outcome,
            sha256: result.sha256,
            failed: not('failed'),
            notMeasured: not('not_measured'),
          },
        });
      });
      return audited(receipt, { answer: result });
    },
  ),
];
