/** The order in which a caller writes its members means nothing: one action digest, one decision, to the last word of its trace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '@gamut/kernel/canonical-json';
import { caseFacts, caseNowMs, readCases } from '../cases/run-case.ts';
import { decide } from './decide.ts';
import { indexFacts } from './indexed-facts.ts';
import { attemptDigest, resolveAction } from './resolve-action.ts';

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

test('arguments written backwards are decided in the very same words', () => {
  for (const one of readCases()) {
    const indexed = indexFacts(caseFacts(one));
    const args = { ...(one.arguments as object), zeta: 1, alpha: 2, mid: { z: 1, a: 2 } };
    const [there, back] = [args, reversed(args)].map((written) => {
      const resolved = resolveAction(indexed, { agentId: one.agent, tool: one.tool, arguments: written });
      const usage = { agentCalls: 0, toolCalls: 0 };
      return [
        attemptDigest(resolved),
        canonicalJson(decide(indexed, { resolved, nowMs: caseNowMs, usage, approval: null })),
      ];
    });
    assert.deepEqual(there, back, one.name);
  }
});
