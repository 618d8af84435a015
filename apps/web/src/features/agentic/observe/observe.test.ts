/** What a person takes from a draft: everything unless it is left out, at the drafted places unless others are written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenFrom, endText, notObservable, untouched, type ToolListDraft } from './observe.ts';

const draft = {
  permit: [
    { toolId: 'tol_a', targetsUnder: ['open', 'a, b'] },
    { toolId: 'tol_b', targetsUnder: [] },
  ],
  withdraw: [{ permissionId: 'prm_a' }, { permissionId: 'prm_b' }],
} as unknown as ToolListDraft;

test('untouched, a draft is taken whole, a place with a comma in it too', () => {
  assert.deepEqual(chosenFrom(draft, untouched), {
    permit: [
      { toolId: 'tol_a', targetsUnder: ['open', 'a, b'] },
      { toolId: 'tol_b', targetsUnder: [] },
    ],
    withdraw: ['prm_a', 'prm_b'],
  });
});

test('what is left out is not sent, and places that were written are', () => {
  const choice = { left: new Set(['tol_b', 'prm_a']), places: { tol_a: ' open , closed,' } };
  assert.deepEqual(chosenFrom(draft, choice), {
    permit: [{ toolId: 'tol_a', targetsUnder: ['open', 'closed'] }],
    withdraw: ['prm_b'],
  });
});

test('who cannot be observed is told why, and every end has words', () => {
  const fit = { status: 'active', level: 'intern', tier: 'low' };
  assert.equal(notObservable(fit), undefined);
  for (const change of [
    { status: 'suspended' },
    { level: null },
    { tier: 'critical' },
    { tier: 'undetermined' },
  ])
    assert.ok(notObservable({ ...fit, ...change }));
  for (const how of ['by_hand', 'accepted', 'expired', 'stopped', null] as const)
    assert.match(endText(how), /^[A-Z]/);
});
