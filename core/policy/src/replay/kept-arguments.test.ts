/** Guarantees of arguments as they were kept: only a mark explains that they no longer give the digest of their action. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordCase } from '../../cases/record-case.ts';
import { readCases, type DecisionCase } from '../../cases/run-case.ts';
import { indexFacts } from '../indexed-facts.ts';
import { replayDecision, type Replayed } from './replay-decision.ts';

const allowed = readCases().find(({ kind }) => kind === 'allow') as DecisionCase;
const differs = (detail: string): Replayed => ({ outcome: 'differs', detail });

test('a tool whose name holds control characters is told as not recorded whole', () => {
  const one = { ...allowed, tool: 'filesystem_list\u0007directory' };
  const { facts, recorded, kept } = recordCase(one);
  assert.deepEqual(replayDecision(recorded, { indexed: indexFacts(facts), arguments: kept }), {
    outcome: 'arguments_unknown',
    detail: 'the kept arguments are of a tool whose name is not recorded whole',
  });
});

test('only a mark explains that arguments do not give the digest', () => {
  const { facts, recorded } = recordCase(allowed);
  const of = (kept: string) => replayDecision(recorded, { indexed: indexFacts(facts), arguments: kept });
  const unknown = (why: string): Replayed => ({
    outcome: 'arguments_unknown',
    detail: `the kept arguments ${why}`,
  });
  assert.deepEqual(of('{"path":"[redacted:secret]"}'), unknown('had something struck out'));
  assert.deepEqual(of(`{"path":"x… (100000 characters in all)`), unknown('were too long to be kept whole'));
  assert.deepEqual(
    of('{"path":"other"}'),
    differs('its kept arguments are whole, and give another action digest'),
  );
  const unread = 'its kept arguments can not be read, and nothing was struck out of them';
  assert.deepEqual(of('{"path":'), differs(unread));
  assert.deepEqual(of('{"path":"[redacted:]"'), differs(unread));
  assert.deepEqual(
    of('unreadable: too deep'),
    differs('its kept arguments are whole, and give another action digest'),
  );
});
