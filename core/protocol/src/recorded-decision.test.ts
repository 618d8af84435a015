/** Guarantees of reading a recorded decision: entries of before, which lack members, are read; what is no decision is not guessed at. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecordedDecision } from './recorded-decision.ts';

const sha256 = 'a'.repeat(64);
const none = {
  toolId: null,
  connector: null,
  actionType: null,
  dataClass: null,
  risk: null,
  schemaSha256: null,
};
const oldest = {
  id: 'dec_1',
  agent: { id: 'agt_1', level: null },
  action: { sha256, tool: 'files_read', ...none },
  facts: { version: 1, sha256 },
  policySha256: sha256,
  buildSha256: sha256,
  usage: { agentCalls: 0, toolCalls: 0 },
  usedApproval: null,
  decision: { kind: 'allow', reasons: [], trace: [] },
};

test('an entry of before is read as it stands, with whatever it carries beside', () => {
  assert.equal(readRecordedDecision(oldest), oldest);
  const more = { ...oldest, gateway: 'gwy_1', transaction: {}, learned: [] };
  assert.equal(readRecordedDecision(more), more);
});

test('what lacks a member, or has one of another kind, is no decision', () => {
  for (const member of Object.keys(oldest))
    assert.equal(readRecordedDecision({ ...oldest, [member]: undefined }), undefined, member);
  for (const body of [
    undefined,
    null,
    [],
    'allow',
    { ...oldest, decision: { ...oldest.decision, kind: 'yes' } },
  ])
    assert.equal(readRecordedDecision(body), undefined);
});
