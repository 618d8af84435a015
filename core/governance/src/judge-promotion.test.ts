/** Each gate stops a promotion on its own, nothing counted is nothing shown, and the same record gives the same verdict. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplePromotionThresholds, type PromotionThresholds } from './atf-gates.ts';
import { gateOfEvidence, judgePromotion, nextLevel, type PromotionRecord } from './judge-promotion.ts';

const nowMs = Date.parse('2026-11-23T00:00:00Z');
const dayMs = 86_400_000;
const [junior, senior, principal] = samplePromotionThresholds as readonly [
  PromotionThresholds,
  PromotionThresholds,
  PromotionThresholds,
];

const good: PromotionRecord = {
  level: 'junior',
  levelSinceMs: nowMs - 28 * dayMs,
  agentActive: true,
  outcomes: { done: 995, failed: 4, inDoubt: 1 },
  proposals: { accepted: 95, refused: 5 },
  accuracy: null,
  redTeamTest: { result: 'passed', testedAtMs: nowMs - 10 * dayMs },
  redTeamMaxAgeMs: 90 * dayMs,
  openFindings: ['low', 'medium'],
  openIncidents: 0,
  criticalIncidents: 0,
  unexplainedIncidents: 0,
  businessValue: 'Claims are settled two days sooner.',
  evidence: senior.evidence,
  signOffs: [
    { capacity: 'business', person: 'usr_a' },
    { capacity: 'security', person: 'usr_b' },
  ],
};

const failing = (record: PromotionRecord, thresholds = senior) =>
  judgePromotion(thresholds, record, nowMs)
    .filter((gate) => !gate.passed)
    .map((gate) => gate.id);

test('a record that stands exactly on every threshold passes all five gates', () => {
  assert.deepEqual(failing(good), []);
  assert.deepEqual(
    judgePromotion(senior, good, nowMs).map((gate) => gate.id),
    ['performance', 'security_validation', 'business_value', 'incident_record', 'governance_signoff'],
  );
});

const flaws: readonly (readonly [string, Partial<PromotionRecord>, string])[] = [
  ['a day too early', { levelSinceMs: nowMs - 28 * dayMs + 1 }, 'performance'],
  ['one failure more', { outcomes: { done: 994, failed: 5, inDoubt: 1 } }, 'performance'],
  ['one in doubt more', { outcomes: { done: 994, failed: 4, inDoubt: 2 } }, 'performance'],
  ['no action at all', { outcomes: { done: 0, failed: 0, inDoubt: 0 } }, 'performance'],
  ['one refusal more', { proposals: { accepted: 94, refused: 6 } }, 'performance'],
  ['no proposal at all', { proposals: { accepted: 0, refused: 0 } }, 'performance'],
  ['a suspended agent', { agentActive: false }, 'performance'],
  ['a level skipped', { level: 'intern' }, 'performance'],
  ['the level that it has', { level: 'senior' }, 'performance'],
  ['no level', { level: null }, 'performance'],
  ['no red-team test', { redTeamTest: null }, 'security_validation'],
  ['a failed one', { redTeamTest: { result: 'failed', testedAtMs: nowMs - dayMs } }, 'security_validation'],
  [
    'an old one',
    { redTeamTest: { result: 'passed', testedAtMs: nowMs - 90 * dayMs - 1 } },
    'security_validation',
  ],
  [
    'one of tomorrow',
    { redTeamTest: { result: 'passed', testedAtMs: nowMs + dayMs } },
    'security_validation',
  ],
  ['an open high finding', { openFindings: ['high'] }, 'security_validation'],
  ['an open critical finding', { openFindings: ['critical'] }, 'security_validation'],
  ['a blank benefit', { businessValue: ' \n' }, 'business_value'],
  ['an open incident', { openIncidents: 1 }, 'incident_record'],
  ['a critical incident that is closed', { criticalIncidents: 1 }, 'incident_record'],
  ['an incident nobody explained', { unexplainedIncidents: 1 }, 'incident_record'],
  ['no signature', { signOffs: [] }, 'governance_signoff'],
  ['security did not sign', { signOffs: [{ capacity: 'business', person: 'usr_a' }] }, 'governance_signoff'],
  [
    'one person for both',
    {
      signOffs: [
        { capacity: 'business', person: 'usr_a' },
        { capacity: 'security', person: 'usr_a' },
      ],
    },
    'governance_signoff',
  ],
];
for (const [flaw, over, gate] of flaws)
  test(`${flaw} stops at ${gate} alone`, () => assert.deepEqual(failing({ ...good, ...over }), [gate]));

test('each kind of evidence that is asked for stands at its gate, and one that is missing stops there', () => {
  for (const thresholds of [senior, principal])
    for (const kind of thresholds.evidence) {
      const record = { ...good, evidence: thresholds.evidence.filter((one) => one !== kind) };
      assert.ok(failing(record, thresholds).includes(gateOfEvidence(kind)), kind);
    }
  assert.equal(gateOfEvidence('a kind of our own'), 'security_validation');
});

test('to principal accuracy is stated and three people sign', () => {
  const record: PromotionRecord = {
    ...good,
    level: 'senior',
    levelSinceMs: nowMs - 56 * dayMs,
    outcomes: { done: 999, failed: 1, inDoubt: 0 },
    accuracy: 0.99,
    evidence: principal.evidence,
    signOffs: [...good.signOffs, { capacity: 'risk_committee', person: 'usr_c' }],
  };
  assert.deepEqual(failing(record, principal), []);
  assert.deepEqual(failing({ ...record, accuracy: null }, principal), ['performance']);
  assert.deepEqual(failing({ ...record, accuracy: 0.98999 }, principal), ['performance']);
  assert.deepEqual(failing({ ...record, signOffs: good.signOffs }, principal), ['governance_signoff']);
});

test('to junior an intern needs neither acceptance nor evidence, and one signature', () => {
  const record: PromotionRecord = {
    ...good,
    level: 'intern',
    proposals: { accepted: 0, refused: 0 },
    evidence: [],
    signOffs: [{ capacity: 'business', person: 'usr_a' }],
  };
  assert.deepEqual(failing(record, junior), []);
});

test('a level is followed by the next, and principal by none', () => {
  assert.deepEqual((['intern', 'junior', 'senior', 'principal', null] as const).map(nextLevel), [
    'junior',
    'senior',
    'principal',
    undefined,
    undefined,
  ]);
});

test('a clock that stepped back passes nobody', () => {
  assert.deepEqual(failing({ ...good, levelSinceMs: nowMs + dayMs }), ['performance']);
});
