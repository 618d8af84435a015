/**
 * The guards of a person's request, each with the line that is it and the test that goes red without it. One row for each step of
 * `apps/platform/src/http/pipeline.ts`; a step that gets a guard gets a row. At the end, what keeps observe mode to reading.
 */
import { lossRows } from './loss-guards.ts';
import { amountRows } from './amount-guards.ts';
import { approverRows } from './approver-guards.ts';
import { capabilityRows } from './capability-guards.ts';
import { observeRows, type Row } from './observe-guards.ts';

export interface Guard {
  readonly name: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly line: string;
  /** What stands there instead. */
  readonly without: string;
  readonly test: { readonly file: string; readonly name: string };
}

const http = 'apps/platform/src/http';
const access = 'apps/platform/src/access';
const matrix = `${http}/route-matrix.test.ts`;
const pipeline = `${http}/pipeline.test.ts`;
const conventions = `${http}/conventions.test.ts`;
const sessions = `${access}/sessions.test.ts`;
const database = 'infra/database/src/database.test.ts';
const operators = 'apps/platform/src/features/administration/operators';

const rows: readonly Row[] = [
  [
    'limits: who asks too often is refused',
    `${http}/admit.ts`,
    'if (!verdict.admitted) throw tooManyRequests(`Too many requests of the class ${rateClass}.`, verdict);',
    '',
    pipeline,
    'whoever asks too often is told how long to wait',
  ],
  [
    'limits: a caller before sign-in is measured by address, whatever cookie they made up',
    `${http}/pipeline.ts`,
    'await spendByAddress(parts, route.rateClass, request, reply);',
    '',
    pipeline,
    'made-up cookies buy no guesses at sign-in',
  ],
  [
    'identify: a session that was ended or grew old is none',
    `${access}/identify-person.ts`,
    "if (isSuspended(row)) return expired('This account is suspended.');",
    '',
    sessions,
    'a suspended user, membership or changed role bites on the next request',
  ],
  [
    'identify: an operator’s row is for operators',
    `${http}/pipeline.ts`,
    'operators.set(request, await admitOperator(parts, route, route.platformRole, request));',
    "operators.set(request, { id: 'opr_x', name: 'x', role: 'root' } as never);",
    `${operators}/operators.test.ts`,
    'nobody, a person, a person’s cookie, a revoked, an expired, another’s bearer',
  ],
  [
    'identify: each operator’s role opens its own rows',
    `${http}/admit-operator.ts`,
    'assertOperatorRole(operator, wanted);',
    '',
    `${operators}/operators.test.ts`,
    'each token opens exactly the rows of its role',
  ],
  [
    'tenant active: a suspended one is refused',
    `${access}/identify-person.ts`,
    'if (suspended !== undefined) return suspended;',
    '',
    sessions,
    'a suspended tenant refuses everybody of it at once',
  ],
  [
    'tenant open: while its key is away nothing is done',
    `${http}/admit.ts`,
    "if (route.whileSealed === 'refuse') await platform.sealing.assertOpen(tenant.id);",
    '',
    'apps/platform/src/tenancy/key-port/sealed-tenant.test.ts',
    'every route of its people answers 423',
  ],
  [
    'CSRF: Fetch Metadata and Origin are the console’s',
    `${http}/admit.ts`,
    'assertNoOtherOrigin(request.headers, platform.consoleOrigins());',
    '',
    matrix,
    'another site by Fetch Metadata is refused',
  ],
  [
    'CSRF: Origin where there is no Fetch Metadata',
    `${http}/csrf.ts`,
    "if (origin !== undefined && (typeof origin !== 'string' || !origins.includes(origin))) {",
    'if (origins.length < 0) {',
    matrix,
    'another origin is refused',
  ],
  [
    'CSRF: the session’s own token',
    `${http}/admit.ts`,
    'assertSessionToken(request.headers, csrfHash);',
    '',
    matrix,
    'another session’s token is refused',
  ],
  [
    'CSRF: a link elsewhere sets nothing off that leaves a record',
    `${http}/admit.ts`,
    'assertNotCrossSite(request.headers);',
    '{ /* any site */ }',
    matrix,
    'a link on another site can’t set off what leaves a record',
  ],
  [
    'CSRF: signing in is of the same origin',
    `${http}/pipeline.ts`,
    "if (route.csrf === 'same_origin') assertSameOrigin(request.headers, parts.platform.consoleOrigins());",
    '',
    matrix,
    'signing in from another site is refused',
  ],
  [
    'validate: a member that no schema knows is refused, and not dropped',
    'infra/service/src/strict-schema.ts',
    'removeAdditional: false,',
    "removeAdditional: 'all',",
    matrix,
    'a member that no schema knows is refused',
  ],
  [
    'validate: a body where none belongs is refused',
    `${http}/pipeline.ts`,
    'if (route.body === null && request.body !== undefined) throw unwantedBody();',
    '',
    matrix,
    'a member that no schema knows is refused',
  ],
  [
    'validate: bodies are checked at all',
    `${http}/pipeline.ts`,
    '...(route.body === null ? {} : { body: route.body }),',
    '',
    matrix,
    'an over-long text is refused by the schema',
  ],
  [
    'authorize: the right is asked for',
    `${http}/pipeline.ts`,
    'if (caller !== undefined) await assertAllowed(parts, route, caller);',
    '',
    matrix,
    'lets a person with the role standard do exactly what the permission table says',
  ],
  [
    'authorize: the role',
    'core/access/src/effective-right.ts',
    'role: roleRefuses(row, standing),',
    'role: undefined,',
    'core/access/src/effective-right.test.ts',
    'the effective right is role ∩ plan ∩ tenant state',
  ],
  [
    'authorize: the plan, for administrators too',
    'core/access/src/effective-right.ts',
    'plan: planRefuses(row, standing),',
    'plan: undefined,',
    matrix,
    'is closed to an administrator whose plan does not entitle it',
  ],
  [
    'authorize: what support looks at is recorded first',
    `${http}/pipeline.ts`,
    'await recordSupport(parts, route, caller);',
    '',
    `${operators}/support-access.test.ts`,
    'what can’t be recorded is not read',
  ],
  [
    'authorize: a denial is recorded',
    `${http}/admit.ts`,
    'await parts.denials.record(tenant, person, {',
    'void ({',
    pipeline,
    'a denial is recorded once in a while',
  ],
  [
    'tenant transaction: each tenant’s own scope',
    'infra/database/src/transaction-scope.ts',
    'scopes.set(ref, scope);',
    'scopes.set(ref, scope); scopes.get = () => scope;',
    matrix,
    'are not found, byte for byte as an id that is nowhere',
  ],
  [
    'tenant transaction: only for a minted reference',
    'infra/database/src/transaction-scope.ts',
    'if (known !== undefined) return known;\n  assertMinted(ref);',
    'if (known !== undefined) return known;',
    database,
    'an object that only looks like a tenant opens nothing',
  ],
  [
    'tenant transaction: rows of control are the tenant’s own',
    'infra/database/src/transaction-scope.ts',
    "SET LOCAL gamut.scope='';SET",
    "SET LOCAL gamut.scope='routing';SET",
    database,
    'rows of control that name another tenant are not seen',
  ],
  [
    'change: the state under If-Match',
    `${http}/perform.ts`,
    "if (ifMatch !== '*') assertUnchanged(ifMatch, entityTag(shown));",
    'void [ifMatch, shown, assertUnchanged, entityTag];',
    conventions,
    'is refused without it, with an older state and with a weak tag',
  ],
  [
    'change: If-Match has to be sent',
    `${http}/change-guards.ts`,
    "reader === undefined ? undefined : { ifMatch: readIfMatch(headers['if-match']), reader }",
    "reader === undefined || headers['if-match'] === undefined ? undefined : { ifMatch: readIfMatch(headers['if-match']), reader }",
    conventions,
    'is refused without it, with an older state and with a weak tag',
  ],
  [
    'change: an idempotency key stands for one request',
    'apps/platform/src/limits/repeated-request.ts',
    'if (kept.request_sha256 !== request.requestSha256)',
    'if (kept.request_sha256.length < request.requestSha256.length)',
    conventions,
    'used with another body, or for another thing',
  ],
  [
    'change: an idempotency key is of one person',
    'apps/platform/src/limits/idempotency-key.ts',
    "keyHash: sha256Hex(canonicalJson(['gamut idempotency key', who, route, key])),",
    "keyHash: sha256Hex(canonicalJson(['gamut idempotency key', who.slice(0, 0), route, key])),",
    conventions,
    'counts for one person and one route',
  ],
  [
    'change: an idempotency key is claimed before the effect',
    `${http}/perform.ts`,
    'if (keyed !== undefined && !claimed) await claimKey(tx, keyed, clock.nowMs());',
    '',
    conventions,
    'sent by sixteen at once over two processes has one effect',
  ],
  [
    'audit record present: of this change, under the event of its row',
    `${http}/perform.ts`,
    'assertRecorded(change, audit, success);',
    '',
    pipeline,
    'a change that leaves no record, another’s record or another event’s record is rolled back',
  ],
  [
    'audit record present: reading that leaves a record does so first',
    `${http}/pipeline.ts`,
    'await parts.recordReading(tenant, person, { event, route: wayOfReading(route, params) });',
    'void event;',
    'apps/platform/src/audit/audit-log.test.ts',
    'a reading that can’t be recorded does not happen',
  ],
  [
    'audit record present: an operator reads the platform’s own journal on the record',
    `${http}/pipeline.ts`,
    'await recordOperator(platform, route, operator);',
    '',
    'apps/platform/src/audit/journal-read.test.ts',
    'an operator whose reading can’t be recorded is shown nothing, and who is refused has read nothing',
  ],
  [
    'serialise: nothing leaves that the answer’s schema does not name',
    `${http}/pipeline.ts`,
    'response: { [route.status]: route.answer },',
    '',
    pipeline,
    'a member that the answer’s schema does not name never leaves',
  ],
  ...lossRows,
  ...observeRows,
  ...capabilityRows,
  ...amountRows,
  ...approverRows,
];

export const guards: readonly Guard[] = rows.map(([name, file, line, without, testFile, testName]) => ({
  name,
  file,
  line,
  without,
  test: { file: testFile, name: testName },
}));
