/**
 * What speaks against a call before any control is asked: a credential that was revoked or is over, or a token that does not stand
 * for it (security.md section 5). A token must be authentic, in its time, of this tenant, agent and action, and of the facts
 * in force; what only the record knows (was it given out, was it used) platform says at the commit.
 */
import { attemptDigest, type ResolvedAction } from '@gamut/policy/resolve-action';
import type { AllowTokenClaims, AllowTokenFault } from '@gamut/protocol/allow-token';
import type { AgentFacts } from '@gamut/protocol/facts';
import type { HeldFacts } from '../facts/facts-holder.ts';
import type { AgentCall } from './agent-call.ts';
import type { GatewayReasonCode } from './gateway-reasons.ts';

const faults: Readonly<Record<AllowTokenFault, GatewayReasonCode>> = {
  not_authentic: 'token_not_authentic',
  expired: 'token_expired',
  from_the_future: 'token_from_the_future',
  other_audience: 'token_of_another',
};

export function callProblem(
  { credentialId, way }: AgentCall,
  agent: AgentFacts,
  held: HeldFacts,
  resolved: ResolvedAction,
  nowMs: number,
): GatewayReasonCode | undefined {
  // What was revoked or rotated moved the facts, so a call on older ones comes back stale and ends here.
  const credential = agent.credentials.find((one) => one.id === credentialId);
  if (credential === undefined) return 'credential_revoked';
  // platform looks again at the commit, by its own clock
  if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= nowMs) return 'credential_expired';
  if (way?.kind === 'question')
    return isOtherType(way.actionType, resolved) ? 'action_type_differs' : undefined;
  return way?.kind === 'redeem' ? tokenProblem(way.token, held, resolved) : undefined;
}

/** A yes would be about another action than the one that was asked about. An unknown tool has no type: the controls say so. */
function isOtherType(asked: string | undefined, { tool }: ResolvedAction): boolean {
  return asked !== undefined && typeof tool !== 'string' && tool.facts.actionType !== asked;
}

function tokenProblem(
  token: AllowTokenClaims | AllowTokenFault,
  held: HeldFacts,
  resolved: ResolvedAction,
): GatewayReasonCode | undefined {
  if (typeof token === 'string') return faults[token];
  if (token.tenant !== held.facts.tenant || token.agent !== resolved.agentId) return 'token_of_another';
  if (
    resolved.action === null ||
    token.tool !== resolved.action.tool ||
    token.actionType !== resolved.action.actionType ||
    token.actionSha256 !== attemptDigest(resolved)
  )
    return token.factsVersion === held.facts.version ? 'token_other_action' : 'token_void';
  // No task's lease is known here yet, so a token that names one can't be upheld.
  return token.factsVersion === held.facts.version && token.leaseEpoch === null ? undefined : 'token_void';
}

/** The token was given out on facts that have not come here yet: they must be fetched before it is judged. */
export function isAhead({ way }: AgentCall, held: HeldFacts): boolean {
  const token = way?.kind === 'redeem' ? way.token : undefined;
  return (
    typeof token === 'object' && token.tenant === held.facts.tenant && token.factsVersion > held.facts.version
  );
}
