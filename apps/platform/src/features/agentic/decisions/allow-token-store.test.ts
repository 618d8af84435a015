/** What the record says about tokens, on a real Postgres: claimed once, with the start of its call, for what it was given for, in its time by this clock too. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import type { DecisionEntry, LedgerResult } from '@gamut/protocol/ledger';
import {
  clock,
  nonce,
  openLedger,
  outcome,
  type LedgerFixture,
} from '../../../../../../tests/support/ledger.ts';
import { approveAs } from '../../../../../../tests/support/approve.ts';
import { bumpFacts } from '../facts/bump-facts.ts';
import { createLedger, type Ledger } from './commit-ledger.ts';

let fixture: LedgerFixture;
let ledger: Ledger;
let stepMs = 0;

before(async () => {
  fixture = await openLedger();
  const stepping = { ...clock, nowMs: () => Date.now() + stepMs };
  ledger = createLedger({ db: fixture.db, clock: stepping, random: randomBytes, keys: fixture.keys });
});
after(() => fixture.close());

/** An action of each test's own: the same one is held up while it is under way. */
let digest = '';
beforeEach(() => {
  digest = Buffer.from(randomBytes(32)).toString('hex');
});
const given = (over: Partial<DecisionEntry> = {}): DecisionEntry =>
  fixture.decision({ actionSha256: digest, way: { kind: 'token', id: nonce(), lifeMs: 60_000 }, ...over });
const use = (of: DecisionEntry, over: Partial<DecisionEntry> = {}): DecisionEntry => {
  assert.ok(of.way?.kind === 'token');
  const way = { kind: 'redeem', token: of.way.id, decision: of.id } as const;
  return fixture.decision({ actionSha256: digest, way, ...over });
};

async function commit(...entries: DecisionEntry[]): Promise<LedgerResult[]> {
  const version = await factsVersion();
  const current = entries.map((entry) => ({ ...entry, factsVersion: version }));
  const batch = { tenant: fixture.tenant.id, instance: 'gwy_test', entries: current };
  return (await ledger.commit(fixture.tenant, batch, nonce())).results;
}

async function factsVersion(): Promise<number> {
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ version: number }>('SELECT version FROM facts_state', []),
  );
  return Number(row?.version);
}

async function stateOf(id: string): Promise<string | undefined> {
  const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ state: string }>('SELECT state FROM decisions WHERE id = $1', [id]),
  );
  return row?.state;
}

const said = (result: LedgerResult | undefined): string =>
  result?.status === 'refused' ? result.reason.code : (result?.status ?? 'nothing');

test('what is decided for later starts nothing; its use starts, and ends with an outcome', async () => {
  const first = given();
  assert.deepEqual((await commit(first)).map(said), ['committed']);
  assert.equal(await stateOf(first.id), 'decided');
  assert.deepEqual((await fixture.commit(outcome(first.id))).map(said), ['unknown_action']);
  const second = use(first);
  assert.deepEqual((await commit(second)).map(said), ['committed']);
  assert.equal(await stateOf(second.id), 'started');
  assert.deepEqual((await fixture.commit(outcome(second.id))).map(said), ['committed']);
  assert.equal(await stateOf(second.id), 'done');
});

test('a token is used once, in one batch and in sixteen at once', async () => {
  const one = given();
  await commit(one);
  const batch = await commit(use(one), use(one));
  assert.deepEqual(batch.map(said).sort(), ['committed', 'token_used']);
  const elsewhere = { actionSha256: 'e'.repeat(64) };
  const other = given(elsewhere);
  await commit(other);
  const races = await Promise.all(Array.from({ length: 16 }, () => commit(use(other, elsewhere))));
  assert.equal(races.flat().filter((result) => result.status === 'committed').length, 1);
});

test('a use that is not of what was given out is of an unknown token, and leaves the token as it was', async () => {
  const one = given();
  await commit(one);
  const wrong: DecisionEntry[] = [
    use(one, { actionSha256: 'd'.repeat(64) }),
    use(one, { way: { kind: 'redeem', token: nonce(), decision: one.id } }),
    use(one, { way: { kind: 'redeem', token: (one.way as { id: string }).id, decision: use(one).id } }),
  ];
  for (const entry of wrong) assert.deepEqual((await commit(entry)).map(said), ['token_unknown']);
  assert.deepEqual((await commit(use(one))).map(said), ['committed']);
});

test('a decision that does not pass gives out nothing, whatever token it names', async () => {
  const blocked = given({ decision: { kind: 'block', reasons: [], trace: [] } });
  assert.deepEqual((await commit(blocked)).map(said), ['committed']);
  assert.deepEqual((await commit(use(blocked))).map(said), ['token_unknown']);
});

