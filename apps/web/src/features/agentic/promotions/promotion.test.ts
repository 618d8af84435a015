/** A promotion names the signatures that are wanting and counts its gates; nothing is above principal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signOffsFor } from '@gamut/governance/promotion-sign-offs';
import { gatesText, levelAbove, unsigned } from './promotion.ts';

const signed = (capacity: 'business' | 'security') => ({
  capacity,
  person: { id: 'usr_1', name: 'Ada' },
  note: 'Seen.',
  at: '2026-11-23T06:00:00Z',
});

test('every signature that platform asks for is asked for here, and a given one is not asked for again', () => {
  for (const to of ['junior', 'senior', 'principal'] as const)
    assert.deepEqual(unsigned({ to, signOffs: [] }), signOffsFor(to));
  assert.deepEqual(unsigned({ to: 'senior', signOffs: [signed('business')] }), ['security']);
});

test('gates are counted in words', () => {
  assert.equal(gatesText([{ passed: true }, { passed: false }]), '1 of 2 gates pass');
});

test('a principal can rise no further', () => {
  assert.equal(levelAbove('intern'), 'junior');
  assert.equal(levelAbove('principal'), undefined);
});
