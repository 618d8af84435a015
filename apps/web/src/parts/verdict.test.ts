/** Colour is an exception signal: green is for what was verified, allowed is grey, and every word of the product has a mark. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  agentStatuses,
  approvalStatuses,
  connectorStatuses,
  decisionKinds,
} from '@gamut/kernel/agentic-terms';
import { approvalVerdict, decisionVerdict, outcomeVerdict, standingVerdict, stepVerdict } from './verdict.ts';

const controlVerdicts = ['pass', 'observed', 'degrade', 'require_approval', 'block', 'not_run'];
const outcomes = ['done', 'failed', 'in_doubt'];

const all = [
  ...decisionKinds.map(decisionVerdict),
  ...controlVerdicts.map(stepVerdict),
  ...outcomes.map(outcomeVerdict),
  ...approvalStatuses.map(approvalVerdict),
  ...agentStatuses.map(standingVerdict),
  ...connectorStatuses.map(standingVerdict),
];

test('no verdict is green: green means verified and nothing else', () => {
  assert.deepEqual(
    all.filter(({ mark }) => mark === 'proof'),
    [],
  );
});

test('every term of the product has words of its own', () => {
  assert.deepEqual(
    all.filter(
      ({ text }) =>
        text.includes('_') || text === '' || text !== text.charAt(0).toUpperCase() + text.slice(1),
    ),
    [],
  );
});

test('what is simply allowed carries no colour, and what is stopped is red', () => {
  assert.equal(decisionVerdict('allow').mark, 'plain');
  assert.equal(decisionVerdict('block').mark, 'block');
  assert.equal(decisionVerdict('block_and_open_incident').mark, 'block');
  assert.equal(decisionVerdict('require_approval').mark, 'wait');
  assert.equal(decisionVerdict('degrade').mark, 'degrade');
});
