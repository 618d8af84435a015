/** The blocks that Gateway itself decides on: one reason in place of whatever the controls had said, their trace kept. */
import type { Decision } from '@gamut/protocol/decision';
import { gatewayReason, type GatewayReasonCode } from './gateway-reasons.ts';

/** Before any control was asked. */
export function blockUnheard(code: GatewayReasonCode): {
  decision: Decision;
  approval: null;
  decidedInNs: number;
} {
  return {
    decision: { kind: 'block', reasons: [gatewayReason(code)], trace: [] },
    approval: null,
    decidedInNs: 0,
  };
}

export function blockInstead(decision: Decision, code: GatewayReasonCode): Decision {
  return { kind: 'block', reasons: [gatewayReason(code)], trace: decision.trace };
}

/** Only a block's own reasons may stand beside another block's. */
export function blocking(decision: Decision): Decision['reasons'] {
  return decision.kind === 'block' || decision.kind === 'block_and_open_incident' ? decision.reasons : [];
}
