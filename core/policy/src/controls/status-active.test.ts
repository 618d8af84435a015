/** What the caller of a suspended agent reads. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCase } from '../../cases/run-case.ts';

const suspendedBecause = (statusReason: string | null): string | undefined =>
  runCase({
    file: 'here',
    name: 'suspended',
    given: { 'agents/report-reader/status': 'suspended', 'agents/report-reader/statusReason': statusReason },
    agent: 'report-reader',
    tool: 'filesystem_list_directory',
    arguments: { path: '.' },
    kind: 'block',
    reasons: ['agent_not_active'],
  }).reasons[0]?.message;

test('the reason that a person wrote is one sentence with the rest, full stop or not', () => {
  assert.equal(suspendedBecause('The pilot is over.'), 'The agent is suspended: The pilot is over.');
  assert.equal(suspendedBecause('under review'), 'The agent is suspended: under review.');
  assert.equal(suspendedBecause(' '), 'The agent is suspended.');
  assert.equal(suspendedBecause(null), 'The agent is suspended.');
});