test('a token is void by this clock too, and stepping it back revives one that is unused alone', async () => {
  const one = given();
  await commit(one);
  stepMs = 60_001;
  assert.deepEqual((await commit(use(one))).map(said), ['token_void']);
  stepMs = -3_600_000;
  assert.deepEqual((await commit(use(one))).map(said), ['committed']);
  assert.deepEqual((await commit(use(one))).map(said), ['token_used']);
  stepMs = 0;
});

test('a token is void once the facts have moved', async () => {
  const one = given();
  await commit(one);
  await fixture.db.tenant(fixture.tenant, (tx) => bumpFacts(tx));
  assert.deepEqual((await commit(use(one))).map(said), ['token_void']);
});

test('a suspended tenant uses no token, and its token is not used up', async () => {
  const one = given();
  await commit(one);
  const set = (status: string) =>
    fixture.db.control((tx) =>
      tx.query(`UPDATE tenants SET status = $2 WHERE id = $1`, [fixture.tenant.id, status]),
    );
  await set('suspended');
  const refused = await commit(use(one));
  await set('active');
  assert.deepEqual(refused.map(said), ['tenant_not_active']);
  assert.deepEqual((await commit(use(one))).map(said), ['committed']);
});

test('an approval is used up by the performing and not by the deciding, and by nothing that it was not given for', async () => {
  const reasons = [
    { code: 'level_needs_approval', control: 'level_boundary' as const, message: 'm', fix: 'f', who: 'w' },
  ];
  const ask = fixture.decision({
    actionSha256: digest,
    decision: { kind: 'require_approval', reasons, trace: [] },
  });
  const [asked] = await commit(ask);
  assert.ok(asked?.status === 'committed' && asked.approval !== null);
  const approval = asked.approval.id;
  await fixture.db.tenant(fixture.tenant, (tx) => approveAs(tx, approval, fixture.approver));
  const statusOf = async (): Promise<string | undefined> => {
    const [row] = await fixture.db.readTenant(fixture.tenant, (tx) =>
      tx.query<{ status: string }>('SELECT status FROM approvals WHERE id = $1', [approval]),
    );
    return row?.status;
  };
  const [first, second] = [given({ approval }), given({ approval })];
  assert.deepEqual((await commit(first, second)).map(said), ['committed', 'committed']);
  assert.equal(await statusOf(), 'approved');
  assert.deepEqual((await commit(use(first))).map(said), ['token_void'], 'the token names an approval');
  assert.equal(await statusOf(), 'approved', 'and who can’t use a token uses up no approval');
  const performed = use(first, { approval });
  assert.deepEqual((await commit(performed)).map(said), ['committed']);
  assert.equal(await statusOf(), 'consumed');
  await fixture.commit(outcome(performed.id));
  assert.deepEqual((await commit(use(second, { approval }))).map(said), ['approval_not_usable']);
});

test('neither a token without its decision nor a use without its start can be written', async () => {
  const insertUse = (token: string) =>
    fixture.db.tenant(fixture.tenant, (tx) =>
      tx.query('INSERT INTO allow_token_uses (token_id, decision_id, at) VALUES ($1, $2, now())', [
        token,
        'dec_none',
      ]),
    );
  const one = given();
  await commit(one);
  await assert.rejects(insertUse((one.way as { id: string }).id));
  await assert.rejects(
    fixture.db.tenant(fixture.tenant, (tx) =>
      tx.query(
        `INSERT INTO allow_tokens (id, decision_id, agent_id, action_sha256, facts_version, expires_at) VALUES ($1, 'dec_none', $2, $3, 1, now())`,
        [nonce(), fixture.agent, digest],
      ),
    ),
  );
  assert.deepEqual((await commit(use(one))).map(said), ['committed'], 'and the token is as good as before');
});

test('a question leaves an entry of its own kind and no decision, incident or approval', async () => {
  const question = (kind: DecisionEntry['decision']['kind']) =>
    fixture.decision({ decision: { kind, reasons: [], trace: [] }, way: { kind: 'question' } });
  const asked = [question('allow'), question('require_approval'), question('block_and_open_incident')];
  const results = await commit(...asked);
  assert.ok(
    results.every((one) => one.status === 'committed' && one.approval === null && one.incident === null),
  );
  const counts = await fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query<{ kind: string }>('SELECT kind FROM journal_entries WHERE subject = ANY ($1::text[])', [
      asked.map((entry) => entry.id),
    ]),
  );
  assert.deepEqual(counts, [{ kind: 'question' }, { kind: 'question' }, { kind: 'question' }]);
  for (const { id } of asked) assert.equal(await stateOf(id), undefined);
});
