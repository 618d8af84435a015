/** What is nearly an answer is none: another tenant's facts, a word about another entry, a commit without its receipt, silence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { makeAgent, makeFacts } from '../../../../tests/support/gateway-facts.ts';
import { approvalIn, factsOf, wordAbout } from './answers-relied-on.ts';

const facts = makeFacts([makeAgent('tester')], [], []);
const held = { facts, indexed: indexFacts(facts), sha256: '0'.repeat(64), confirmedMs: 0 };
const receipt = { stream: 'decisions', seq: 1, hash: 'a'.repeat(64), at: '2026-01-01T00:00:00.000Z' };
const word = { id: 'dec_1', status: 'committed', receipt, approval: null, incident: null } as const;

test('facts of another tenant, and facts that were arranged from others, are no facts', () => {
  assert.equal(factsOf(facts.tenant, held), held);
  assert.equal(factsOf('tnt_other', held), undefined);
  const other = { ...facts, tenant: 'tnt_other' };
  assert.equal(factsOf(facts.tenant, { ...held, indexed: indexFacts(other) }), undefined);
  for (const nothing of [undefined, null, {}, { nonsense: true }, { facts: {} }])
    assert.equal(factsOf(facts.tenant, nothing as never), undefined);
});

test('only the word about this entry, with the receipt of what was written, is a word', () => {
  assert.equal(wordAbout('dec_1', word), word);
  assert.equal(wordAbout('dec_1', { id: 'dec_1', status: 'stale', factsVersion: 1 }).status, 'stale');
  const none: unknown[] = [
    undefined,
    null,
    {},
    { nonsense: true },
    { ...word, id: 'dec_2' },
    { ...word, status: 'allowed' },
    { ...word, receipt: undefined },
    { ...word, receipt: { ...receipt, seq: 0 } },
    { ...word, receipt: { ...receipt, seq: '1' } },
    { ...word, receipt: { ...receipt, hash: null } },
    { ...word, status: 'refused', receipt: null },
  ];
  for (const answer of none)
    assert.throws(() => wordAbout('dec_1', answer as never), TypeError, JSON.stringify(answer));
});

test('no approval is said in so many words', () => {
  assert.equal(approvalIn({ approval: null }), null);
  for (const answer of [{}, { nonsense: true }, { approval: {} }, { approval: 'yes' }])
    assert.throws(() => approvalIn(answer as never), TypeError);
});
