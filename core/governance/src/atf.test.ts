/** The catalogue is whole, in the framework's order, and rises with the levels. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionTypes, atfLevels } from '@gamut/kernel/agentic-terms';
import { atfControls, atfElements, strengths } from './atf-controls.ts';
import { promotionGates, samplePromotionThresholds } from './atf-gates.ts';
import { atfBoundaries, atfCredit, atfLevelDescriptions } from './atf-levels.ts';

test('there are 25 controls, five of each element, each with an id of its own', () => {
  assert.equal(new Set(atfControls.map((control) => control.id)).size, 25);
  for (const element of atfElements)
    assert.equal(atfControls.filter((control) => control.element === element).length, 5);
});

test('a control never asks less of a higher level', () => {
  for (const { id, applies } of atfControls) {
    const ranks = atfLevels.map((level) => strengths.indexOf(applies[level]));
    assert.deepEqual(
      [...ranks].sort((a, b) => a - b),
      ranks,
      id,
    );
  }
});

test('a principal is asked for everything', () => {
  for (const { applies } of atfControls) assert.equal(applies.principal, 'must');
});

test('the levels stand in their order, and a boundary never narrows with the level', () => {
  assert.deepEqual(
    atfLevelDescriptions.map((one) => one.level),
    [...atfLevels],
  );
  const width = ['forbidden', 'elevation', 'approval', 'inside'];
  for (const type of actionTypes) {
    const widths = atfLevels.map((level) => width.indexOf(atfBoundaries[level][type]));
    assert.deepEqual(
      [...widths].sort((a, b) => a - b),
      widths,
      type,
    );
  }
});

test('no level administers alone, and an intern only looks', () => {
  for (const level of atfLevels) assert.notEqual(atfBoundaries[level].admin, 'inside');
  const inside = actionTypes.filter((type) => atfBoundaries.intern[type] !== 'forbidden');
  assert.deepEqual(inside, ['read', 'retrieve', 'model']);
});

test('every promotion has five gates and thresholds that rise', () => {
  assert.equal(promotionGates.length, 5);
  assert.deepEqual(
    samplePromotionThresholds.map((one) => one.to),
    atfLevels.slice(1),
  );
  const days = samplePromotionThresholds.map((one) => one.daysAtLevelMin);
  assert.deepEqual(
    [...days].sort((a, b) => a - b),
    days,
  );
});

test('the credit names the source and its licence', () => {
  assert.match(atfCredit, /MassiveScale\.AI.*Cloud Security Alliance.*CC BY 4\.0/);
});
