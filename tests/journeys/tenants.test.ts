/**
 * The life of tenants as an operator lives it, with the real processes and the real command: made, listed, locked out to the
 * second, let in again, written to a file, deleted. A worker that is killed with -9 leaves no half-made tenant.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openOwnerSession, type OwnerSession } from '@gamut/database/owner-session';
import { agentOn } from '../support/agent-on-catalogue.ts';
import { connectAgent, decisionOf, reasonCodesOf, type Agent } from '../support/mcp-agent.ts';
import { eventually, tellTime } from '../support/pace.ts';
import { openPersonSession, type PersonSession } from '../support/person-session.ts';
import { startStack, type Stack } from '../support/stack.ts';

let stack: Stack;
let owner: OwnerSession;
let administratorOfSecond: PersonSession;

before(async () => {
  stack = await startStack();
  owner = await openOwnerSession(
    readFileSync(join(stack.home, 'keys/provision/MIGRATOR_DATABASE_URL'), 'utf8'),
    'test',
  );
});
after(async () => {
  await owner?.close();
  await stack?.stop();
});

/** `gamut tenant …`, which must succeed. */
async function tenant(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await stack.gamut('tenant', ...args);
  assert.equal(code, 0, stderr);
  return stdout;
}

async function operator(path: string, body: object): Promise<Response> {
  const token = readFileSync(join(stack.home, 'keys/operator/GAMUT_OPERATOR_TOKEN'), 'utf8').trim();
  return fetch(`${stack.platform}/operator/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const reader = (): Promise<Agent> =>
  connectAgent(stack.gateway, stack.agentToken('report-reader'), '2026-07-28');
const list = (agent: Agent) => agent.call('filesystem_list_directory', { path: '.' });

async function slugs(): Promise<string[]> {
  const rows = JSON.parse(await tenant('list', '--json')) as { slug: string }[];
  return rows.map(({ slug }) => slug);
}

/** Running children of Gateway whose command line names this tool server. */
function toolServerPids(name: string): number[] {
  const gateway = String(stack.pidOf('gateway'));
  const parents = new Map<string, string>();
  const named: string[] = [];
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '');
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name)) named.push(pid);
    } catch {
      // gone between the look and the read
    }
  }
  const isGateways = (pid: string | undefined): boolean =>
    pid !== undefined && (pid === gateway || isGateways(parents.get(pid)));
  return named.filter(isGateways).map(Number);
}

test('a second tenant is made by one command, stands in the list, and its making in both journals', async () => {
  const said = await tenant('create', '--slug', 'second', '--name', 'Second One', '--plan', 'enterprise');
  assert.match(said, /tenant second: done/);
  assert.deepEqual(await slugs(), ['demo', 'second']);
  const [entry] = await owner.query<{ kinds: string[] }>(
    `SELECT array_agg(e.kind ORDER BY e.seq) AS kinds FROM control.journal_entries e JOIN control.tenants t ON t.id = e.subject
     WHERE t.slug = 'second'`,
  );
  assert.deepEqual(entry?.kinds, ['tenant.creation_requested', 'tenant.created']);
  const again = await stack.gamut('tenant', 'create', '--slug', 'second', '--name', 'S', '--plan', 'trial');
  assert.equal(again.code, 1);
  assert.match(again.stderr, /The slug second is taken\. Fix: /);
});

test('its first administrator signs in through the link that the operator’s command prints, once', async () => {
  const invite = () =>
    tenant('invite', 'second', '--email', 'first@second.example', '--name', 'First Administrator', '--json');
  const { url: voided } = JSON.parse(await invite()) as { url: string };
  const { url } = JSON.parse(await invite()) as { url: string };
  const { origin, hash } = new URL(url);
  const setUp = (token: string) =>
    fetch(`${origin}/v1/set-up`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ token, password: 'lantern-orchard-velvet-58' }),
    });
  assert.equal((await setUp(new URL(voided).hash.slice(1))).status, 404, 'the link of before is void');
  const used = await setUp(hash.slice(1));
  assert.equal(used.status, 201, await used.text());
  const cookie = used.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const session = (await (await fetch(`${origin}/v1/session`, { headers: { cookie } })).json()) as {
    tenant: { slug: string };
    role: string;
  };
  assert.deepEqual([session.tenant.slug, session.role], ['second', 'administrator']);
  assert.equal((await setUp(hash.slice(1))).status, 404);
  administratorOfSecond = await openPersonSession(origin, cookie);
});

test('on the launcher’s own catalogue a second tenant works in folders of its own, and sees nothing of the demo’s', async () => {
  const token = await agentOn(administratorOfSecond, 'filesystem', ['list_directory', 'write_file']);
  const second = await connectAgent(stack.gateway, token, '2026-07-28');
  const demo = await reader();
  try {
    const listed = await list(second);
    assert.equal(decisionOf(listed), 'allow', JSON.stringify(listed));
    assert.doesNotMatch(JSON.stringify(listed), /README|reports/);
    assert.match(JSON.stringify(await list(demo)), /README.*reports/);
    const theirs = join(stack.home, 'demo/claims/README.md');
    const outside = await second.call('filesystem_list_directory', { path: join(stack.home, 'demo/claims') });
    assert.doesNotMatch(JSON.stringify(outside), /README|reports/);
    assert.equal(statSync(theirs).isFile(), true);
  } finally {
    await second.close();
    await demo.close();
  }
});

test('a suspended tenant: the very next call is blocked, the person’s next request refused; reactivated, both work', async () => {
  const [agent, person] = [await reader(), await stack.signIn('ciso@meridian.example')];
  assert.equal(decisionOf(await list(agent)), 'allow');
  assert.equal((await person.get('/v1/agents')).status, 200);
  await tenant('suspend', 'demo', '--reason', 'a drill');
  const blocked = await list(agent);
  assert.equal(blocked.isError, true, JSON.stringify(blocked));
  assert.equal(decisionOf(blocked), 'block');
  assert.match(reasonCodesOf(blocked).join(), /tenant_not_active/);
  assert.equal((await person.get('/v1/agents')).status, 403);
  assert.match(await tenant('list'), /demo +suspended .*\(a drill\)/);
  await tenant('reactivate', 'demo', '--reason', 'the drill is over');
  assert.equal(decisionOf(await list(agent)), 'allow');
  assert.equal((await person.get('/v1/agents')).status, 401, 'sessions that a suspension ended stay ended');
  assert.equal((await (await stack.signIn('ciso@meridian.example')).get('/v1/agents')).status, 200);
  await agent.close();
});

test('a call that is under way when its tenant is suspended is cut off within a second', async (t) => {
  const agent = await reader();
  await list(agent);
  const frozen = toolServerPids('server-filesystem');
  assert.ok(frozen.length > 0);
  for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  try {
    let ended = false;
    const under = list(agent).finally(() => (ended = true));
    await delay(500);
    assert.equal(ended, false, 'the tool server does not answer');
    const answer = await operator('/tenants/demo/suspend', { reason: 'at once' });
    const answeredMs = performance.now();
    assert.equal(answer.status, 200);
    const cut = await under;
    const cutMs = performance.now() - answeredMs;
    assert.equal(cut.isError, true, JSON.stringify(cut));
    tellTime(t, 'cut after the operator was answered', cutMs);
  } finally {
    for (const pid of frozen)
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // ended with the call
      }
    await tenant('reactivate', 'demo', '--reason', 'the drill is over');
    await agent.close();
  }
});

test('what the operator did is in the tenant’s own journal once, and the export of it verifies', async () => {
  const twice = ['tenant.suspended', 'tenant.reactivated', 'tenant.suspended', 'tenant.reactivated'];
  // provision made it, before there was an operator to ask for it
  const wanted = ['tenant.created', ...twice];
  const [{ schema }] = (await owner.query<{ schema: string }>(
    "SELECT schema_name AS schema FROM control.tenants WHERE slug = 'demo'",
  )) as [{ schema: string }];
  const carried = async (): Promise<string[]> =>
    (
      await owner.query<{ kind: string }>(
        `SELECT kind FROM ${schema}.journal_entries WHERE stream = 'audit' AND kind LIKE 'tenant.%' ORDER BY seq`,
      )
    ).map(({ kind }) => kind);
  await eventually(async () => (await carried()).length >= wanted.length, 'what the operator did', 250);
  assert.deepEqual(await carried(), wanted);
  const file = join(stack.home, 'demo.jsonl');
  const exported = await stack.gamut('journal', 'export', '--tenant', 'demo', '--out', file);
  assert.equal(exported.code, 0, exported.stderr);
  assert.equal((await stack.gamut('verify', file)).code, 0);
  const own = join(stack.home, 'platform.jsonl');
  const exportedOwn = await stack.gamut('journal', 'export', '--platform', '--out', own);
  assert.equal(exportedOwn.code, 0, exportedOwn.stderr);
  assert.equal((await stack.gamut('verify', own)).code, 0);
  assert.match(readFileSync(own, 'utf8'), /"kind":"tenant\.creation_requested"/);
});

test('the worker killed with -9 again and again while it makes tenants: each is whole, once, and none is half-made', async () => {
  const wanted = Array.from({ length: 6 }, (_, at) => `killed-${String(at)}`);
  for (const slug of wanted)
    await tenant('create', '--slug', slug, '--name', slug, '--plan', 'trial', '--no-wait');
  for (let kill = 0; kill < 5; kill++) {
    await delay(40 + kill * 60);
    try {
      process.kill(stack.pidOf('provision'), 'SIGKILL');
    } catch {
      // between two starts
    }
    await delay(300);
  }
  const waits = async () => (await stack.gamut('status')).stdout.includes('waits for work');
  await eventually(waits, 'the worker', 500);
  const open = () => owner.query("SELECT id FROM control.jobs WHERE status IN ('waiting', 'running')");
  await eventually(async () => (await open()).length === 0, 'the end of the jobs', 250);
  const jobs = await owner.query<{ status: string; failure: string | null }>(
    "SELECT status, failure FROM control.jobs WHERE kind = 'tenant.create' AND payload->>'slug' LIKE 'killed-%'",
  );
  assert.deepEqual(
    jobs.map(({ status }) => status),
    wanted.map(() => 'done'),
    JSON.stringify(jobs),
  );
  assert.deepEqual(
    (await slugs()).filter((slug) => slug.startsWith('killed-')),
    wanted,
  );
  const [counts] = await owner.query<{ tenants: number; schemas: number; roles: number; ledgers: number }>(
    `SELECT (SELECT count(*) FROM control.tenants)::int AS tenants,
       (SELECT count(*) FROM pg_namespace WHERE nspname ~ '^t_[0-9a-f]{16}$')::int AS schemas,
       (SELECT count(*) FROM pg_roles WHERE rolname ~ '^gt_[0-9a-f]{16}$')::int AS roles,
       (SELECT count(DISTINCT scope) FROM control.migration_ledger WHERE scope <> 'control')::int AS ledgers`,
  );
  const tenants = counts?.tenants;
  assert.deepEqual(counts, { tenants, schemas: tenants, roles: tenants, ledgers: tenants });
});

test('a tenant is written to a file that its owner alone can read, and deleted for good', async () => {
  const said = await tenant('export', 'second');
  const file = /file +(\S+)/.exec(said)?.[1] ?? '';
  assert.equal(statSync(join(stack.home, 'exports', file)).mode & 0o077, 0);
  const unsure = await stack.gamut('tenant', 'delete', 'second', '--reason', 'contract ended');
  assert.deepEqual([unsure.code, (await slugs()).includes('second')], [2, true]);
  assert.match(await tenant('delete', 'second', '--reason', 'contract ended', '--yes'), /Backups/);
  assert.equal((await slugs()).includes('second'), false);
  const back = await stack.gamut('tenant', 'restore', file, '--slug', 'second');
  assert.equal(back.code, 1);
  assert.match(back.stderr, /was deleted, and its keys with it/);
});

test('status and doctor show the worker; without a stack the command says what to do', async () => {
  assert.match((await stack.gamut('status')).stdout, /^provision +no port +pid \d+ +waits for work$/m);
  assert.match((await stack.gamut('doctor')).stdout, /provision/);
  const nowhere = await stack.gamut('tenant', 'suspend', 'nobody', '--reason', 'because');
  assert.match(nowhere.stderr, /There is no tenant nobody/);
  const unknown = await stack.gamut('tenant', 'explode');
  assert.equal(unknown.code, 2);
});
