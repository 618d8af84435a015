/** What stands of an action in doubt is said in words that fit what people found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings, foundFollows, foundText, holdText, standingOf, type Resolution } from './in-doubt.ts';

const resolution = (found: Resolution['found']): Resolution => ({
  id: 'rsl_1',
  found,
  evidence: 'The ledger has it.',
  evidenceUrl: null,
  by: { id: 'usr_1', name: 'Ada' },
  at: '2026-11-22T12:00:00.000Z',
  supersedes: null,
});

test('without a finding it waits for a person; with several the newest one stands', () => {
  assert.deepEqual(standingOf({ resolutions: [] }), { mark: 'wait', text: 'To resolve' });
  const said = [resolution('happened'), resolution('did_not_happen')];
  assert.deepEqual(standingOf({ resolutions: said }), { mark: 'plain', text: 'It happened' });
  assert.equal(standingOf({ resolutions: [resolution('cannot_be_known')] }).mark, 'degrade');
});

test('every finding has words of its own, and says what follows from it', () => {
  assert.equal(new Set(findings.map(foundText)).size, 3);
  assert.match(foundFollows('cannot_be_known'), /done twice/);
});

test('it says what is held up, and that reading never is', () => {
  assert.match(holdText({ held: true, resolved: false }), /refuses exactly this action/);
  assert.match(holdText({ held: false, resolved: false }), /only reads/);
  assert.match(holdText({ held: false, resolved: true }), /judged by all controls/);
});
