/** Whatever a caller names its tool, the entry of the decision can be taken by the ledger: one call can't spoil a batch. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '@gamut/crypto/random';
import { decide } from '@gamut/policy/decide';
import { indexFacts } from '@gamut/policy/indexed-facts';
import { resolveAction } from '@gamut/policy/resolve-action';
import { DecisionEntry } from '@gamut/protocol/ledger';
import { compileSchema } from '@gamut/service/strict-schema';
import { systemTime } from '@gamut/service/system-time';
import { makeAgent, makeFacts } from '../../../../tests/support/gateway-facts.ts';
import { writeBlindEntry, writeDecisionEntry } from './decision-entry.ts';

const hostile = [
  'nul\u0000in_it',
  'half\ud800',
  `${'long'.repeat(200_000)}`,
  'line\nbreak',
  '\u{1f600}'.repeat(300),
  '',
  `for ada@example.com ghp_${'A1b2C3d4E5'.repeat(3)}AbCdEf`,
];
const usage = { agentCalls: 0, toolCalls: 0 };
const buildSha256 = 'b'.repeat(64);
const { facts: agent } = makeAgent('tester');
const facts = makeFacts([{ facts: agent, token: '' }], [], []);
const readEntry = compileSchema<DecisionEntry>(DecisionEntry, 'entry');

for (const tool of hostile) {
  test(`a tool named ${JSON.stringify(tool.slice(0, 12))} is recorded in plain characters, with facts and without`, () => {
    const indexed = indexFacts(facts);
    const resolved = resolveAction(indexed, { agentId: agent.id, tool, arguments: {} });
    const decision = decide(indexed, { resolved, nowMs: Date.now(), usage, approval: null });
    const held = { facts, indexed, sha256: 'f'.repeat(64), confirmedMs: 0 };
    const parts = {
      held,
      agent,
      resolved,
      decision,
      usage,
      approval: null,
      argumentsShown: '{}',
      decidedInNs: 1,
      buildSha256,
    };
    const blind = writeBlindEntry({ agent, decision, usage, buildSha256, tool }, systemTime, randomBytes);
    for (const entry of [writeDecisionEntry(parts, systemTime, randomBytes), blind]) {
      assert.ok(!/\p{Cc}/u.test(entry.tool) && entry.tool.isWellFormed() && entry.tool.length <= 256);
      assert.doesNotMatch(JSON.stringify(entry), /ghp_|ada@/, 'what a record can’t be rid of');
      assert.deepEqual(readEntry(JSON.parse(JSON.stringify(entry))), entry);
    }
  });
}
