/**
 * Rate limits by GCRA, shared by all processes: one statement on control reads and moves the caller's moment, by the database's
 * clock. It can ride in the flight of the question who the caller is, so that a request costs no round trip more. Who can't
 * reach the database is refused (fail-closed enforcement). What was refused is remembered here until it may pass, so that
 * a flood of one caller does not reach the database.
 */
import type { RateClass } from '@gamut/access/permission-row';
import type { Database } from '@gamut/database/database';
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import { measuresOf, type Caller } from './caller-measure.ts';
import { rateRules, spacingUs, type RateRules } from './rate-rules.ts';
import { rateVerdict, type RateVerdict } from './rate-verdict.ts';

export interface RateLimits {
  readonly rules: RateRules;
  /** Spends one request of this caller. */
  spend(rateClass: RateClass, caller: Caller): Promise<RateVerdict>;
  /** As `spend`, with other statements in its flight; what they found counts only when it is admitted. */
  spendWith<T>(
    rateClass: RateClass,
    caller: Caller,
    read: (tx: ControlReader) => Promise<T>,
  ): Promise<{ readonly verdict: RateVerdict; readonly found: T | undefined }>;
  /** Refusals so far, by class. */
  readonly refusals: ReadonlyMap<RateClass, number>;
}

/**
 * $1 measure by credential, $2 by address, $3 the credential's hash, $4 spacing, $5 the window (spacing × burst), in µs. A
 * moment further off than the whole window can only come of a clock that was set back: the caller waits no longer than for
 * one place.
 */
const spendOne = `INSERT INTO control.rate_limits AS held (key, due_us, asked_us, admitted)
  SELECT CASE WHEN $3::text IS NOT NULL AND (EXISTS (SELECT FROM control.sessions WHERE id_hash = $3)
      OR EXISTS (SELECT FROM control.api_tokens WHERE mac = $3)) THEN $1::text ELSE $2::text END,
    now_us + $4::bigint, now_us, true
  FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now_us) AS moment
  ON CONFLICT (key) DO UPDATE SET
    asked_us = excluded.asked_us,
    admitted = GREATEST(held.due_us, excluded.asked_us) + $4::bigint <= excluded.asked_us + $5::bigint,
    due_us = CASE WHEN GREATEST(held.due_us, excluded.asked_us) + $4::bigint <= excluded.asked_us + $5::bigint
      THEN GREATEST(held.due_us, excluded.asked_us) + $4::bigint
      ELSE LEAST(held.due_us, excluded.asked_us + $5::bigint) END
  RETURNING key, admitted, due_us - asked_us AS full_in_us`;

const refusedMax = 10_000;

interface Spent {
  readonly key: string;
  readonly admitted: boolean;
  readonly full_in_us: number;
}

export function createRateLimits(db: Database, clock: Clock, rules: RateRules = rateRules): RateLimits {
  /** Until when a measure passes nothing, in monotonic milliseconds. */
  const refusedUntil = new Map<string, { readonly untilMs: number; readonly verdict: RateVerdict }>();
  const refusals = new Map<RateClass, number>();

  function remembered(rateClass: RateClass, caller: Caller): RateVerdict | undefined {
    const { byCredential, byAddress } = measuresOf(rateClass, caller);
    const key = caller.credentialHash === undefined ? byAddress : byCredential;
    const held = refusedUntil.get(key);
    if (held === undefined) return undefined;
    const waitMs = held.untilMs - clock.monotonicMs();
    if (waitMs > 0) return { ...held.verdict, waitMs };
    refusedUntil.delete(key);
    return undefined;
  }

  async function spendIn(tx: ControlTx, rateClass: RateClass, caller: Caller): Promise<Spent> {
    const { byCredential, byAddress } = measuresOf(rateClass, caller);
    const rule = rules[rateClass];
    const spacing = spacingUs(rule);
    const [spent] = await tx.query<Spent>(spendOne, [
      byCredential,
      byAddress,
      caller.credentialHash ?? null,
      spacing,
      spacing * rule.burst,
    ]);
    if (spent === undefined) throw new Error('a rate limit was asked for and not answered');
    return spent;
  }

  function judge(rateClass: RateClass, { key, admitted, full_in_us }: Spent): RateVerdict {
    const verdict = rateVerdict(rateClass, rules[rateClass], { admitted, fullInUs: full_in_us });
    if (!admitted) {
      if (refusedUntil.size >= refusedMax) refusedUntil.clear();
      refusedUntil.set(key, { untilMs: clock.monotonicMs() + verdict.waitMs, verdict });
    }
    return counted(rateClass, verdict);
  }

  function counted(rateClass: RateClass, verdict: RateVerdict): RateVerdict {
    if (!verdict.admitted) refusals.set(rateClass, (refusals.get(rateClass) ?? 0) + 1);
    return verdict;
  }

  return {
    rules,
    refusals,
    async spend(rateClass, caller) {
      const known = remembered(rateClass, caller);
      if (known !== undefined) return counted(rateClass, known);
      return judge(rateClass, await db.control((tx) => spendIn(tx, rateClass, caller), { oneFlight: true }));
    },
    async spendWith(rateClass, caller, read) {
      const known = remembered(rateClass, caller);
      if (known !== undefined) return { verdict: counted(rateClass, known), found: undefined };
      // both leave before either is answered; the limit goes first
      const [spent, found] = await db.control(
        (tx) => Promise.all([spendIn(tx, rateClass, caller), read(tx)]),
        { oneFlight: true },
      );
      const verdict = judge(rateClass, spent);
      return { verdict, found: verdict.admitted ? found : undefined };
    },
  };
}

const sweptAtOnce = 10_000;

/** Forgets callers whose bucket is full again: they lose nothing by it. @returns how many */
export function sweepRateLimits(db: Database): Promise<number> {
  return db.control((tx) =>
    tx.execute(
      `DELETE FROM control.rate_limits WHERE key IN (SELECT key FROM control.rate_limits
         WHERE due_us < (extract(epoch FROM clock_timestamp()) * 1000000)::bigint LIMIT $1 FOR UPDATE SKIP LOCKED)`,
      [sweptAtOnce],
    ),
  );
}
