/** A replay takes as given only what no control can say: exactly Gateway's own reasons and the platform's, each of which blocks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitReasonCodes, gatewayReasonCodes } from '@gamut/policy/replay/decided-elsewhere';
import { reasonRows } from '@gamut/policy/reason-codes';
import { gatewayReasonNames } from '../../apps/gateway/src/decide/gateway-reasons.ts';
import { refusalReasons } from '../../apps/platform/src/features/agentic/decisions/refusal-reasons.ts';

test('every reason of Gateway and of the commit is known to the replay, and no other is', () => {
  assert.deepEqual([...gatewayReasonCodes].sort(), [...gatewayReasonNames].sort());
  const refusals = Object.values(refusalReasons).map((reason) => reason.code);
  assert.deepEqual([...commitReasonCodes].sort(), [...new Set<string>(refusals)].sort());
});

test('none of them is a reason that lets anything pass', () => {
  const rows: Readonly<Record<string, { effect: string } | undefined>> = reasonRows;
  for (const code of [...gatewayReasonCodes, ...commitReasonCodes])
    assert.ok(rows[code] === undefined || rows[code].effect === 'block', code);
});
