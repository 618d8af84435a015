/** The score is the sum of its parts, nothing counted gives nothing, and no record makes it rise by getting worse. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustScore, type TrustRecord } from './trust-score.ts';

const best: TrustRecord = {
  outcomes: { done: 100, failed: 0, inDoubt: 0 },
  decisions: { all: 100, refused: 0 },
  proposals: { accepted: 10, refused: 0 },
  incidents: { open: 0, critical: 0, others: 0 },
  openFindings: { grave: 0, others: 0 },
  redTeam: 'passed',
  openAlerts: 0,
};

test('the best record gives a hundred, and its weights are a hundred', () => {
  const { score, parts } = trustScore(best);
  assert.equal(score, 100);
  assert.equal(
    parts.reduce((sum, part) => sum + part.weight, 0),
    100,
  );
});

test('whoever adds up the parts gets the score', () => {
  const { score, parts } = trustScore({
    ...best,
    outcomes: { done: 2, failed: 1, inDoubt: 0 },
    openAlerts: 1,
  });
  assert.equal(score, 89.2);
  assert.equal(Math.round(parts.reduce((sum, part) => sum + part.points, 0) * 10) / 10, score);
});

test('an agent of which nothing is known has the points of a clean sheet alone', () => {
  const nothing: TrustRecord = {
    ...best,
    outcomes: { done: 0, failed: 0, inDoubt: 0 },
    decisions: { all: 0, refused: 0 },
    proposals: { accepted: 0, refused: 0 },
    redTeam: 'none',
  };
  assert.equal(trustScore(nothing).score, 35);
});

test('every step for the worse lowers it', () => {
  const worse: readonly Partial<TrustRecord>[] = [
    { outcomes: { done: 99, failed: 1, inDoubt: 0 } },
    { outcomes: { done: 99, failed: 0, inDoubt: 1 } },
    { decisions: { all: 100, refused: 1 } },
    { proposals: { accepted: 9, refused: 1 } },
    { incidents: { open: 1, critical: 0, others: 0 } },
    { incidents: { open: 0, critical: 1, others: 0 } },
    { incidents: { open: 0, critical: 0, others: 1 } },
    { openFindings: { grave: 1, others: 0 } },
    { openFindings: { grave: 0, others: 1 } },
    { redTeam: 'stale' },
    { redTeam: 'failed' },
    { openAlerts: 1 },
  ];
  for (const over of worse) assert.ok(trustScore({ ...best, ...over }).score < 100, JSON.stringify(over));
});
