/** The facts that decisions were made on are kept by content with the decision, once, and hold nothing that opens anything. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sha256Hex } from '@gamut/crypto/hash';
import type { TenantFacts } from '@gamut/protocol/facts';
import { factsDigest } from '@gamut/protocol/facts-of-record';
import { openLedger, type LedgerFixture } from '../../../../../../tests/support/ledger.ts';
import { bumpFacts } from './bump-facts.ts';
import { createFactsDesk } from './facts-desk.ts';

let fixture: LedgerFixture;
const tokenSha256 = 'ab'.repeat(32);
before(async () => {
  fixture = await openLedger();
  await fixture.db.tenant(fixture.tenant, async (tx) => {
    await tx.query(
      `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at) VALUES ('cre_1', $1, 'first', $2, now())`,
      [fixture.agent, tokenSha256],
    );
    await tx.query(`UPDATE agents SET human_owner_id = $1`, [fixture.approver]);
    await tx.query(
      `INSERT INTO connectors (id, name, title, transport, url, sealed_headers, created_at, updated_at)
       VALUES ('con_hook', 'hook', 'Hook', 'http', 'https://hooks.ledger.example/T0/a-secret-path', '{"x-key":"sealed-text"}', now(), now())`,
      [],
    );
    await bumpFacts(tx);
  });
});
after(() => fixture.close());

/** As Gateway is given them, and as it digests them. */
async function present(): Promise<{ facts: TenantFacts; factsSha256: string; factsVersion: number }> {
  const facts = await createFactsDesk(fixture.db).load(fixture.tenant);
  return { facts, factsSha256: factsDigest(facts), factsVersion: facts.version };
}

function kept(): Promise<{ sha256: string; version: string; body: string }[]> {
  return fixture.db.readTenant(fixture.tenant, (tx) =>
    tx.query('SELECT sha256, version, body FROM facts_bodies ORDER BY version, sha256', []),
  );
}

test('a decision leaves its facts under their digest, in its own transaction and once for all that stand on them', async () => {
  const { factsSha256, factsVersion } = await present();
  const entry = () => fixture.decision({ factsSha256, factsVersion });
  await fixture.commit(entry(), entry());
  await fixture.commit(entry());
  const rows = await kept();
  assert.deepEqual(
    rows.map((row) => [row.sha256, Number(row.version)]),
    [[factsSha256, factsVersion]],
  );
  assert.equal(sha256Hex(rows[0]?.body ?? ''), factsSha256);
});

test('what is kept holds no digest of a token, no sealed header, no path of a tool server and no name of a person', async () => {
  const { facts } = await present();
  assert.ok(JSON.stringify(facts).includes(tokenSha256), 'Gateway needs it');
  const [row] = await kept();
  for (const secret of [tokenSha256, 'sealed-text', 'a-secret-path', 'A Person'])
    assert.ok(!row?.body.includes(secret), secret);
  assert.ok(row?.body.includes(fixture.approver), 'the owner stands there by id');
});

test('a version that no decision used is not kept; the next one that is used stands beside the first', async () => {
  await fixture.db.tenant(fixture.tenant, (tx) => bumpFacts(tx));
  await fixture.db.tenant(fixture.tenant, (tx) => bumpFacts(tx));
  const { factsSha256, factsVersion } = await present();
  await fixture.commit(fixture.decision({ factsSha256, factsVersion }));
  const rows = await kept();
  assert.equal(rows.length, 2);
  assert.equal(rows[1]?.sha256, factsSha256);
});

test('a decision made while the key of the organisation was away finds its facts kept as they were told to Gateway', async () => {
  const sealed = await createFactsDesk(fixture.db, { isSealed: () => Promise.resolve(true) }).load(
    fixture.tenant,
  );
  assert.equal(sealed.tenantStatus, 'sealed');
  const factsSha256 = factsDigest(sealed);
  const decision = { kind: 'block' as const, reasons: [], trace: [] };
  await fixture.commit(fixture.decision({ factsSha256, factsVersion: sealed.version, decision }));
  assert.ok((await kept()).some((row) => row.sha256 === factsSha256));
});

test('facts that the records do not give are not kept, and the decision stands all the same', async () => {
  const { factsVersion } = await present();
  const before = (await kept()).length;
  const [result] = await fixture.commit(fixture.decision({ factsVersion, factsSha256: 'd'.repeat(64) }));
  assert.equal(result?.status, 'committed');
  assert.equal((await kept()).length, before);
});
