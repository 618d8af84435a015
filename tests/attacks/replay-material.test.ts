/**
 * From a decision to its derivation by a stranger: decided on true facts, committed, exported through the interface as two files,
 * and derived again offline; and what the owner of the database changes is named.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ReplayReport } from '../../apps/cli/src/replay/replay-walk.ts';
import { verifyCommand } from '../../apps/cli/src/verify.ts';
import { samples } from '../../core/redaction/src/samples.ts';
import { decideCall } from '../support/decided-calls.ts';
import { testPlatform, type Client, type PlatformUnderTest } from '../support/platform.ts';
import { makeWorld, type RouteWorld } from '../support/route-world.ts';

let under: PlatformUnderTest;
let administrator: Client;
let world: RouteWorld;
let tool: string;
let folder: string;
const secret = samples.find(([kind]) => kind === 'github_token')?.[1] ?? '';

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gamut-material-'));
  under = await testPlatform();
  administrator = await under.as('administrator');
  world = await makeWorld(under, administrator, under.tenant);
  const connector = await administrator.call({
    method: 'GET',
    path: `/v1/connectors/${world['connectorId']}`,
  });
  tool = `${connector.json.name}_send`;
  await call({ to: 'a@inside.example' });
  await call({ to: 'b@inside.example', note: secret });
  await administrator.call({
    method: 'POST',
    path: `/v1/agents/${world.agentId}/suspend`,
    body: { reason: 'because the test says so' },
  });
  await call({ to: 'c@inside.example' });
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await under.close();
});

async function call(args: unknown): Promise<string> {
  const made = await decideCall(under, under.tenant, { agentId: world.agentId, tool, arguments: args });
  assert.equal(made.result?.status, 'committed');
  return made.entry.id;
}

async function download(path: string, client = administrator): Promise<string> {
  const answer = await client.call({ method: 'GET', path });
  assert.equal(answer.status, 200, answer.text);
  return answer.text;
}

async function replay(material: string): Promise<ReplayReport & { code: number; chain: string }> {
  writeFileSync(join(folder, 'j'), await download('/v1/journal/export'));
  writeFileSync(join(folder, 'm'), material);
  let said = '';
  const world = { stdout: { write: (text: string) => (said += text) }, gamutHome: undefined };
  const code = await verifyCommand([join(folder, 'j'), '--replay', join(folder, 'm'), '--json'], world);
  const report = JSON.parse(said) as { outcome: string; replay: ReplayReport };
  return { code, chain: report.outcome, ...report.replay };
}

test('what was decided is exported as two files and derived again; the arguments with a secret are named as not whole', async () => {
  const report = await replay(await download('/v1/journal/replay'));
  assert.equal(report.chain, 'verified', JSON.stringify(report));
  assert.equal(report.outcomes.differs, undefined, JSON.stringify(report.named, null, 1));
  assert.equal(report.outcomes.follows, 2);
  assert.equal(report.outcomes.arguments_unknown, 1);
  // those that the world made up itself carry another policy
  const others = report.outcomes.other_rules ?? 0;
  assert.equal(report.decisions, 3 + others);
  assert.deepEqual(report.underived, others === 0 ? {} : { other_rules: others });
  assert.equal(report.code, 3);
});

test('the material holds no secret: neither of an argument, nor of an agent, nor of a connector', async () => {
  const material = await download('/v1/journal/replay');
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ sha256: string }>('SELECT sha256 FROM agent_credentials LIMIT 1', []),
  );
  for (const one of [secret, row?.sha256 ?? '', 'of-the-upstream', administrator.email])
    assert.ok(one !== '' && !material.includes(one), one);
});

test('an administrator alone exports it, and it leaves a record', async () => {
  for (const role of ['operator', 'advanced', 'standard'] as const) {
    const client = await under.as(role);
    assert.equal((await client.call({ method: 'GET', path: '/v1/journal/replay' })).status, 403, role);
  }
  const before = await events();
  await download('/v1/journal/replay');
  assert.equal(await events(), before + 1);
});

test('facts that were changed where they are kept no longer have their digest: the decisions on them are named', async () => {
  const material = await download('/v1/journal/replay');
  const forged = material.replaceAll('"status":"suspended"', '"status":"active"');
  assert.notEqual(forged, material);
  const report = await replay(forged);
  assert.equal(report.chain, 'verified');
  assert.equal(report.code, 3);
  assert.ok((report.outcomes.facts_missing ?? 0) >= 1);
});

async function events(): Promise<number> {
  const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ n: string }>(
      `SELECT count(*) AS n FROM journal_entries WHERE kind = 'decisions.exported'`,
      [],
    ),
  );
  return Number(row?.n);
}
