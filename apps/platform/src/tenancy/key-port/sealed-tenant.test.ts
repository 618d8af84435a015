/**
 * What a sealed tenant's people, agents and auditors meet: every route but session and journal is refused, generated from the
 * route table; each decision is recorded as a block without arguments; the journal is read, exported and verified as before.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256, startSha256 } from '@gamut/crypto/hash';
import { randomBytes } from '@gamut/crypto/random';
import { verifyEd25519 } from '@gamut/crypto/sign';
import { verifyExport } from '@gamut/journal/verify-export';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { DecisionEntry, LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import {
  keyPortPlatform,
  ledgerOf,
  type KeyPortPlatform,
} from '../../../../../tests/support/key-port-platform.ts';
import { outcome } from '../../../../../tests/support/ledger.ts';
import type { Client } from '../../../../../tests/support/platform.ts';
import { bodyFor } from '../../../../../tests/support/route-bodies.ts';
import {
  commitDecision,
  makeWorld,
  pathFor,
  randomId,
  type CommittedDecision,
  type RouteWorld,
} from '../../../../../tests/support/route-world.ts';
import { createLedger } from '../../features/agentic/decisions/commit-ledger.ts';
import { createFactsDesk } from '../../features/agentic/facts/facts-desk.ts';
import { loadFactsState } from '../../features/agentic/facts/facts-store.ts';
import { routeTable } from '../../http/route-table.ts';

let at: KeyPortPlatform;
let client: Client;
let world: RouteWorld;
let under: KeyPortPlatform['under'];
let performing: CommittedDecision;

before(async () => {
  at = await keyPortPlatform();
  ({ under } = at);
  await at.setPort();
  client = await under.as('administrator');
  world = await makeWorld(under, client, under.tenant);
  performing = await commitDecision(under, under.tenant, who(), 'allow');
  at.service.revoke('acme');
  await at.round();
});
after(() => at.close());

const who = () => ({ agent: world.agentId, agentName: 'agent', toolId: world.toolId });

async function commit(...entries: (DecisionEntry | OutcomeEntry)[]): Promise<LedgerResult[]> {
  const { version } = await under.running.platform.db.readTenant(under.tenant, loadFactsState);
  const current = entries.map((entry) =>
    entry.kind === 'decision' && entry.factsVersion !== 0 ? { ...entry, factsVersion: version } : entry,
  );
  const batch = { tenant: under.tenant.id, instance: 'gwy_test', entries: current };
  return (await ledgerOf(under.running).commit(under.tenant, batch, encodeBase64url(randomBytes(16))))
    .results;
}

function decision(kind: DecisionEntry['decision']['kind'], over: Partial<DecisionEntry> = {}): DecisionEntry {
  return {
    ...performing.entry,
    id: randomId('dec'),
    nonce: encodeBase64url(randomBytes(16)),
    argumentsShown: '{"to":"a marked text"}',
    ...over,
    decision: { ...performing.entry.decision, kind, reasons: kind === 'allow' ? [] : [reason] },
  };
}
const reason = {
  code: 'level_needs_approval',
  control: 'level_boundary' as const,
  message: 'Its level asks a person first.',
  fix: 'Approve it.',
  who: 'An approver',
};

const guarded = routeTable.filter(
  (route) => route.permission !== 'anyone' && route.permission !== 'operator',
);

test('every route of its people answers 423 with what to do, but session and journal; the routes of another tenant’s people do not', async () => {
  const [served, refused] = [
    guarded.filter((route) => route.whileSealed === 'serve'),
    guarded.filter((route) => route.whileSealed === 'refuse'),
  ];
  assert.ok(refused.length > 30 && served.length >= 8, `${String(refused.length)} ${String(served.length)}`);
  for (const route of refused) {
    const body = bodyFor(route, world, 'sealed');
    const request = {
      method: route.method,
      path: pathFor(route, world),
      ...(body === undefined ? {} : { body }),
    };
    const answer = await client.call(request);
    assert.deepEqual(
      [answer.status, answer.json.code],
      [423, 'tenant_sealed'],
      `${route.method} ${route.path}: ${answer.text}`,
    );
    assert.match(answer.json.fix, /Restore the organisation’s key/);
    assert.match(answer.json.who, /owns/);
    assert.ok(!/vault|127\.0\.0\.1|token-of/.test(answer.text));
  }
  for (const route of served.filter(({ method }) => method === 'GET')) {
    const answer = await client.call({ method: 'GET', path: pathFor(route, { ...world, seq: '1' }) });
    assert.equal(answer.status, 200, `${route.path}: ${answer.text.slice(0, 300)}`);
  }
  const other = await under.as('administrator', under.other);
  assert.equal((await other.call({ method: 'GET', path: '/v1/agents' })).status, 200);
  assert.equal((await other.call({ method: 'GET', path: '/v1/decisions' })).status, 200);
});

test('its people still sign in and out', async () => {
  const person = await under.as('standard');
  assert.equal((await person.call({ method: 'GET', path: '/v1/session' })).status, 200);
  assert.equal((await person.call({ method: 'DELETE', path: '/v1/session' })).status, 200);
});

test('each decision that would let an agent act, or ask a person, is recorded as a block without its arguments', async () => {
  for (const kind of ['allow', 'allow_and_log', 'degrade', 'require_approval'] as const) {
    const entry = decision(kind);
    const [result] = await commit(entry);
    assert.equal(result?.status, 'refused', kind);
    assert.equal(result.status === 'refused' && result.reason.code, 'tenant_sealed');
    const [row] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
      tx.query<{
        kind: string;
        state: string;
        reason_codes: string[];
        arguments_sealed: string | null;
        approval_id: string | null;
      }>('SELECT kind, state, reason_codes, arguments_sealed, approval_id FROM decisions WHERE id = $1', [
        entry.id,
      ]),
    );
    assert.deepEqual(
      [row?.kind, row?.state, row?.arguments_sealed, row?.approval_id],
      ['block', 'decided', null, null],
    );
    assert.equal(row?.reason_codes[0], 'tenant_sealed');
  }
  const [pending] = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ n: number }>("SELECT count(*) AS n FROM approvals WHERE status = 'pending'"),
  );
  assert.equal(Number(pending?.n), 2, 'those from before');
});

test('a block stays the block that it is, blind ones too, and the outcome of what was under way is recorded', async () => {
  const [block, blind, ended] = [
    decision('block'),
    decision('block', { factsVersion: 0 }),
    outcome(performing.id),
  ];
  const results = await commit(block, blind, ended);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['committed', 'committed', 'committed'],
  );
  const rows = await under.running.platform.db.readTenant(under.tenant, (tx) =>
    tx.query<{ arguments_sealed: string | null }>(
      'SELECT arguments_sealed FROM decisions WHERE id = ANY ($1::text[])',
      [[block.id, blind.id]],
    ),
  );
  assert.deepEqual(
    rows.map((row) => row.arguments_sealed),
    [null, null],
  );
});

test('sealed while a batch is under way, the batch is recorded as what it is by then', async () => {
  at.service.restore('acme');
  await at.round();
  const { db, clock, random, keys } = under.running.platform;
  const taken = createLedger({
    db,
    clock,
    random,
    keys: {
      ...keys,
      sealerOf: async (tenant) => {
        const sealer = await keys.sealerOf(tenant);
        at.service.revoke('acme');
        await at.round();
        return sealer;
      },
    },
  });
  const { version } = await db.readTenant(under.tenant, loadFactsState);
  // the sealing moves the facts by one
  const entry = { ...decision('allow'), factsVersion: version + 1 };
  const batch = { tenant: under.tenant.id, instance: 'gwy_test', entries: [entry] };
  const { results } = await taken.commit(under.tenant, batch, encodeBase64url(randomBytes(16)));
  assert.equal(results[0]?.status, 'refused', JSON.stringify(results));
  assert.equal(results[0].status === 'refused' && results[0].reason.code, 'tenant_sealed');
});

test('what was asked of it while sealed stands nowhere in its database in the clear', async () => {
  const { db } = under.running.platform;
  const text = JSON.stringify(
    await db.readTenant(under.tenant, (tx) =>
      Promise.all([
        tx.query('SELECT * FROM decisions'),
        tx.query('SELECT * FROM approvals'),
        tx.query('SELECT bytes FROM journal_entries'),
      ]),
    ),
  );
  assert.ok(!text.includes('a marked text'));
});

test('Gateway is given facts that block: sealed, under a version of their own, and those of now when it opens', async () => {
  const { db, sealing } = under.running.platform;
  const desk = createFactsDesk(db, { isSealed: (id) => sealing.isSealed(id) });
  const ask = async (version: number) => {
    const request = {
      instance: 'gwy_test',
      directoryVersion: 0,
      held: [{ tenant: under.tenant.id, version }],
    };
    return (await desk.sync(request)).facts[0];
  };
  const sealed = await ask(0);
  assert.equal(sealed?.tenantStatus, 'sealed');
  at.service.restore('acme');
  await at.round();
  const open = await ask(sealed.version);
  assert.equal(open?.tenantStatus, 'active', 'the version moved, so it is sent');
  assert.ok(open.version > sealed.version);
  at.service.revoke('acme');
  await at.round();
  assert.equal((await ask(open.version))?.tenantStatus, 'sealed');
});

test('its journal is read, exported and verified by the platform and offline, the sealing in it', async () => {
  await under.running.platform.sealing.assertOpen(under.tenant.id).then(
    () => assert.fail('it is open'),
    () => undefined,
  );
  const verified = await client.call({ method: 'POST', path: '/v1/journal/verify', body: {} });
  assert.equal(verified.status, 200, verified.text);
  assert.ok(
    verified.json.checks.length > 0 && verified.json.checks.every(({ ok }: { ok: boolean }) => ok),
    verified.text,
  );
  const exported = await client.call({ method: 'GET', path: '/v1/journal/export' });
  assert.equal(exported.status, 200);
  const report = await verifyExport(
    new TextEncoder().encode(exported.text),
    { key: under.running.platform.journalVkey, nowMs: Date.now() },
    { sha256, startSha256, verifyEd25519 },
  );
  assert.equal(report.outcome, 'verified', JSON.stringify(report.checks));
  assert.match(exported.text, /tenant_sealed/, 'the blocks are in it');
});
