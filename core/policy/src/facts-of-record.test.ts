/** What is left out of the kept facts is read by no control: every decision case comes out the same on what is kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOfRecord } from '@gamut/protocol/facts-of-record';
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
