/**
 * Whatever a serving process keeps in memory is keyed by tenant (security.md 1.5). Every collection that outlives a call is
 * found in the sources and stands here with its key, so that a new one can't come in unread.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * `tenant`: the key is, or begins with, the tenant. `agent`: an agent's id, which is one tenant's alone. `ref`: the object of
 * one tenant or one call is itself the key. `caller`: one person's session or address. `content`: the key is all that
 * the value was computed from, so whoever finds it could have computed it. `none`: holds nothing of a tenant.
 */
type Key = 'tenant' | 'agent' | 'ref' | 'caller' | 'content' | 'none';

const memories: Readonly<Record<string, Key>> = {
  'apps/claw/src/heartbeat.ts failure': 'none',
  // secrets of the process itself, struck from its log
  'apps/claw/src/main.ts struck': 'none',
  // one answer’s; numbers by kind
  'apps/gateway/src/answers/answer-redactor.ts counts': 'ref',
  // threads, each at one answer of one tenant or at none
  'apps/gateway/src/answers/answer-threads.ts #threads': 'ref',
  'apps/gateway/src/answers/answer-threads.ts #waiting': 'tenant',
  'apps/gateway/src/compose.ts own': 'none',
  'apps/gateway/src/connectors/connector-registry.ts #connectors': 'tenant',
  // one child, which is one tenant’s and one connector’s
  'apps/gateway/src/connectors/stdio/child-transport.ts #asked': 'ref',
  'apps/gateway/src/connectors/stdio/child-transport.ts #held': 'ref',
  'apps/gateway/src/decide/allowed-action.ts known': 'ref',
  'apps/gateway/src/decide/record-unread.ts recorded': 'tenant',
  'apps/gateway/src/decide/usage-counter.ts #cells': 'tenant',
  'apps/gateway/src/facts/facts-holder.ts #directory': 'agent',
  'apps/gateway/src/facts/facts-holder.ts #following': 'tenant',
  'apps/gateway/src/facts/facts-holder.ts #heard': 'tenant',
  'apps/gateway/src/facts/facts-holder.ts #held': 'tenant',
  'apps/gateway/src/facts/facts-holder.ts #wanted': 'tenant',
  'apps/gateway/src/ledger/ledger-client.ts #lanes': 'tenant',
  'apps/gateway/src/ledger/shared-requests.ts aloneUntilMs': 'tenant',
  // each with its own tenant, answered apart
  'apps/gateway/src/ledger/shared-requests.ts waiting': 'ref',
  'apps/gateway/src/perform/calls-in-flight.ts #flights': 'ref',
  'apps/gateway/src/perform/calls-in-flight.ts #reviewed': 'tenant',
  'apps/gateway/src/perform/calls-in-flight.ts #stopped': 'tenant',
  // a decision, which is one tenant's alone
  'apps/gateway/src/perform/kept-outcomes.ts #kept': 'ref',
  // by the receipt of one change
  'apps/platform/src/access/control-change.ts records': 'ref',
  // who waits for a seat
  'apps/platform/src/access/control-change.ts waiting': 'none',
  'apps/platform/src/access/password-strength.ts estimator': 'none',
  'apps/platform/src/audit/record-reading.ts recorded': 'tenant',
  'apps/platform/src/audit/stream-seats.ts seats': 'ref',
  'apps/platform/src/features/administration/integrations/delivery-worker.ts idleUntilMs': 'tenant',
  // a webhook endpoint's id, which is one tenant's alone
  'apps/platform/src/features/administration/integrations/delivery-worker.ts running': 'ref',
  // an agent's credential, which is one tenant's alone
  'apps/platform/src/features/agentic/agents/credential-uses.ts writtenMs': 'agent',
  'apps/platform/src/features/agentic/behaviour/watch-regularly.ts due': 'tenant',
  // a number of decisions
  'apps/platform/src/features/agentic/behaviour/watch-regularly.ts round': 'none',
  // both live for one batch, which holds one tenant
  'apps/platform/src/features/agentic/decisions/count-transactions.ts counts': 'agent',
  'apps/platform/src/features/agentic/decisions/count-transactions.ts touched': 'agent',
  'apps/platform/src/features/agentic/decisions/tenant-queue.ts tails': 'tenant',
  'apps/platform/src/features/agentic/facts/agent-directory.ts known': 'agent',
  'apps/platform/src/features/agentic/facts/agent-directory.ts merged': 'agent',
  'apps/platform/src/features/agentic/facts/agent-directory.ts mergedFrom': 'agent',
  'apps/platform/src/features/agentic/facts/bump-facts.ts moves': 'ref',
  'apps/platform/src/features/agentic/facts/facts-desk.ts building': 'tenant',
  'apps/platform/src/features/agentic/facts/facts-desk.ts newest': 'tenant',
  'apps/platform/src/features/agentic/facts/gateway-register.ts gateways': 'none',
  // connections by the address of a Gateway
  'apps/platform/src/features/agentic/facts/push-facts.ts clients': 'none',
  'apps/platform/src/features/agentic/facts/push-facts.ts lanes': 'tenant',
  'apps/platform/src/http/audited.ts minted': 'ref',
  // one change’s
  'apps/platform/src/http/change.ts place': 'ref',
  'apps/platform/src/http/change.ts records': 'ref',
  // the description of the interface
  'apps/platform/src/http/openapi.ts components': 'none',
  'apps/platform/src/http/openapi.ts paths': 'none',
  // one operator’s act
  'apps/platform/src/http/operator-change.ts later': 'ref',
  'apps/platform/src/http/operator-change.ts minted': 'ref',
  'apps/platform/src/http/pipeline.ts callers': 'ref',
  'apps/platform/src/http/pipeline.ts operators': 'ref',
  // of one change
  'apps/platform/src/http/separation.ts asked': 'none',
  'apps/platform/src/limits/rate-limits.ts refusals': 'none',
  'apps/platform/src/limits/rate-limits.ts refusedUntil': 'caller',
  // secrets of the process itself, struck from its log
  'apps/platform/src/main.ts struck': 'none',
  'apps/platform/src/process-watch.ts last': 'none',
  'apps/platform/src/tenancy/key-port/key-checks.ts #watched': 'tenant',
  // one standing is one tenant's; its keys are by version
  'apps/platform/src/tenancy/key-port/tenant-standing.ts #keys': 'ref',
  // the id of a rotation, which is one tenant's or nobody's
  'apps/platform/src/tenancy/rotation/tell-change.ts told': 'ref',
  'apps/platform/src/tenancy/tenant-keys.ts entries': 'tenant',
  // one sealer is one tenant's; key ids that it did not find
  'apps/platform/src/tenancy/tenant-sealer.ts unknown': 'ref',
  'apps/witness/src/main.ts struck': 'none',
  // by the origin of a log, which is one tenant’s stream or a cell’s
  'apps/witness/src/witnessed-logs.ts kept': 'tenant',
  // who waits for a seat
  'core/crypto/src/password.ts waiting': 'none',
  'core/crypto/src/random.ts at': 'none',
  // one verification of one tenant’s export or stream
  'core/journal/src/decision-rules.ts #approvals': 'ref',
  'core/journal/src/decision-rules.ts #decided': 'ref',
  'core/journal/src/decision-rules.ts byKind': 'ref',
  'core/journal/src/decision-rules.ts findings': 'ref',
  'core/journal/src/export-verdict.ts #findings': 'ref',
  'core/journal/src/export-verdict.ts checks': 'ref',
  'core/journal/src/stream-verifier.ts #findings': 'ref',
  'core/journal/src/stream-verifier.ts #gaps': 'ref',
  'core/journal/src/stream-verifier.ts #roots': 'ref',
  'core/policy/src/argument-check.ts compiled': 'content',
  'core/policy/src/argument-check.ts compilers': 'content',
  // the numbers of one text, while it is looked through
  'core/policy/src/find-numbers.ts #exact': 'ref',
  // stays empty
  'core/policy/src/resolve-action.ts nobody': 'none',
  // the instance of Cedar; its places hold rules by the object that one tenant’s facts hold
  'core/policy/src/tenant-rules/cedar-engine.ts present': 'ref',
  // stays empty
  'core/protocol/src/structured-field.ts noParameters': 'none',
  'core/redaction/src/detector.ts caseless': 'ref',
  // lent for one call
  'infra/credentials/src/vault.ts headers': 'ref',
  'infra/credentials/src/vault.ts secrets': 'ref',
  // by cell
  'infra/database/src/cells.ts pools': 'none',
  'infra/database/src/cells.ts shut': 'none',
  'infra/database/src/connection-pool.ts #all': 'ref',
  // by schema, which is one tenant's; bounded by the tenants that a connection may touch
  'infra/database/src/connection-pool.ts #homes': 'tenant',
  // connections: what is local to a transaction ended with it
  'infra/database/src/connection-pool.ts #idle': 'none',
  'infra/database/src/connection-pool.ts #waiters': 'ref',
  // one transaction’s
  'infra/database/src/flight.ts #parses': 'ref',
  'infra/database/src/flight.ts #statements': 'ref',
  'infra/database/src/flights.ts aloft': 'ref',
  'infra/database/src/flights.ts boarding': 'ref',
  // by schema, which is one tenant's or control's; one connection's own
  'infra/database/src/prepared-names.ts #keys': 'tenant',
  'infra/database/src/prepared-names.ts #names': 'ref',
  'infra/database/src/sql-error.ts inDoubt': 'ref',
  'infra/database/src/statement.ts names': 'none',
  // one file, which is one tenant’s
  'infra/database/src/tenant-file.ts buffered': 'ref',
  'infra/database/src/tenant-lookup.ts remembered': 'tenant',
  'infra/database/src/tenant-ref.ts minted': 'ref',
  'infra/database/src/tenant-refusal.ts refused': 'ref',
  'infra/database/src/transaction-scope.ts scopes': 'ref',
  // by tenant, agent or operator, as each log that holds one makes its keys
  'infra/service/src/collapse-repeats.ts #seen': 'tenant',
  'infra/service/src/gate-watch.ts results': 'none',
  'infra/service/src/introduction.ts failure': 'none',
  'infra/service/src/introduction.ts known': 'none',
  // secrets of the process itself, struck from its log
  'infra/service/src/logger.ts spellings': 'none',
  'infra/service/src/metrics.ts all': 'none',
  'infra/service/src/metrics.ts families': 'none',
  'infra/service/src/watch-requests.ts refusedAs': 'ref',
};

