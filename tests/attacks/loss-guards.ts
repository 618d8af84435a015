/** What refuses a change, or breaks off a file, once the right to it is taken away, and what a change in control stands on: each line with the test that goes red without it. */
import type { Row } from './observe-guards.ts';

const access = 'apps/platform/src/access';

export const lossRows: readonly Row[] = [
  [
    'change: the right still stands at the commit',
    'apps/platform/src/http/perform.ts',
    'const standing = () => assertStillHeld(tx, call.person, permission);',
    'const standing = () => Promise.resolve();',
    `${access}/change-under-way.test.ts`,
    'a change by .* that has no record yet when .* is answered is refused',
  ],
  [
    'change: a session or token that was taken meanwhile',
    `${access}/tenant-person.ts`,
    'if (now.ended)',
    'if (now.ended && tx === undefined)',
    `${access}/loss-under-way.test.ts`,
    'a change by .* that has no record yet when .* is refused',
  ],
  [
    'change: a plan or a tenant’s standing that was taken meanwhile',
    'apps/platform/src/features/administration/tenants/move-facts.ts',
    'await markStanding(tx, tenant);',
    'void markStanding;',
    `${access}/loss-under-way.test.ts`,
    'a change by .* that has no record yet when .* is refused',
  ],
  [
    'change in control: the right still stands behind the lock that every loss takes',
    'apps/platform/src/http/perform-control.ts',
    'await assertHeldInControl(tx, person, permission);',
    'void [assertHeldInControl, permission];',
    `${access}/control-change.test.ts`,
    'a change in control that is under way when .* is refused',
  ],
  [
    'change in control: a reset by link takes that lock',
    `${access}/reset-link.ts`,
    'await holdTenant(tx, tenant.id);',
    'void holdTenant;',
    `${access}/control-change.test.ts`,
    'a reset by link, which ends sessions, waits too',
  ],
  [
    'change in control: the record is its own, under the event of its row',
    'apps/platform/src/http/perform-control.ts',
    'assertRecorded(own, audit, success);',
    '',
    `${access}/control-change.test.ts`,
    'a change in control that leaves no record, another’s record or another event’s is rolled back',
  ],
  [
    'change in control: an idempotency key is claimed before the effect',
    'apps/platform/src/http/perform-control.ts',
    'if (keyed !== undefined) await claimKeyInControl(tx, keyed, { nowMs, tenantId: tenant.id });',
    'void [claimKeyInControl, nowMs];',
    'apps/platform/src/http/control-changes.test.ts',
    'of sixteen with one key at once one changes something',
  ],
  [
    'change: a credential of an agent is held to its end at the commit, by platform’s clock',
    'apps/platform/src/features/agentic/decisions/reconsider.ts',
    'if (bears(entry) && endOf(entry, ends) <= Date.parse(at)) return refusalReasons.credentialExpired;',
    'void [endOf, ends];',
    'apps/platform/src/features/agentic/decisions/commit-ledger.test.ts',
    'a credential is held to its end by the ledger’s own clock: to the millisecond before, and not at it',
  ],
  [
    'change: a credential of an agent that was rotated out is over on the facts that say so',
    'apps/gateway/src/decide/call-problem.ts',
    "if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= nowMs) return 'credential_expired';",
    '',
    'apps/gateway/src/decide/call-problem.test.ts',
    'a credential that is gone or over by the facts of this round acts no more, though it was live when the call came',
  ],
  [
    'a file: asked about while it is given',
    'apps/platform/src/http/pipeline.ts',
    'if (role === null) await admitAgain(parts, route, request);',
    'if (role === null) await Promise.resolve();',
    'apps/platform/src/http/long-answer.test.ts',
    'breaks off before its next page when',
  ],
];
