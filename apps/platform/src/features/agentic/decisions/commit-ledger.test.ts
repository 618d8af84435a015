/** The ledger's guarantees on a real Postgres: durable before it is answered, once, on present facts, and chained. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { createDatabase, type Database, type TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import { controlNames } from '@gamut/protocol/decision';
import type { DecisionEntry, LedgerResult, OutcomeEntry } from '@gamut/protocol/ledger';
import { testDatabase, type TestDatabase } from '../../../../../../tests/support/postgres.ts';
import { createTenantKeys, type TenantKeys } from '../../../tenancy/tenant-keys.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { openAsked } from './asked-action.ts';
import { createLedger, type Ledger } from './commit-ledger.ts';
import { findApproval } from './find-approval.ts';
import { sweepUnfinished } from './sweep-unfinished.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const zeros = '0'.repeat(64);
let database: TestDatabase;
let db: Database;
let tenant: TenantRef;
let ledger: Ledger;
let keys: TenantKeys;
const agent = newId('agt', clock.nowMs(), randomBytes(16));
const tool = newId('tol', clock.nowMs(), randomBytes(16));
const approver = newId('usr', clock.nowMs(), randomBytes(16));

before(async () => {
  database = await testDatabase();
  const { id } = await database.createTenant('ledger');
  db = createDatabase({ url: database.appUrl, applicationName: 'test' });
  tenant = (await db.findTenant({ id })) as TenantRef;
  await db.tenant(tenant, async (tx) => {
    const connector = newId('con', clock.nowMs(), randomBytes(16));
    await tx.query(`INSERT INTO people (id, name, email) VALUES ($1, 'A Person', 'person@ledger.example')`, [approver]);
    await tx.query(
      `INSERT INTO agents (id, name, purpose, level, status, created_at, updated_at) VALUES ($1, 'writer', 'tests', 'senior', 'active', now(), now())`,
      [agent],
    );
    await tx.query(
      `INSERT INTO connectors (id, name, title, transport, catalogue, created_at, updated_at) VALUES ($1, 'files', 'Files', 'stdio', 'files', now(), now())`,
      [connector],
    );
    await tx.query(
      `INSERT INTO tools (id, connector_id, name, title, description, input_schema, schema_sha256, action_type, data_class, risk, pinned_at)
       VALUES ($1, $2, 'write', 'Write', '', '{}', $3, 'write_internal', 'internal', 'high', now())`,
      [tool, connector, zeros],
    );
  });
  keys = createTenantKeys(db, [randomBytes(32)], clock, randomBytes);
  ledger = createLedger({ db, clock, random: randomBytes, keys });
});
after(async () => {
  await db.close();
  await database.close();
});

const nonce = () => encodeBase64url(randomBytes(16));

function decision(over: Partial<DecisionEntry> = {}): DecisionEntry {
  const kind = over.decision?.kind ?? 'allow';
  return {
    kind: 'decision',
    id: newId('dec', clock.nowMs(), randomBytes(16)),
    nonce: nonce(),
    at: new Date().toISOString(),
    agent,
    agentName: 'writer',
    level: 'senior',
    tool: 'files_write',
    toolId: tool,
    connector: 'files',
    actionType: 'write_internal',
    dataClass: 'internal',
    risk: 'high',
    target: 'a.txt',
    actionSha256: 'a'.repeat(64),
    argumentsShown: '{"path":"a.txt"}',
    schemaSha256: zeros,
    factsVersion: 1,
    factsSha256: zeros,
    policySha256: zeros,
    buildSha256: zeros,
    usage: { agentCalls: 1, toolCalls: 1 },
    approval: null,
    approvalExpiresAfterMs: null,
    decision: { kind, reasons: [], trace: controlNames.map((control) => ({ control, verdict: 'pass' as const, saw: 'test' })) },
    decidedInNs: 1,
    ...over,
  };
}

function outcome(of: string): OutcomeEntry {
  return {
    kind: 'outcome',
    id: newId('out', clock.nowMs(), randomBytes(16)),
    decision: of,
    at: new Date().toISOString(),
    state: 'done',
    answerSha256: zeros,
    answerBytes: 2,
    redactions: {},
    degraded: null,
    detail: null,
    tookMs: 1,
  };
}

async function commit(...entries: (DecisionEntry | OutcomeEntry)[]): Promise<LedgerResult[]> {
  const version = await db.readTenant(tenant, (tx) => tx.query<{ version: number }>('SELECT version FROM facts_state', []));
  const current = entries.map((entry) => (entry.kind === 'decision' && entry.factsVersion === 1 ? { ...entry, factsVersion: version[0]?.version ?? 0 } : entry));
  return (await ledger.commit(tenant, { tenant: tenant.id, instance: 'gwy_test', entries: current }, nonce())).results;
}

const asking = (code: string, digest: string): Partial<DecisionEntry> => ({
  actionSha256: digest,
  decision: {
    kind: 'require_approval',
    reasons: [{ code, control: 'level_boundary', message: 'm', fix: 'f', who: 'w' }],
    trace: [],
  },
});

test('entries of a batch stand chained and gapless in the decision stream, and each answer names its place', async () => {
  const results = await commit(decision(), decision(), decision());
  assert.deepEqual(results.map((result) => result.status), ['committed', 'committed', 'committed']);
  const rows = await db.readTenant(tenant, (tx) =>
    tx.query<{ seq: number; hash: string; bytes: string }>(`SELECT seq, hash, bytes FROM journal_entries WHERE stream = 'decisions' ORDER BY seq`, []),
  );
  rows.forEach((row, at) => {
    const entry = JSON.parse(row.bytes) as { seq: number; prev: string };
    assert.equal(Number(row.seq), at + 1);
    assert.equal(entry.prev, at === 0 ? zeros : rows[at - 1]?.hash);
  });
  const last = results.at(-1);
  assert.equal(last?.status === 'committed' && last.receipt.hash, rows.at(-1)?.hash);
});

test('a decision on older facts is stale, leaves nothing, and its nonce can still be spent', async () => {
  await db.tenant(tenant, (tx) => bumpFacts(tx));
  const late = decision({ factsVersion: 999 });
  const [stale] = await commit(late);
  assert.equal(stale?.status, 'stale');
  const [fresh] = await commit({ ...late, factsVersion: 1 });
  assert.equal(fresh?.status, 'committed');
});

test('a nonce is spent once: the replay is refused and recorded as a block', async () => {
  const first = decision();
  const [one] = await commit(first);
  const [two] = await commit({ ...first, id: newId('dec', clock.nowMs(), randomBytes(16)) });
  assert.equal(one?.status, 'committed');
  assert.equal(two?.status === 'refused' && two.reason.code, 'replayed');
  const [left, right] = await commit(...twins());
  assert.deepEqual([left?.status, right?.status], ['committed', 'refused']);
});

function twins(): DecisionEntry[] {
  const one = decision();
  return [one, { ...one, id: newId('dec', clock.nowMs(), randomBytes(16)) }];
}

test('a signed request that is carried out twice is refused whole', async () => {
  const request = nonce();
  const batch = { tenant: tenant.id, instance: 'gwy_test', entries: [decision({ factsVersion: 2 })] };
  await ledger.commit(tenant, batch, request);
  await assert.rejects(ledger.commit(tenant, { ...batch, entries: [decision({ factsVersion: 2 })] }, request), { code: 'replayed' });
});

test('an approval is used by exactly its action, once', async () => {
  const digest = 'b'.repeat(64);
  const [asked] = await commit(decision(asking('level_needs_approval', digest)));
  assert.ok(asked?.status === 'committed' && asked.approval !== null);
  const { id } = asked.approval;
  const [again] = await commit(decision(asking('level_needs_approval', digest)));
  assert.equal(again?.status === 'committed' && again.approval?.id, id, 'asking again finds the open approval');
  const [early] = await commit(decision({ actionSha256: digest, approval: id }));
  assert.equal(early?.status === 'refused' && early.reason.code, 'approval_not_usable', 'pending is not approved');
  await db.tenant(tenant, (tx) =>
    tx.query(`UPDATE approvals SET status = 'approved', decided_at = now(), decided_by = $2 WHERE id = $1`, [id, approver]),
  );
  const found = await findApproval(db, tenant, { tenant: tenant.id, agent, actionSha256: digest, schemaSha256: zeros }, clock.nowMs());
  assert.equal(found.approval?.status, 'approved');
  const [other] = await commit(decision({ actionSha256: 'c'.repeat(64), approval: id }));
  assert.equal(other?.status === 'refused' && other.reason.code, 'approval_not_usable', 'another action');
  const racers = await Promise.all([1, 2, 3, 4].map(() => commit(decision({ actionSha256: digest, approval: id }))));
  assert.deepEqual(racers.flat().map((result) => result.status).sort(), ['committed', 'refused', 'refused', 'refused']);
});

test('a new reason asks anew: the open approval does not answer it', async () => {
  const digest = 'd'.repeat(64);
  const [first] = await commit(decision(asking('one_reason', digest)));
  const [second] = await commit(decision(asking('another_reason', digest)));
  assert.ok(first?.status === 'committed' && second?.status === 'committed');
  assert.notEqual(first.approval?.id, second.approval?.id);
});

test('incidents: one open per agent, and the facts move when it opens', async () => {
  const blocked = () => decision({ decision: { kind: 'block_and_open_incident', reasons: [], trace: [] } });
  const [one] = await commit(blocked());
  const [two] = await commit(blocked());
  assert.ok(one?.status === 'committed' && one.incident !== null);
  assert.equal(two?.status === 'committed' && two.incident, one.incident);
});

test('an outcome closes a started action once, and never one that was not allowed', async () => {
  const [allowed] = await commit(decision());
  const [blocked] = await commit(decision({ decision: { kind: 'block', reasons: [], trace: [] } }));
  const [done] = await commit(outcome(allowed?.id ?? ''));
  const [twice] = await commit(outcome(allowed?.id ?? ''));
  const [never] = await commit(outcome(blocked?.id ?? ''));
  assert.deepEqual([done?.status, twice?.status, never?.status], ['committed', 'refused', 'refused']);
});

test('what a person may have to see is kept sealed to its row, and opens nowhere else', async () => {
  const [kept] = await commit(decision({ decision: { kind: 'allow_and_log', reasons: [], trace: [] }, argumentsShown: '{"path":"secret-plans.txt"}' }));
  const id = kept?.id ?? '';
  const [row] = await db.readTenant(tenant, (tx) => tx.query<{ arguments_sealed: string }>('SELECT arguments_sealed FROM decisions WHERE id = $1', [id]));
  const sealed = row?.arguments_sealed ?? '';
  assert.doesNotMatch(sealed, /secret-plans/);
  const { open } = await keys.sealerOf(tenant);
  assert.deepEqual(openAsked(open, id, sealed), { target: 'a.txt', argumentsShown: '{"path":"secret-plans.txt"}' });
  assert.throws(() => openAsked(open, 'another', sealed), { code: 'integrity_failed' });
  const entries = await db.readTenant(tenant, (tx) => tx.query<{ bytes: string }>('SELECT bytes FROM journal_entries WHERE subject = $1', [id]));
  assert.equal(entries.some((entry) => entry.bytes.includes('secret-plans')), false);
});

test('an action whose end never came is recorded as in doubt, once, and its late outcome is refused', async () => {
  const [started] = await commit(decision());
  const later = { ...clock, nowMs: () => Date.now() + 600_000 };
  assert.ok((await sweepUnfinished(db, tenant, 300_000, later, randomBytes)).inDoubt >= 1);
  assert.equal((await sweepUnfinished(db, tenant, 300_000, later, randomBytes)).inDoubt, 0);
  const [row] = await db.readTenant(tenant, (tx) =>
    tx.query<{ state: string; outcome_seq: number }>('SELECT state, outcome_seq FROM decisions WHERE id = $1', [started?.id]),
  );
  assert.equal(row?.state, 'in_doubt');
  assert.ok(Number(row?.outcome_seq) > 0);
  const [late] = await commit(outcome(started?.id ?? ''));
  assert.equal(late?.status, 'refused');
});

test('an approval that nobody decided in time has expired', async () => {
  const digest = 'e'.repeat(64);
  const [asked] = await commit(decision({ ...asking('level_needs_approval', digest), approvalExpiresAfterMs: 60_000 }));
  const later = { ...clock, nowMs: () => Date.now() + 120_000 };
  assert.ok((await sweepUnfinished(db, tenant, 300_000, later, randomBytes)).expired >= 1);
  const found = await findApproval(db, tenant, { tenant: tenant.id, agent, actionSha256: digest, schemaSha256: zeros }, clock.nowMs());
  assert.equal(found.approval, null);
  assert.equal(asked?.status, 'committed');
});
