/**
 * What Gateway itself adds to a decision, and only ever to block: a dependency that is silent, a tool that is not what was
 * pinned, facts that would not hold still. Beside policy's own reasons, in the same shape.
 */
import type { Reason } from '@gamut/protocol/decision';

const operator = 'the operator';
const rows = {
  facts_unavailable: {
    message: 'Gateway has no fresh governance facts of this tenant, and decides nothing without them.',
    fix: 'Call again in a moment; if it persists, look at the readiness of Gateway and platform.',
    who: operator,
  },
  call_unreadable: {
    message: 'What was sent cannot be read as one call, so nothing was performed.',
    fix: 'Send one JSON value in UTF-8: each member once, numbers that a double holds exactly, a few levels of nesting.',
    who: 'whoever runs the agent',
  },
  question_of_another: {
    message: 'An agent may ask about its own calls of tools alone.',
    fix: 'Ask with a subject of type agent that is the one whose credential asks, and a resource of type tool.',
    who: 'whoever runs the agent',
  },
  action_type_differs: {
    message: 'By its record the tool does what is of another type than was asked about.',
    fix: 'Ask about the action call, or about the type of action that the tool is recorded with.',
    who: 'whoever runs the agent',
  },
  facts_moved: {
    message: 'The governance facts changed each time that this call was decided.',
    fix: 'Call again.',
    who: 'whoever runs the agent',
  },
  credential_revoked: {
    message: 'The token of this call was revoked while the call was on its way.',
    fix: 'Issue a new credential for the agent, and use its token.',
    who: 'an agent operator of the tenant',
  },
  credential_expired: {
    message: 'The time of the credential that this call showed is over.',
    fix: 'Use the token that took its place, or issue a new credential for the agent.',
    who: 'an agent operator of the tenant',
  },
  approvals_unavailable: {
    message: 'Gateway could not ask whether a person has approved this action.',
    fix: 'Call again in a moment; if it persists, look at the readiness of platform.',
    who: operator,
  },
  ledger_unavailable: {
    message: 'The decision could not be recorded, so nothing was performed.',
    fix: 'Call again in a moment; if it persists, look at the readiness of platform.',
    who: operator,
  },
  tool_schema_changed: {
    message:
      'The tool server now describes this tool differently from what a person has reviewed and pinned.',
    fix: "Review the change on the connector's page and pin the tool anew.",
    who: 'an agent operator of the tenant',
  },
  tool_not_listed: {
    message: 'The tool server no longer lists this tool, or lists its name twice.',
    fix: 'Have the tool server list it again, once and as it was pinned, or withdraw the permissions of this tool.',
    who: 'an agent operator of the tenant',
  },
  connector_unreachable: {
    message: 'The tool server can not be reached.',
    fix: "Look at the connector's page for what is wrong with it, then call again.",
    who: 'an agent operator of the tenant',
  },
  token_not_authentic: {
    message: 'What was shown as an allow token is none that Gateway gave out, or it was changed.',
    fix: 'Send the token exactly as the decision gave it.',
    who: 'whoever runs the agent',
  },
  token_expired: {
    message: 'The time of this allow token is over; it lives for a minute at most.',
    fix: 'Decide again, and perform at once.',
    who: 'whoever runs the agent',
  },
  token_from_the_future: {
    message: 'This allow token was given out at a time that has not come yet by the clock of this Gateway.',
    fix: 'Set the clocks of all Gateways by the same time source, then decide again.',
    who: operator,
  },
  token_of_another: {
    message: 'This allow token was given to another agent, tenant or deployment.',
    fix: 'Decide and perform as one and the same agent.',
    who: 'whoever runs the agent',
  },
  token_other_action: {
    message: 'This allow token stands for another action: the tool or an argument differs.',
    fix: 'Perform exactly what was decided, or decide on what is to be performed.',
    who: 'whoever runs the agent',
  },
  token_void: {
    message: 'The governance facts have changed since this allow token was given out, so it is void.',
    fix: 'Decide again.',
    who: 'whoever runs the agent',
  },
  gateway_fault: {
    message: 'Something failed inside Gateway; what fails is blocked.',
    fix: 'Call again; if it stays, give the decision id to the operator.',
    who: operator,
  },
} as const;

export type GatewayReasonCode = keyof typeof rows;
export const gatewayReasonNames: readonly string[] = Object.keys(rows);

export function isGatewayReason(code: unknown): code is GatewayReasonCode {
  return typeof code === 'string' && Object.hasOwn(rows, code);
}

export function gatewayReason(code: GatewayReasonCode, detail?: string): Reason {
  const { message, fix, who } = rows[code];
  return { code, control: null, message: detail === undefined ? message : `${message} ${detail}`, fix, who };
}
