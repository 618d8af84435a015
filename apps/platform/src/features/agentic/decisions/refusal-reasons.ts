/** Why platform refuses an entry that Gateway had decided: what can only be known where the record is. */
import type { Reason } from '@gamut/protocol/decision';

const inDoubt = 'Exactly this action was started before, and nobody knows whether it was done';
const underWay = 'Exactly this action is under way, and has not ended yet';

export const refusalReasons = {
  tenantNotActive: {
    code: 'tenant_not_active',
    control: 'agent_registered',
    message: 'The tenant is not active, so none of its agents may act.',
    fix: 'Reactivate the tenant.',
    who: 'A platform operator',
  },
  notEntitled: {
    code: 'plan_not_entitled',
    control: 'agent_registered',
    message: "The tenant's plan does not entitle its agents to act.",
    fix: 'Move the tenant to a plan with the agentic stack.',
    who: 'A platform operator',
  },
  tenantSealed: {
    code: 'tenant_sealed',
    control: 'agent_registered',
    message: 'The key that the organisation owns is not there; its agents may not act.',
    fix: "Restore the organisation's key at its key service; Gamut opens again by itself.",
    who: "whoever owns the organisation's key",
  },
  replayed: {
    code: 'replayed',
    control: null,
    message: 'This call was already decided once; its nonce is spent.',
    fix: 'Make a new call.',
    who: 'The agent',
  },
  credentialExpired: {
    code: 'credential_expired',
    control: null,
    message: 'The time of the credential that this call showed is over.',
    fix: 'Use the token that took its place, or issue a new credential for the agent.',
    who: 'an agent operator of the tenant',
  },
  approvalNotUsable: {
    code: 'approval_not_usable',
    control: 'approval_gate',
    message:
      'The approval was already used, has expired, or is for another action or another version of the tool.',
    fix: 'Call again with the same arguments to ask for a new approval.',
    who: 'The agent; then a person who may approve',
  },
  observePeriodOver: {
    code: 'observe_period_over',
    control: 'tool_permitted',
    message: 'The observe period that looked through a missing permission is over.',
    fix: 'Grant the agent a permission for this tool.',
    who: 'an agent operator of the tenant',
  },
  tokenUnknown: {
    code: 'token_unknown',
    control: null,
    message:
      'No committed decision gave out this token for this agent and this action: nothing stands behind it.',
    fix: 'Decide again, and perform with the token of that decision.',
    who: 'The agent',
  },
  tokenUsed: {
    code: 'token_used',
    control: null,
    message: 'This token has been used; a token performs once.',
    fix: 'Look at the first use. To do it once more, decide again.',
    who: 'The agent',
  },
  tokenVoid: {
    code: 'token_void',
    control: null,
    message: 'The governance facts have changed since this token was given out, or its time is over.',
    fix: 'Decide again.',
    who: 'The agent',
  },
  approvalChainEmpty: {
    code: 'approval_chain_empty',
    control: 'approval_gate',
    message:
      'Nobody can approve this: a gate asks for no one, or for more people than it names and are still here.',
    fix: 'Say in the gate how many people approve, one to five, and name enough who are still here.',
    who: 'an administrator of the tenant',
  },
  approvalByNobodyElse: {
    code: 'approval_chain_empty',
    control: 'approval_gate',
    message:
      'Nobody else can approve this: too few remain without whoever issued the credential by which the agent asked, who may hold its token and so does not decide.',
    fix: 'Let somebody who does not approve issue a new credential for the agent (a rotated one keeps its issuers), or add an administrator or agent operator whom the gate asks for.',
    who: 'an administrator of the tenant',
  },
  tooManyWaiting: {
    code: 'too_many_approvals_waiting',
    control: null,
    message:
      'A person has to approve this, and as many approvals of this agent as may wait at once wait already.',
    fix: 'Decide on some of those that wait, or let them be used or expire; then call again.',
    who: 'Whoever may approve, or the agent',
  },
  approvalShownCut: {
    code: 'approval_shown_cut',
    control: null,
    message: 'A person has to approve this, and what they would be shown of it is cut off.',
    fix: 'Run Gateway in the version of the platform; it asks nobody about what can’t be shown whole.',
    who: 'The operator',
  },
  transactionUnjudged: {
    code: 'transactions_unknown',
    control: 'limits',
    message: 'A transaction limit stands in this organisation, and Gateway did not ask what was performed.',
    fix: 'Run Gateway in the version of the platform.',
    who: 'The operator',
  },
  sameActionInDoubt: {
    code: 'same_action_in_doubt',
    control: null,
    message: `${inDoubt}.`,
    fix: 'Find out what became of it and say so in the console under "In doubt"; then call again.',
    who: 'An agent operator or an administrator of the tenant',
  },
  sameActionUnderWay: {
    code: 'same_action_under_way',
    control: null,
    message: `${underWay}.`,
    fix: 'Wait for the end of the first call; if it is needed once more after that, call again.',
    who: 'The agent',
  },
  unknownAction: {
    code: 'unknown_action',
    control: null,
    message: 'No started action has this decision: it was never allowed, or it has already ended.',
    fix: 'Report outcomes once, for actions that were allowed.',
    who: 'Gateway',
  },
} as const satisfies Record<string, Reason>;

/** Exactly this action was begun before. @param decision the one whose end is not known */
export function actionInDoubt(decision: string): Reason {
  return { ...refusalReasons.sameActionInDoubt, message: `${inDoubt} (decision ${decision}).` };
}

/** @param decision the one that has begun and not ended */
export function actionUnderWay(decision: string): Reason {
  return { ...refusalReasons.sameActionUnderWay, message: `${underWay} (decision ${decision}).` };
}
