/** A stop is matched to exactly what it stops, and what it does is said in words before it is done. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stopConsequence, stoppedSentence, stopsOf, type KillSwitch } from './kill-switch.ts';

const engaged = (target: KillSwitch['target'], targetId: string): KillSwitch => ({
  id: `kil_${targetId}`,
  target,
  targetId,
  targetName: targetId,
  state: 'engaged',
  reason: 'A test.',
  engagedAt: '2026-11-23T06:00:00Z',
  engagedBy: 'Ada',
  releasedAt: null,
  releasedBy: null,
  releaseReason: null,
});

test('a stop of one target is not shown as a stop of another, nor of another kind with the same id', () => {
  const all = [engaged('agent', 'one'), engaged('agent', 'two'), engaged('tool', 'one')];
  assert.deepEqual(
    stopsOf(all, { target: 'agent', id: 'one', name: 'one' }).map(({ id }) => id),
    ['kil_one'],
  );
  assert.deepEqual(stopsOf(all, { target: 'connector', id: 'one', name: 'one' }), []);
});

test('a stop of the organisation is found whatever its id is', () => {
  assert.equal(stopsOf([engaged('tenant', 'ten_1')], { target: 'tenant', name: 'all' }).length, 1);
});

test('every kind of stop says what is blocked, that calls under way are cut off, and who releases it', () => {
  for (const target of ['agent', 'tool', 'connector', 'tenant'] as const) {
    const said = stopConsequence({ target, id: 'x', name: 'crm' });
    assert.match(said, /^From this moment/);
    assert.match(said, /cut off and recorded as in doubt/);
    assert.match(said, /administrator/);
    assert.match(stoppedSentence({ target, targetName: 'crm' }), /stopped/);
  }
});
