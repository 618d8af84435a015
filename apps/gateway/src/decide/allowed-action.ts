/**
 * The value without which no connector calls anything. It can only be built from a decision that lets the action pass and
 * the receipt of its committed entry, and only `decision-point.ts` may import the mint (a test beside this file holds that). A forged object is
 * refused at run time too: what was minted here is remembered here (security.md 6).
 */
import type { Action } from '@gamut/protocol/action';
import type { Decision } from '@gamut/protocol/decision';
import type { Receipt } from '@gamut/protocol/ledger';
import type { SafeForm } from '@gamut/protocol/safe-form';

declare const minted: unique symbol;

export interface AllowedAction {
  readonly [minted]: true;
  readonly decisionId: string;
  readonly action: Action;
  readonly actionSha256: string;
  readonly connectorId: string;
  /** The upstream's own name for the tool. */
  readonly upstreamTool: string;
  /** The form that the answer must be reduced to; null when it may be returned whole. */
  readonly safeForm: SafeForm | null;
  /** The tool's answers are not trusted: what this one shows the agent is remembered. */
  readonly teaches: boolean;
  readonly receipt: Receipt;
}

const known = new WeakSet<object>();
const passing = new Set<Decision['kind']>(['allow', 'allow_and_log', 'degrade']);

/** @throws TypeError when the decision does not let the action pass, or passes only in a safe form that is missing */
export function mintAllowedAction(
  decision: Decision,
  value: Omit<AllowedAction, typeof minted>,
): AllowedAction {
  if (!passing.has(decision.kind)) throw new TypeError(`a decision to ${decision.kind} allows nothing`);
  if (decision.kind === 'degrade' && value.safeForm === null)
    throw new TypeError('a reduced action needs a safe form');
  if (value.receipt.seq < 1) throw new TypeError('an action without a receipt is not allowed');
  const allowed = Object.freeze({ ...value }) as AllowedAction;
  known.add(allowed);
  return allowed;
}

/** @throws TypeError for anything that was not minted by this process */
export function assertAllowed(value: AllowedAction): void {
  if (!known.has(value)) throw new TypeError('only the decision point can allow an action');
}
