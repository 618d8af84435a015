/**
 * Records, as a block, what an agent sent that could not be read as a call: a member twice, a number that would change, nesting
 * without end. No action comes of it, so no facts are asked; who sent it is known from its credential (security.md 6).
 */
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { LedgerClient } from '../ledger/ledger-client.ts';
import type { IdentifiedAgent } from '../identity/identify-agent.ts';
import { wordAbout } from './answers-relied-on.ts';
import { writeBlindEntry } from './decision-entry.ts';
import { deadlines } from './decision-point.ts';
import type { Depend } from './dependency.ts';
import { gatewayReason, type GatewayReasonCode } from './gateway-reasons.ts';

export interface UnreadRecorderParts {
  readonly ledger: Pick<LedgerClient, 'commit'>;
  readonly depend: Depend;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly buildSha256: string;
}

/** Tells why, to an agent that is known; never rejects. @returns the decision's id, or undefined when it could not be recorded */
export type RecordUnread = (
  who: IdentifiedAgent,
  because: string,
  about?: UnreadAbout,
) => Promise<string | undefined>;

export interface UnreadAbout {
  /** Of what could be read, though not as a call. */
  readonly tool?: string;
  readonly code?: GatewayReasonCode;
  readonly nonce?: string | undefined;
  readonly way?: { readonly kind: 'question' };
}

export function createUnreadRecorder(parts: UnreadRecorderParts): RecordUnread {
  const { ledger, depend, clock, random, buildSha256 } = parts;
  const usage = { agentCalls: 0, toolCalls: 0 };
  return async (who, because, { tool = '(unreadable)', code = 'call_unreadable', nonce, way } = {}) => {
    try {
      const reasons = [gatewayReason(code, because)];
      const decision = { kind: 'block' as const, reasons, trace: [] };
      const { agent, credentialId } = who;
      const entry = writeBlindEntry(
        { agent, credentialId, tool, decision, usage, buildSha256, nonce, way },
        clock,
        random,
      );
      const result = await depend('ledger', deadlines.ledgerMs, (signal) =>
        ledger.commit(who.tenant, entry, signal),
      );
      return 'receipt' in wordAbout(entry.id, result) ? entry.id : undefined;
    } catch {
      return undefined;
    }
  };
}

const collapseMs = 10 * 60_000;
const rememberedMax = 10_000;

/**
 * For what is refused by its size alone, which costs its sender nothing: repeats of one agent within ten minutes are one record,
 * and the next one says how many there were.
 */
export function createOversizeRecorder(
  record: RecordUnread,
  clock: Pick<Clock, 'monotonicMs'>,
): RecordUnread {
  const recorded = new Map<string, { readonly atMs: number; more: number }>();
  return async (who, because) => {
    const key = `${who.tenant}/${who.agent.id}`;
    const last = recorded.get(key);
    const atMs = clock.monotonicMs();
    if (last !== undefined && atMs - last.atMs < collapseMs) {
      last.more += 1;
      return undefined;
    }
    if (recorded.size >= rememberedMax) recorded.clear();
    recorded.set(key, { atMs, more: 0 });
    const more = last?.more ?? 0;
    const id = await record(
      who,
      more === 0 ? because : `${because} It was so ${more} more times since it was last recorded.`,
    );
    if (id === undefined) recorded.delete(key);
    return id;
  };
}
