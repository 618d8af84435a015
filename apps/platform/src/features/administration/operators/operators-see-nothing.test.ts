/**
 * Operators never read a tenant's records, unless the tenant lets support look: every row of theirs is asked about a tenant full of
 * marked records, and no mark stands in any answer, log line, job, or row that they leave in control. Generated from the table.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { systemTime } from '@gamut/service/system-time';
import type { Route } from '../../../http/route.ts';
import { routeTable } from '../../../http/route-table.ts';
import { jobHandlers } from '../../../provisioning/job-handlers.ts';
import { openCellSession, type ProvisionParts } from '../../../provisioning/provision-parts.ts';
import { workOnce } from '../../../provisioning/work-jobs.ts';
import {
  askSupport,
  makeOperator,
  openSupport,
  withToken,
} from '../../../../../../tests/support/operators-world.ts';
import { commitDecision, makeWorld, type RouteWorld } from '../../../../../../tests/support/route-world.ts';
import {
  operatorToken,
  testPlatform,
  type Client,
  type PlatformUnderTest,
} from '../../../../../../tests/support/platform.ts';

const mark = (what: string): string => `canary-${what}-7f3k9q`;
const marked = /canary-[a-z]+-7f3k9q/i;

let under: PlatformUnderTest;
let owner: OwnerSession;
let administrator: Client;
let world: RouteWorld;
let exportFolder: string;

before(async () => {
  under = await testPlatform();
  owner = await openOwnerSession(under.database.superuserUrl, 'test');
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
  exportFolder = mkdtempSync(join(tmpdir(), 'gamut-canaries-'));
  await plant();
});
after(async () => {
  await owner.close();
  await under.close();
  rmSync(exportFolder, { recursive: true, force: true });
});

async function plant(): Promise<void> {
  const make = async (path: string, body: unknown): Promise<{ id: string }> => {
    const answer = await administrator.call({ method: 'POST', path, body });
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.json as { id: string };
  };
  const agent = await make('/v1/agents', { name: mark('agent'), purpose: mark('purpose') });
  await make('/v1/findings', { agentId: world.agentId, severity: 'low', title: mark('finding') });
  await make('/v1/people', {
    email: `${mark('mail')}@alpha.example`,
    name: mark('person'),
    role: 'standard',
  });
  await make(`/v1/agents/${world.agentId}/suspend`, { reason: mark('reason') });
  await make('/v1/incident-playbooks', {
    name: mark('playbook'),
    actionTypes: ['admin'],
    steps: mark('steps'),
  });
  await make('/v1/access-tokens', { name: mark('token'), permissions: ['role.read'] });
  await make('/v1/connectors', {
    name: 'marked',
    title: mark('connector'),
    transport: { kind: 'http', url: `https://${mark('host')}.example/mcp` },
  });
  const who = { agent: agent.id, agentName: mark('agent'), toolId: world.toolId };
  await commitDecision(under, under.tenant, who, 'require_approval', {
    target: mark('target'),
    argumentsShown: JSON.stringify({ text: mark('arguments') }),
  });
  await owner.query("UPDATE control.users SET name = $1 WHERE email = 'advanced@alpha.example'", [
    mark('user'),
  ]);
  const row = await owner.query<{ all: string }>(
    `SELECT string_agg(a::text, ' ') AS all FROM ${under.tenant.schema}.agents a`,
  );
  assert.match(row[0]?.all ?? '', marked, 'the marks are planted');
}

const ids = { id: '', operatorId: '', supportRequestId: '' };
const reason = { reason: 'asked by the test' };
/** What each row is asked; a row that is not here fails the test. */
const bodies: Readonly<Record<string, unknown>> = {
  'GET /operator/v1/tenants': undefined,
  'GET /operator/v1/tenants/:slug': undefined,
  'GET /operator/v1/jobs': undefined,
  'GET /operator/v1/self': undefined,
  'GET /operator/v1/audit-events': undefined,
  'GET /operator/v1/jobs/:id': undefined,
  'GET /operator/v1/operators': undefined,
  'GET /operator/v1/support-requests': undefined,
  'GET /operator/v1/journal/export': undefined,
  'GET /operator/v1/key-rotations': undefined,
  'GET /operator/v1/tenants/:slug/key-port': undefined,
  'PUT /operator/v1/tenants/:slug/key-port': { service: 'nowhere', key_name: 'alpha' },
  'DELETE /operator/v1/tenants/:slug/key-port': undefined,
  'POST /operator/v1/key-rotations': { kind: 'data_key', tenant: 'alpha' },
  'POST /operator/v1/sign-in-links': { tenant: 'alpha', email: 'advanced@alpha.example' },
  'POST /operator/v1/tenants': { slug: 'alpha', name: 'Alpha', plan: 'trial' },
  'POST /operator/v1/tenants/:slug/administrators': { email: 'administrator@alpha.example', name: 'Known' },
  'POST /operator/v1/tenants/:slug/reset-links': { email: 'administrator@alpha.example' },
  'POST /operator/v1/tenants/:slug/plan': { plan: 'enterprise', ...reason },
  'POST /operator/v1/tenants/:slug/suspend': reason,
  'POST /operator/v1/tenants/:slug/reactivate': reason,
  'POST /operator/v1/operators': {
    name: 'Another',
    email: 'another@platform.example',
    role: 'platform_ops',
    expiresInDays: 1,
  },
  'POST /operator/v1/operators/:operatorId/revoke': reason,
  'POST /operator/v1/support-requests': { tenant: 'alpha', hours: 1, role: 'advanced', ...reason },
  'POST /operator/v1/support-requests/:supportRequestId/open': {},
  'POST /operator/v1/support-requests/:supportRequestId/give-up': {},
  'POST /operator/v1/tenants/:slug/move': { cell: 'home' },
  'POST /operator/v1/tenants/:slug/restore': { file: 'alpha.gamut' },
  'POST /operator/v1/tenants/:slug/export': {},
  'POST /operator/v1/tenants/:slug/delete': { slug: 'alpha', ...reason },
};
const theirs = routeTable.filter((route) => route.path.startsWith('/operator/'));
const nameOf = (route: Route): string => `${route.method} ${route.path}`;

