/** What is seen outweighs what is said, what nobody looked at is open, and only a must at this level counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atfControls } from './atf-controls.ts';
import { judgeConformance, type AttestedResult, type Observation } from './judge-conformance.ts';

const all = (verdict: Observation['verdict']): Record<string, Observation> =>
  Object.fromEntries(atfControls.map(({ id }) => [id, { verdict, saw: 'a test', evidence: '/v1/agents' }]));
const said = (result: AttestedResult) =>
  Object.fromEntries(atfControls.map(({ id }) => [id, { result, rationale: 'tried it' }]));
const states = (observed: Record<string, Observation>, attested = {}) => [
  ...new Set(judgeConformance('principal', observed, attested).controls.map((row) => row.state)),
];

test('what is observed stands, whatever a person says', () => {
  assert.deepEqual(states(all('not_met'), said('met')), ['not_met']);
  assert.deepEqual(states(all('met'), said('not_met')), ['met']);
});

test('what no record shows is a person’s to say, and open until somebody does', () => {
  assert.deepEqual(states(all('unseen')), ['unassessed']);
  assert.deepEqual(states({}), ['unassessed']);
  const pairs: readonly (readonly [AttestedResult, string])[] = [
    ['met', 'attested'],
    ['partly_met', 'partly_attested'],
    ['not_met', 'not_met'],
    ['not_applicable', 'not_applicable'],
  ];
  for (const [result, state] of pairs) assert.deepEqual(states(all('unseen'), said(result)), [state]);
});

test('one control that is a must and open keeps an agent from conforming; one that is a should does not', () => {
  const without = (id: string) => ({
    ...all('met'),
    [id]: { verdict: 'not_met', saw: '', evidence: '' } as const,
  });
  for (const { id, applies } of atfControls) {
    const { conforms, open } = judgeConformance('intern', without(id), {});
    assert.equal(conforms, applies.intern !== 'must', id);
    assert.deepEqual(open, conforms ? [] : [id]);
  }
  assert.equal(judgeConformance('principal', all('met'), {}).conforms, true);
  assert.equal(judgeConformance('intern', {}, said('partly_met')).conforms, false);
});

test('names of the language are no controls', () => {
  const row = judgeConformance(
    'intern',
    {},
    Object.create({ 'I-1': { result: 'met', rationale: 'x' } }) as object as never,
  );
  assert.equal(row.controls[0]?.state, 'unassessed');
});
