/** The grid says what stands, and what would be refused, and nothing milder. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bindingOf,
  cellsOf,
  cellText,
  verdictOf,
  withNeeded,
  wrongDomain,
  type AgentAccess,
} from './access-matrix.ts';

const cell = (dataDomain: string | null, connector = 'files') => ({
  ...{ connectorId: `con_${connector}`, connector, dataDomain },
});
const agent = (over: Partial<AgentAccess> = {}): AgentAccess => ({
  ...{ agentId: 'agt', agentName: 'one', status: 'active', bound: true, rows: [], needed: [] },
  ...over,
});

test('every cell that a pinned tool or a row speaks about is a column, once', () => {
  const systems = [
    {
      ...{ id: 'con_files', name: 'files' },
      tools: [
        { id: 'tol_1', dataDomains: ['claims', 'customer'] },
        { id: 'tol_2', dataDomains: [] },
        { id: null, dataDomains: ['unpinned'] },
      ],
    },
  ];
  const rows = [
    { ...cell('claims'), access: 'read' as const },
    { ...cell(null, 'bank'), access: 'read' as const },
  ];
  assert.deepEqual(cellsOf([agent({ rows })], systems).map(cellText), [
    'bank: no domain',
    'files: no domain',
    'files: claims',
    'files: customer',
  ]);
});

test('what an agent needs and does not have is a block while it is bound', () => {
  const needs = agent({
    rows: [{ ...cell('claims'), access: 'read' }],
    needed: [{ ...cell('claims'), access: 'write', tools: ['files_write'] }],
  });
  assert.deepEqual(verdictOf(needs, cell('claims'), false), { mark: 'block', text: 'read, needs write' });
  const free = { ...needs, bound: false, rows: [] };
  assert.deepEqual(verdictOf(free, cell('claims'), false), { mark: 'off', text: 'would need write' });
  assert.deepEqual(verdictOf(free, cell('claims'), true), { mark: 'block', text: 'nothing, needs write' });
  assert.equal(verdictOf(needs, cell('customer'), false), undefined);
  assert.deepEqual([...withNeeded(needs)], [['con_files/claims', 'write']]);
});

test('an agent without rows is closed, and never free, once it is bound or a matrix is required', () => {
  assert.equal(bindingOf(agent(), false).text, 'Closed');
  assert.equal(bindingOf(agent({ bound: false }), true).mark, 'block');
  assert.equal(bindingOf(agent({ bound: false }), false).text, 'Not bound');
  assert.equal(bindingOf(agent({ rows: [{ ...cell(null), access: 'read' }] }), true).text, 'Bound');
});

test('a data domain is one plain word', () => {
  for (const word of ['customer', 'a', 'claims-archive', 'x9']) assert.equal(wrongDomain(word), undefined);
  for (const word of ['', 'Customer', '9a', 'a b', '-a', 'сlaims', 'a'.repeat(64)])
    assert.ok(wrongDomain(word), word);
});
