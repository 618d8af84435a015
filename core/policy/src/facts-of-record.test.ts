/** What is left out of the kept facts is read by no control: every decision case comes out the same on what is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { sha256Hex } from '@gamut/crypto/hash';
import type { TenantFacts } from '@gamut/protocol/facts';
import { factsDigest, factsOfRecord, factsText } from '@gamut/protocol/facts-of-record';
import { caseFacts, readCases, runCase } from '../cases/run-case.ts';

for (const one of readCases())
  test(`${one.file}: ${one.name}: the same on the facts of record`, () => {
    const { kind, reasons } = runCase(one, factsOfRecord(caseFacts(one)));
    assert.deepEqual([kind, reasons.map(({ code }) => code)], [one.kind, one.reasons]);
  });

test('they hold no digest of a token, no sealed header, no path of an address and no name of a person', () => {
  const [one] = readCases();
  assert.ok(one !== undefined);
  const facts = caseFacts(one);
  const text = JSON.stringify(factsOfRecord(facts));
  const left = [
    ...facts.agents.flatMap(({ credentials }) => credentials.map(({ sha256 }) => sha256)),
    ...facts.agents.flatMap(({ humanOwner, securityOwner }) => [humanOwner?.name, securityOwner?.name]),
    ...facts.connectors.flatMap(({ sealedHeaders }) => Object.values(sealedHeaders)),
    ...facts.connectors.flatMap(({ transport }) => (transport.kind === 'http' ? [transport.url] : [])),
  ].filter((each) => each !== undefined);
  assert.ok(left.length > 3, 'there is something to leave out');
  for (const each of left) assert.ok(!text.includes(each), each);
});

test('everything else is kept as it is, and its digest is of the kept text', () => {
  const [one] = readCases();
  assert.ok(one !== undefined);
  const facts = caseFacts(one);
  const credential = { id: 'crd_1', name: 'first', sha256: 'ab'.repeat(32), expiresAt: null };
  const [agent] = facts.agents;
  assert.ok(agent !== undefined);
  Object.assign(agent, { credentials: [credential], securityOwner: null });
  const kept = factsOfRecord(facts);
  assert.deepEqual(kept.agents[0], {
    ...agent,
    humanOwner: { id: 'usr_risk', name: '' },
    credentials: [{ ...credential, sha256: '0'.repeat(64) }],
  });
  assert.deepEqual(
    kept.connectors.map(({ transport }) => transport),
    [
      { kind: 'stdio', catalogue: 'filesystem' },
      { kind: 'stdio', catalogue: 'everything' },
      { kind: 'http', url: 'https://pay.example', origin: 'https://pay.example' },
    ],
  );
  const left = ['agents', 'connectors'];
  for (const [name, value] of Object.entries(facts))
    if (!left.includes(name)) assert.deepEqual(kept[name as keyof TenantFacts], value, name);
  assert.equal(factsText(facts), canonicalJson(kept));
  assert.equal(factsDigest(facts), sha256Hex(canonicalJson(kept)));
});
