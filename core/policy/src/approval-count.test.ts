/** Counting votes: n of m distinct people in every stage, one refusal refuses, and no chain of nobody ever passes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countVotes, type CountedVote } from './approval-count.ts';
import { termsOf, type ApprovalStage } from './approval-terms.ts';

const stage = (more: Partial<ApprovalStage> = {}): ApprovalStage => ({
  gateId: 'gat_1',
  gateName: 'payments',
  approverRole: 'agent_operator',
  approverIds: [],
  needed: 1,
  breakGlass: true,
  ...more,
});
const vote = (personId: string, more: Partial<CountedVote> = {}): CountedVote => ({
  personId,
  seatId: personId,
  roles: ['agent_operator'],
  verdict: 'approved',
  stands: true,
  reasonCodes: ['a', 'b'],
  ...more,
});

test('two of two need two distinct people, and two rights', () => {
  const two = [stage({ needed: 2 })];
  const outcome = (...votes: CountedVote[]) => countVotes(two, votes).outcome;
  assert.equal(outcome(vote('x')), 'pending');
  assert.equal(outcome(vote('x'), vote('x')), 'pending', 'one person twice');
  assert.equal(
    outcome(vote('x'), vote('x', { seatId: 'y' })),
    'pending',
    'one person by their own right and a lent one',
  );
  assert.equal(outcome(vote('x'), vote('y', { seatId: 'x' })), 'pending', 'one right through two people');
  assert.equal(outcome(vote('x'), vote('y', { stands: false })), 'pending', 'a vote that stands no more');
  assert.equal(outcome(vote('x'), vote('y')), 'approved');
});

test('one refusal refuses, whatever else was said, and whether its voter is still here', () => {
  const votes = [vote('x'), vote('y'), vote('z', { verdict: 'refused', stands: false })];
  assert.equal(countVotes([stage()], votes).outcome, 'refused');
});

test('every stage must be satisfied: by a role, or by one of those whom it names', () => {
  const stages = [stage({ approverRole: 'advanced' }), stage({ approverIds: ['x'], needed: 1 })];
  assert.equal(countVotes(stages, [vote('x')]).outcome, 'pending');
  assert.equal(countVotes(stages, [vote('x', { roles: ['advanced'] })]).outcome, 'approved');
  const byOffice = [vote('adm', { roles: ['administrator'] })];
  assert.equal(countVotes(stages, byOffice).outcome, 'pending', 'a named stage takes no office for a name');
  assert.deepEqual(
    countVotes(stages, byOffice).stages.map(({ given }) => given),
    [1, 0],
  );
});

test('one vote satisfies each gate that it fits; within one gate nobody counts twice', () => {
  const office = vote('adm', { roles: ['administrator'] });
  const gates = [stage(), stage({ approverRole: 'administrator' })];
  assert.equal(countVotes(gates, [office]).outcome, 'approved');
  const two = [stage({ needed: 2 }), stage({ approverRole: 'administrator' })];
  assert.equal(countVotes(two, [office]).outcome, 'pending');
  assert.equal(countVotes(two, [office, vote('x')]).outcome, 'approved');
});

for (const [name, chain] of Object.entries({
  'no stage': [],
  'a stage of nobody': [stage({ needed: 0 })],
  'a stage of less than nobody': [stage({ needed: -1 })],
  'a stage of half a person': [stage({ needed: 0.5 })],
  'a stage of nothing that counts': [stage({ needed: Number.NaN })],
  'a stage without end': [stage({ needed: Number.POSITIVE_INFINITY })],
  'more people than are named': [stage({ needed: 2, approverIds: ['x', 'x'] })],
}))
  test(`${name} never passes, not in an emergency either`, () => {
    const votes = ['x', 'y', 'z'].map((person) => vote(person, { roles: ['administrator'] }));
    const emergency = vote('e', { verdict: 'broke_glass', roles: ['administrator'] });
    assert.equal(countVotes(chain, [...votes, emergency]).outcome, 'pending');
  });

test('an emergency stands for all stages, unless one forbids it or its voter is no longer what they were', () => {
  const emergency = vote('e', { verdict: 'broke_glass', reasonCodes: ['a'] });
  const chain = [stage({ needed: 5 }), stage({ approverIds: ['x'] })];
  const passed = countVotes(chain, [emergency]);
  assert.deepEqual([passed.outcome, passed.brokeGlass, passed.reasonCodes], ['approved', true, ['a']]);
  assert.equal(countVotes([...chain, stage({ breakGlass: false })], [emergency]).outcome, 'pending');
  assert.equal(countVotes(chain, [{ ...emergency, stands: false }]).outcome, 'pending');
});

test('only the reasons that were shown to all who approved are answered', () => {
  const votes = [vote('x', { reasonCodes: ['a', 'b'] }), vote('y', { reasonCodes: ['b', 'c'] })];
  assert.deepEqual(countVotes([stage({ needed: 2 })], votes).reasonCodes, ['b']);
});

test('every gate that speaks about the action is a stage, and the shortest sets the time', () => {
  const gate = {
    id: 'gat_a',
    name: 'a',
    mode: 'covers',
    approverRole: 'administrator',
    expiresAfterMs: 60_000,
  } as const;
  const terms = termsOf([
    gate,
    {
      ...gate,
      id: 'gat_b',
      mode: 'each_time',
      expiresAfterMs: 90_000,
      approversNeeded: 3,
      breakGlass: 'forbidden',
    },
  ]);
  assert.equal(terms.expiresAfterMs, 60_000);
  assert.deepEqual(
    terms.stages.map(({ gateId, needed, breakGlass }) => [gateId, needed, breakGlass]),
    [
      ['gat_b', 3, false],
      ['gat_a', 1, true],
    ],
  );
});

test('whatever comes: approved means that each stage has its people, no one refused, and another vote never takes it back', () => {
  const person: fc.Arbitrary<string> = fc.constantFrom('p1', 'p2', 'p3', 'p4');
  const aVote = fc.record({
    personId: person,
    seatId: person,
    roles: fc.subarray(['administrator', 'agent_operator', 'advanced']),
    verdict: fc.constantFrom('approved', 'approved', 'approved', 'refused'),
    stands: fc.boolean(),
    reasonCodes: fc.subarray(['a', 'b', 'c']),
  }) as fc.Arbitrary<CountedVote>;
  const aStage = fc.record({
    gateId: fc.constant('gat_1'),
    gateName: fc.constant('g'),
    approverRole: fc.constantFrom('administrator', 'agent_operator', 'advanced'),
    approverIds: fc.oneof(fc.constant<string[]>([]), fc.uniqueArray(person, { maxLength: 4 })),
    needed: fc.integer({ min: -1, max: 5 }),
    breakGlass: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(aStage, { maxLength: 3 }),
      fc.array(aVote, { maxLength: 8 }),
      aVote,
      (stages, votes, more) => {
        const { outcome } = countVotes(stages, votes);
        if (outcome === 'approved') {
          assert.ok(stages.length > 0 && votes.every((one) => one.verdict !== 'refused'));
          for (const one of stages) {
            const people = new Set(
              votes
                .filter((cast) => cast.stands)
                .filter((cast) =>
                  one.approverIds.length > 0
                    ? one.approverIds.includes(cast.seatId)
                    : cast.roles.includes(one.approverRole) || cast.roles.includes('administrator'),
                )
                .map((cast) => cast.personId),
            );
            assert.ok(one.needed >= 1 && people.size >= one.needed);
          }
          if (more.verdict === 'approved')
            assert.equal(countVotes(stages, [...votes, more]).outcome, 'approved');
        }
      },
    ),
    { numRuns: 2000 },
  );
});
