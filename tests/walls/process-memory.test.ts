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
 * one tenant or one call is itself the key. `caller`: one person's session or address. `none`: holds nothing of a tenant.
 */
type Key = 'tenant' | 'agent' | 'ref' | 'caller' | 'none';

const memories: Readonly<Record<string, Key>> = {
  'apps/gateway/src/connectors/connector-registry.ts #connectors': 'tenant',
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
  'apps/gateway/src/perform/calls-in-flight.ts #flights': 'ref',
  'apps/gateway/src/perform/calls-in-flight.ts #reviewed': 'tenant',
  'apps/gateway/src/perform/calls-in-flight.ts #stopped': 'tenant',
  // a decision, which is one tenant's alone
  'apps/gateway/src/perform/kept-outcomes.ts #kept': 'ref',
  'apps/platform/src/audit/record-reading.ts recorded': 'tenant',
  'apps/platform/src/audit/stream-seats.ts seats': 'ref',
  'apps/platform/src/features/administration/integrations/delivery-worker.ts idleUntilMs': 'tenant',
  // a webhook endpoint's id, which is one tenant's alone
  'apps/platform/src/features/administration/integrations/delivery-worker.ts running': 'ref',
  // an agent's credential, which is one tenant's alone
  'apps/platform/src/features/agentic/agents/credential-uses.ts writtenMs': 'agent',
  // both live for one batch, which holds one tenant
  'apps/platform/src/features/agentic/decisions/count-transactions.ts counts': 'agent',
  'apps/platform/src/features/agentic/decisions/count-transactions.ts touched': 'agent',
  'apps/platform/src/features/agentic/decisions/tenant-queue.ts tails': 'tenant',
  'apps/platform/src/features/agentic/facts/agent-directory.ts known': 'agent',
  'apps/platform/src/features/agentic/facts/bump-facts.ts moves': 'ref',
  'apps/platform/src/features/agentic/facts/facts-desk.ts building': 'tenant',
  'apps/platform/src/features/agentic/facts/facts-desk.ts newest': 'tenant',
  'apps/platform/src/features/agentic/facts/gateway-register.ts gateways': 'none',
  // connections by the address of a Gateway
  'apps/platform/src/features/agentic/facts/push-facts.ts clients': 'none',
  'apps/platform/src/features/agentic/facts/push-facts.ts lanes': 'tenant',
  'apps/platform/src/http/audited.ts minted': 'ref',
  'apps/platform/src/http/denial-log.ts lastMs': 'tenant',
  'apps/platform/src/http/pipeline.ts callers': 'ref',
  'apps/platform/src/http/pipeline.ts operators': 'ref',
  'apps/platform/src/limits/rate-limits.ts refusals': 'none',
  'apps/platform/src/limits/rate-limits.ts refusedUntil': 'caller',
  'apps/platform/src/process-watch.ts last': 'none',
  'apps/platform/src/tenancy/key-port/key-checks.ts #watched': 'tenant',
  // one standing is one tenant's; its keys are by version
  'apps/platform/src/tenancy/key-port/tenant-standing.ts #keys': 'ref',
  // the id of a rotation, which is one tenant's or nobody's
  'apps/platform/src/tenancy/rotation/tell-change.ts told': 'ref',
  'apps/platform/src/tenancy/tenant-keys.ts entries': 'tenant',
  // one sealer is one tenant's; key ids that it did not find
  'apps/platform/src/tenancy/tenant-sealer.ts unknown': 'ref',
  'infra/database/src/cells.ts shut': 'none',
  'infra/database/src/connection-pool.ts #all': 'ref',
  // by schema, which is one tenant's; bounded by the tenants that a connection may touch
  'infra/database/src/connection-pool.ts #homes': 'tenant',
  // by schema, which is one tenant's or control's; one connection's own
  'infra/database/src/prepared-names.ts #keys': 'tenant',
  'infra/database/src/prepared-names.ts #names': 'ref',
  'infra/database/src/sql-error.ts inDoubt': 'ref',
  'infra/database/src/statement.ts names': 'none',
  'infra/database/src/tenant-lookup.ts remembered': 'tenant',
  'infra/database/src/tenant-ref.ts minted': 'ref',
  'infra/database/src/tenant-refusal.ts refused': 'ref',
  'infra/database/src/transaction-scope.ts scopes': 'ref',
  'infra/service/src/metrics.ts all': 'none',
  'infra/service/src/watch-requests.ts refusedAs': 'ref',
};

/** Empty collections at the top of a file, in a class, or in a function that makes something which goes on living. */
function longLived(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isEmptyCollection(node) && outlives(node.parent)) {
      const { name: declared } = node.parent as ts.VariableDeclaration;
      found.push(`${name} ${declared.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isEmptyCollection(node: ts.Node): boolean {
  return (
    ts.isNewExpression(node) &&
    /^(Map|Set|WeakMap|WeakSet)$/.test(node.expression.getText()) &&
    (node.arguments?.length ?? 0) === 0
  );
}

function outlives(holder: ts.Node): boolean {
  if (ts.isPropertyDeclaration(holder)) return true;
  if (!ts.isVariableDeclaration(holder)) return false;
  let around: ts.Node | undefined = holder.parent;
  while (around !== undefined && !ts.isFunctionLike(around)) around = around.parent;
  return around === undefined || /^(create|mount)[A-Z]/.test(around.name?.getText() ?? '');
}

const serving = () =>
  globSync('{apps/{platform,gateway},infra/{database,service,credentials}}/src/**/*.ts', {
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
  ];
  for (const text of planted) assert.equal(longLived('planted.ts', text).length, 1, text);
  assert.deepEqual(
    longLived('planted.ts', 'function read() { const seen = new Set<string>(); return seen; }'),
    [],
  );
});
