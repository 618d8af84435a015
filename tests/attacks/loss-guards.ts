/** What refuses a change, or breaks off a file, once the right to it is taken away: each line with the test that goes red without it. */
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
    'a file: asked about while it is given',
    'apps/platform/src/http/pipeline.ts',
    'if (role === null) await admitAgain(parts, route, request);',
    'if (role === null) await Promise.resolve();',
    'apps/platform/src/http/long-answer.test.ts',
    'breaks off before its next page when',
  ],
];
