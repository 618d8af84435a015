/**
 * Every route between our own processes is a row of a signed edge, and names its callers (security.md section 4). The table
 * below is written by hand: a new internal route comes here with who may call it and what keeps it from being carried out twice.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');

/** By path: callers as the source names them, and where a second arrival ends. */
const edges: Readonly<Record<string, { readonly callers: RegExp; readonly once: RegExp | 'monotonic' }>> = {
  '/internal/v1/facts-sync': { callers: /^gateway,/, once: /spendRequestNonce/ },
  '/internal/v1/ledger': { callers: /^gateway,/, once: /ledger\.commit\(.*nonce\)/ },
  '/internal/v1/ledger-batches': { callers: /^gateway,/, once: /ledger\.commit\(.*nonce\)/ },
  '/internal/v1/approvals/find': { callers: /^gateway,/, once: /spendRequestNonce/ },
  '/internal/v1/skill-instructions': { callers: /^gateway,/, once: /spendRequestNonce/ },
  '/internal/v1/observations': { callers: /^gateway,/, once: /spendRequestNonce/ },
  '/internal/v1/refused-credentials': { callers: /^gateway,/, once: /spendRequestNonce/ },
  '/internal/v1/runtime-keys': { callers: /^gateway,/, once: /issueRuntimeKey\(.*nonce/ },
  '/internal/v1/heartbeats': {
    callers: /^\['claw_to_platform', 'gateway_to_platform'\],/,
    once: /spendRequestNonce/,
  },
  '/internal/v1/handshakes': {
    callers: /^\['gateway_to_platform', 'claw_to_platform'\],/,
    once: /spendRequestNonce/,
  },
  // Gateway has no database: what is pushed twice says the same twice, and an older version is passed over
  '/internal/v1/facts-push': { callers: /^\[edge\.keyId\],/, once: 'monotonic' },
};

const sources = globSync('apps/*/src/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

interface Served {
  readonly file: string;
  readonly path: string;
  readonly signed: boolean;
  readonly callers: string;
  readonly row: string;
}

const served: readonly Served[] = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\burl: '(\/internal\/[^']+)'/g)].map((match): Served => {
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const row = text.slice(match.index, text.indexOf('\n    }),', match.index) + 1 || match.index + 900);
    return {
      file,
      path: match[1] as string,
      signed: /signedRoute\(\{\s*$/.test(before),
      callers: /callers:? ?([^\n]*)/.exec(row)?.[1] ?? '',
      row: row.slice(0, 900).replaceAll('\n', ' '),
    };
  }),
);

test('every internal route is a row of a signed edge, and the table knows them all', () => {
  assert.deepEqual(served.map(({ path }) => path).sort(), Object.keys(edges).sort());
  for (const { file, path, signed } of served) assert.ok(signed, `${file}: ${path}`);
});

test('nothing else mounts a path under /internal', () => {
  for (const { file, text } of sources)
    assert.doesNotMatch(
      text,
      /\b(?:server|scope|app)\.(?:get|post|put|patch|delete|route|all)\(\s*[`'"]\/internal/,
      file,
    );
});

test('each names its callers, and spends its nonce or can be heard twice', () => {
  for (const { path, callers, row } of served) {
    const edge = edges[path];
    assert.ok(edge !== undefined && edge.callers.test(callers), `${path}: ${callers}`);
    if (edge.once !== 'monotonic') assert.match(row, edge.once, path);
  }
});

test('this check can fail: a route that is not a row, and one without callers, are seen', () => {
  assert.equal(/signedRoute\(\{\s*$/.test('scope.post({ '), false);
  assert.equal(/^gateway,/.test("['claw_to_platform'],"), false);
});
