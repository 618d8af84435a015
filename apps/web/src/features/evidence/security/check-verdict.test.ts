/** A tick stands only where something was verified: not for what was not measured, nor for a promise whose checks did not all hold. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTitles, checkVerdict, liveVerdict } from './check-verdict.ts';

test('the tick belongs to what was verified and to nothing else', () => {
  assert.equal(checkVerdict('verified').mark, 'proof');
  assert.equal(checkVerdict('failed').mark, 'block');
  assert.equal(checkVerdict('not_measured').mark, 'off');
});

test('a promise has a tick only when each of its live checks was made and holds', () => {
  const promised = { live: ['journal_head', 'witness_head'] };
  const said = (journal: 'verified' | 'failed', witness: 'verified' | 'not_measured') =>
    liveVerdict(promised, [
      { name: 'journal_head', result: journal },
      { name: 'witness_head', result: witness },
    ])?.mark;
  assert.equal(said('verified', 'verified'), 'proof');
  assert.equal(said('verified', 'not_measured'), 'off');
  assert.equal(said('failed', 'verified'), 'block');
  assert.equal(liveVerdict(promised, [{ name: 'journal_head', result: 'verified' }])?.mark, 'off');
});

test('nothing is said of a promise that no check asks for, nor before any was run', () => {
  assert.equal(liveVerdict({ live: null }, []), undefined);
  assert.equal(liveVerdict({ live: [] }, []), undefined);
  assert.equal(liveVerdict({ live: ['journal_head'] }, undefined), undefined);
});

test('every check has a title of its own', () => {
  const titles = Object.values(checkTitles);
  assert.equal(new Set(titles).size, titles.length);
});
