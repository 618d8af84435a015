/** The steps of a playbook are its lines, whether or not somebody numbered them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepsOf } from './playbook.ts';

test('each line is a step, numbered or not, and empty lines are none', () => {
  assert.deepEqual(stepsOf('1. Stop the agent.\n\n2) Call the owner\n- Look at the journal\nWrite it down'), [
    'Stop the agent.',
    'Call the owner',
    'Look at the journal',
    'Write it down',
  ]);
});

test('a number that belongs to the step stays', () => {
  assert.deepEqual(stepsOf('24 hours later look again'), ['24 hours later look again']);
});
