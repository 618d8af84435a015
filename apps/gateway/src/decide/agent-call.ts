/** One call of an agent on its way to a decision: who, by which credential, what, and what may follow when it passes. */
import type { AllowTokenClaims, AllowTokenFault } from '@gamut/protocol/allow-token';
import type { AgentFacts } from '@gamut/protocol/facts';

/**
 * Absent: the call is made at once. `token`: it passes for later, and a token of this id stands for it. `redeem`: it comes
 * with such a token, as it was read. `question`: nothing follows; it may say of which type the asker takes the action to be.
 */
export type CallWay = ActingWay | WaitingWay;
export type ActingWay = { readonly kind: 'redeem'; readonly token: AllowTokenClaims | AllowTokenFault };
export type WaitingWay =
  | { readonly kind: 'token'; readonly id: string; readonly lifeMs: number }
  | { readonly kind: 'question'; readonly actionType?: string | undefined };

export interface AgentCall {
  readonly tenant: string;
  /** As its credential said; looked up anew in the facts that decide. */
  readonly agent: AgentFacts;
  /** The credential that it showed; the facts that decide must still hold it. */
  readonly credentialId: string;
  readonly tool: string;
  readonly arguments: unknown;
  /** Of the signed request that brought the call; without one, Gateway makes one. */
  readonly nonce?: string;
  readonly way?: CallWay;
}
