/** Runs every decision case: facts, action, expected decision and reasons, as people wrote them in `cases/*.yaml`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlNames } from '@gamut/protocol/decision';
import { readCases, runCase } from '../cases/run-case.ts';

for (const one of readCases()) {
  test(`${one.file}: ${one.name}`, () => {
    const decision = runCase(one);
    assert.deepEqual(
      { kind: decision.kind, reasons: decision.reasons.map((reason) => reason.code) },
      { kind: one.kind, reasons: one.reasons },
    );
    assert.deepEqual(
      decision.trace.map((step) => step.control),
      [...controlNames],
    );
    assert.ok(decision.reasons.every((reason) => reason.message !== ''));
  });
}