function inOrder(): readonly Route[] {
  const names = Object.keys(bodies);
  for (const route of theirs)
    assert.ok(names.includes(nameOf(route)), `${nameOf(route)} is asked nothing here`);
  return theirs.toSorted((a, b) => names.indexOf(nameOf(a)) - names.indexOf(nameOf(b)));
}

/** The provision process works what was asked, on the same database. */
async function work(said: string[]): Promise<void> {
  const parts: ProvisionParts = {
    migratorUrl: under.database.migratorUrl,
    cellUrls: {},
    tenantLoginSecret: undefined,
    migrations: under.database.migrations,
    exportFolder,
    handlers: jobHandlers,
    clock: systemTime,
    random: randomBytes,
    say: (line) => void said.push(line),
  };
  const session = await openCellSession(parts, 'home');
  try {
    while (await workOnce(parts, session));
  } finally {
    await session.close();
  }
}

async function leftInControl(): Promise<readonly string[]> {
  const tables = [
    'jobs',
    'journal_entries',
    'audit_outbox',
    'idempotency_keys',
    'operators',
    'support_grants',
  ];
  const found: string[] = [];
  for (const table of tables)
    for (const { row } of await owner.query<{ row: string }>(`SELECT t::text AS row FROM control.${table} t`))
      found.push(row);
  return found;
}

test('no mark of a tenant’s records reaches an operator, a log, a job or what they leave in control, over every row', async () => {
  const [ops, support, leaving] = [
    await makeOperator(under, 'platform_ops'),
    await makeOperator(under, 'platform_support'),
    await makeOperator(under, 'platform_support'),
  ];
  // they hold what a tenant let them see, and that must not show at the operator's door either
  await openSupport(under, leaving, { tenant: under.tenant, administrator });
  ids.operatorId = leaving.id;
  ids.supportRequestId = await askSupport(support, under.tenant);
  await administrator.call({
    method: 'POST',
    path: `/v1/support-access/${ids.supportRequestId}/approve`,
    body: { reason: mark('answer') },
  });
  const [seen, said]: [[string, string][], string[]] = [[], []];
  const holders = [withToken(under, operatorToken), ops.call, support.call];
  let answered = 0;
  for (const route of inOrder())
    for (const ask of holders) {
      const path = route.path
        .replace(':slug', 'alpha')
        .replace(/:([a-zA-Z]+)/, (_all, name: string) => ids[name as 'id']);
      const answer = await ask(route.method, path, bodies[nameOf(route)]);
      if (answer.status < 300) answered++;
      if (typeof answer.json?.job === 'string') {
        ids.id = answer.json.job as string;
        await work(said);
        const job = await holders[1]?.('GET', `/operator/v1/jobs/${ids.id}`);
        seen.push([`${nameOf(route)} → job`, job?.text ?? '']);
      }
      seen.push([nameOf(route), `${answer.text} ${JSON.stringify(answer.headers)}`]);
    }
  const done = await owner.query<{ kind: string }>(
    "SELECT DISTINCT kind FROM control.jobs WHERE status = 'done' ORDER BY kind",
  );
  assert.deepEqual(
    done.map(({ kind }) => kind),
    ['tenant.delete', 'tenant.export'],
  );
  assert.ok(answered > 20, `only ${String(answered)} were let through`);
  for (const [name, text] of seen) assert.doesNotMatch(text, marked, name);
  for (const line of [...under.logged, ...said]) assert.doesNotMatch(line, marked, 'a log');
  for (const row of await leftInControl()) assert.doesNotMatch(row, marked, 'a row of control');
});
