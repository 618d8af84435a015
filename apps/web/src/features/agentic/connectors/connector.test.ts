/** What the console tells of a connector: which tools drifted, and which targets a person may name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedTools, driftOf, parsePointers, reachedBy, type ConnectorTool } from './connector.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

test('a tool drifts when its server says something else than was pinned, and only then', () => {
  assert.equal(driftOf({ pinnedSha256: a, observedSha256: a }, true), 'same');
  assert.equal(driftOf({ pinnedSha256: a, observedSha256: b }, true), 'changed');
  assert.equal(driftOf({ pinnedSha256: a, observedSha256: null }, true), 'gone');
  assert.equal(driftOf({ pinnedSha256: a, observedSha256: null }, false), 'unseen');
  assert.equal(driftOf({ pinnedSha256: null, observedSha256: b }, true), 'unpinned');
});

test('only a changed tool is reported as changed', () => {
  const tools = [
    { name: 'kept', pinnedSha256: a, observedSha256: a },
    { name: 'changed', pinnedSha256: a, observedSha256: b },
    { name: 'new', pinnedSha256: null, observedSha256: b },
  ] as unknown as ConnectorTool[];
  assert.deepEqual(
    changedTools({ tools, observedAt: '2026-11-22T10:00:00.000Z' }).map(({ name }) => name),
    ['changed'],
  );
});

test('pointers are read by RFC 6901, and what is none is named', () => {
  assert.deepEqual(parsePointers('/path, /paths/0'), { pointers: ['/path', '/paths/0'], wrong: undefined });
  assert.deepEqual(parsePointers(''), { pointers: [], wrong: undefined });
  assert.match(parsePointers('path').wrong ?? '', /“path” is not a JSON Pointer/);
  assert.match(parsePointers('/a~2').wrong ?? '', /not a JSON Pointer/);
});

test('a connector says how it is reached', () => {
  assert.equal(reachedBy({ catalogue: 'filesystem', url: null }), 'stdio, catalogue entry filesystem');
  assert.equal(reachedBy({ catalogue: null, url: 'https://tools.example/mcp' }), 'https://tools.example/mcp');
});