/**
 * What is kept at the top of a file, in a class, or in a function that makes something which goes on living: a collection that
 * starts empty or is changed later, a list or record that is changed, a variable that takes another value than a number, a
 * flag or a timer. Constants are left out by this, and state that a closure of another name keeps: a reviewer's to see.
 */
function longLived(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isNamed(node) && outlives(node) && remembers(node, text))
      found.push(`${name} ${node.name.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Named = ts.PropertyDeclaration | (ts.VariableDeclaration & { readonly name: ts.Identifier });

function isNamed(node: ts.Node): node is Named {
  return ts.isPropertyDeclaration(node) || (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name));
}

function remembers(node: Named, text: string): boolean {
  const value = bare(node.initializer);
  if (
    value !== undefined &&
    ts.isNewExpression(value) &&
    /^(Map|Set|WeakMap|WeakSet)$/.test(value.expression.getText())
  )
    return (value.arguments?.length ?? 0) === 0 || isChanged(node, text);
  if (value !== undefined && isLiteral(value) && isChanged(node, text)) return true;
  return ts.isVariableDeclaration(node) && isLet(node) && !isPlain(node, value);
}

function bare(value: ts.Expression | undefined): ts.Expression | undefined {
  const wrapped =
    value !== undefined &&
    (ts.isAsExpression(value) || ts.isSatisfiesExpression(value) || ts.isParenthesizedExpression(value));
  return wrapped ? bare(value.expression) : value;
}

function isLiteral(value: ts.Expression): boolean {
  return (
    ts.isArrayLiteralExpression(value) ||
    ts.isObjectLiteralExpression(value) ||
    (ts.isNewExpression(value) && value.expression.getText() === 'Array')
  );
}

/** Somewhere in its file something is put into it, or taken out. */
function isChanged(node: Named, text: string): boolean {
  const name = node.name.getText().replaceAll('$', String.raw`\$`);
  const own = ts.isPropertyDeclaration(node) ? String.raw`this\.${name}` : String.raw`(?<![.\w#$])${name}`;
  const member = String.raw`(?:\[[^\]]+\]|\.\w+)`;
  return new RegExp(
    String.raw`${own}\s*(?:[?!]?\.(?:set|add|delete|clear|push|unshift|splice|fill)\(|${member}\s*(?:\?\?|\|\||&&|[-+*/])?=[^=>]|${member}(?:\+\+|--))`,
  ).test(text);
}

function isLet(node: ts.VariableDeclaration): boolean {
  return (node.parent.flags & ts.NodeFlags.Let) !== 0 && !ts.isForStatement(node.parent.parent);
}

/** Numbers, flags, timers, and whether something is under way: nothing of a tenant fits into them. */
function isPlain(node: Named, value: ts.Expression | undefined): boolean {
  if (node.type === undefined)
    return (
      value !== undefined &&
      /^(?:true|false|''|-?[\d_.]+n?|-?Infinity|Number\..*|Promise\.resolve\(\))$/.test(value.getText())
    );
  return /^(?:number|boolean|bigint|(?:NodeJS\.)?Timeout|Promise<(?:void|unknown|boolean)>|ReturnType<typeof set(?:Timeout|Interval|Immediate)>|\(\) => void)(?: \| undefined)*$/.test(
    node.type.getText(),
  );
}

function outlives(holder: Named): boolean {
  if (ts.isPropertyDeclaration(holder)) return true;
  let around: ts.Node | undefined = holder.parent;
  while (around !== undefined && !ts.isFunctionLike(around)) around = around.parent;
  if (around === undefined) return true;
  const named = around.name ?? (ts.isVariableDeclaration(around.parent) ? around.parent.name : undefined);
  return /^(?:create|mount|open|compose)[A-Z]/.test(named?.getText() ?? '');
}

const serving = () =>
  globSync('{core/*,apps/{platform,gateway,claw,witness},infra/{database,service,credentials}}/src/**/*.ts', {
    cwd: root,
  }).filter((file) => !/\.test\.ts$|\/provisioning\/|\/demo\//.test(file));

test('every collection that outlives a call is declared here with its key, and nothing is declared that is gone', () => {
  const found = serving().flatMap((file) => longLived(file, readFileSync(join(root, file), 'utf8')));
  assert.deepEqual([...new Set(found)].sort(), Object.keys(memories).sort());
});

test('a cache that somebody adds would be found, wherever it stands', () => {
  const planted = [
    'const cache = new Map<string, string>();',
    'class Desk { readonly #cache = new Map<string, string>(); }',
    'export function createDesk() { const cache = new Set<string>(); return () => cache; }',
    'export const createDesk = () => { const cache = new Set<string>(); return () => cache; };',
    'export function openDesk() { const cache = new Map<string, string>(); return () => cache; }',
    'export async function composeDesk() { const cache = new Map<string, string>(); return () => cache; }',
    "const cache = new Map([['a', 1]]); export function keep() { cache.set('b', 2); }",
    'const cache: string[] = []; export function keep(one: string) { cache.push(one); }',
    'const cache: Record<string, string> = {}; export function keep(one: string) { cache[one] = one; }',
    'class Desk { #cache: Row[] = []; keep(row: Row) { this.#cache.push(row); } }',
    'let last: Row | undefined; export function keep(row: Row) { last = row; }',
    'let last = empty; export function keep(row: Row) { last = row; }',
    'export function createDesk() { let last: Row | undefined; return (row: Row) => { last = row; }; }',
  ];
  for (const text of planted) assert.equal(longLived('planted.ts', text).length, 1, text);
  for (const text of [
    'function read() { const seen = new Set<string>(); return seen; }',
    "const words = new Set(['a', 'b']); export const known = (one: string) => words.has(one);",
    "const names = ['a', 'b']; export const first = () => names[0];",
    'let timer: NodeJS.Timeout | undefined; let running = false; let at = 0;',
  ])
    assert.deepEqual(longLived('planted.ts', text), [], text);
});
