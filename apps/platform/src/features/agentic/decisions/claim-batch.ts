/**
 * The beginning of a batch: waits for whoever changes the facts or writes the stream, spends what can be spent once, and finds
 * out what only platform knows. What has to be decided again spends nothing, since it comes again.
 */
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock } from '@gamut/kernel/time-source';
import type { DecisionEntry } from '@gamut/protocol/ledger';
import { findHeld } from '../actions-in-doubt/hold-actions.ts';
import { findUsedTokens } from './allow-token-store.ts';
import { opensIncident } from './decision-way.ts';
import { findOut, lockFactsAndHead, spendNonces } from './ledger-store.ts';
import { asksPlatform, reconsider, type Reconsidered } from './reconsider.ts';

export interface ClaimedBatch {
  readonly version: number;
  readonly at: string;
  readonly head: { readonly seq: number; readonly hash: string };
  /** Nonces that nobody has used before. */
  readonly fresh: Set<string>;
  /** Ids of decisions that the stream already holds. */
  readonly known: Set<string>;
  /** Digests of facts that are kept already. */
  readonly kept: ReadonlySet<string>;
  readonly looked: Reconsidered;
}

/** @throws AppError `replayed` when the request that carried the batch was carried out before */
export async function claimBatch(
  tx: TenantTx,
  decisions: readonly DecisionEntry[],
  requestNonce: string,
  clock: Clock,
): Promise<ClaimedBatch> {
  const nonces = [{ nonce: requestNonce, factsVersion: 0, id: '' }, ...decisions];
  const asking = decisions.some(asksPlatform);
  const [{ version, head }, found, holding] = await Promise.all([
    lockFactsAndHead(tx, decisions.some(opensIncident)),
    findOut(tx, decisions, asking ? [] : nonces, clock.nowMs()),
    // behind the lock, under which an action starts, ends and becomes one in doubt
    findHeld(tx, decisions, clock.nowMs()),
  ]);
  const { known, kept, limited, ends } = found;
  // read under the lock of the head, so that times rise with the numbers
  const at = new Date(clock.nowMs()).toISOString();
  const heldUp = decisions.filter(({ id }) => holding.has(id));
  // a token that was used is told so first: that says more than that its call is still under way
  const held = heldUp.length === 0 ? holding : new Map([...holding, ...(await findUsedTokens(tx, heldUp))]);
  const inForce = decisions.filter((entry) => isCurrent(entry, version));
  const looked = await reconsider(tx, inForce, { limited, held, ends }, known, at);
  const fresh = asking
    ? await spendNonces(
        tx,
        nonces.filter((one) => !looked.again.has(one.id)),
        clock.nowMs(),
      )
    : found.fresh;
  if (!fresh.has(requestNonce)) {
    throw new AppError('replayed', 'this signed request was already carried out', {
      fix: 'Sign a new request.',
    });
  }
  return { version, at, head, fresh, known, kept, looked };
}

/** Version 0 means that Gateway had no facts: then a block is the only thing that can be recorded. */
function isCurrent(entry: DecisionEntry, version: number): boolean {
  return entry.factsVersion === version || (entry.factsVersion === 0 && entry.decision.kind === 'block');
}
