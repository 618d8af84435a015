/**
 * Quotas of AI assistance, in the tenant's own schema: reserved before the work, settled when it was done, released when it was
 * not; a reservation that nobody settles expires. Day and month are counted together and always in this order, in single
 * statements that the database refuses below zero, so at the edge exactly the limit is spent (product text, section 1).
 */
import { quotaNames, quotaOf, type QuotaLimit, type QuotaName } from '@gamut/access/plans';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { newId, type Id } from '@gamut/kernel/id';
import type { RandomBytes } from '@gamut/kernel/time-source';
import { quotaSpansAt, type QuotaSpans } from './quota-span.ts';

export const reservationMs = 15 * 60_000;
const expiredAtOnce = 100;

export interface QuotaAsked {
  readonly quota: QuotaName;
  readonly amount: number;
  readonly plan: string;
  readonly personId: string;
  readonly nowMs: number;
  readonly random: RandomBytes;
}

type Span = 'day' | 'month';

/** @returns the reservation to settle or release. @throws AppError `quota_exhausted`, and nothing is spent */
export async function reserveQuota(tx: TenantTx, asked: QuotaAsked): Promise<Id<'quo'>> {
  const { quota, amount, plan, nowMs } = asked;
  if (!Number.isSafeInteger(amount) || amount < 1) throw new RangeError('a quota is spent in whole numbers');
  await releaseExpired(tx, nowMs);
  const spans = quotaSpansAt(nowMs);
  const limit = quotaOf(plan, quota);
  let spent: Span | undefined;
  for (const span of ['day', 'month'] as const)
    if (!(await reserveIn(tx, { quota, span, startsOn: spans[span], amount, max: maxOf(limit, span) })))
      spent = span;
  // where both are spent, what has to be waited for is the longer
  if (spent !== undefined) throw exhausted(quota, spent, limit, spans, nowMs);
  const id = newId('quo', nowMs, asked.random(16));
  await tx.execute(
    `INSERT INTO quota_reservations (id, quota, amount, day, month, person_id, reserved_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, quota, amount, spans.day, spans.month, asked.personId, iso(nowMs), iso(nowMs + reservationMs)],
  );
  return id;
}

const maxOf = (limit: QuotaLimit, span: Span): number => (span === 'day' ? limit.perDay : limit.perMonth);

interface Window {
  readonly quota: QuotaName;
  readonly span: Span;
  readonly startsOn: string;
  readonly amount: number;
  readonly max: number;
}

async function reserveIn(tx: TenantTx, { quota, span, startsOn, amount, max }: Window): Promise<boolean> {
  if (amount > max) return false;
  const reserved = await tx.execute(
    `INSERT INTO quota_windows AS held (quota, span, starts_on, reserved) VALUES ($1, $2, $3, $4)
     ON CONFLICT (quota, span, starts_on) DO UPDATE SET reserved = held.reserved + excluded.reserved
     WHERE held.used + held.reserved + excluded.reserved <= $5`,
    [quota, span, startsOn, amount, max],
  );
  return reserved === 1;
}

/** The work was done: what was reserved is used. @throws AppError `conflict` when the reservation expired or was settled */
export function settleQuota(tx: TenantTx, id: string, nowMs: number): Promise<void> {
  return endReservation(tx, id, nowMs, 'used');
}

/** The work was not done: what was reserved is free again. @throws AppError `conflict` */
export function releaseQuota(tx: TenantTx, id: string, nowMs: number): Promise<void> {
  return endReservation(tx, id, nowMs, 'free');
}

interface Ended {
  readonly quota: string;
  readonly amount: number;
  readonly day: string;
  readonly month: string;
}

const endedColumns = 'quota, amount, day::text AS day, month::text AS month';

async function endReservation(tx: TenantTx, id: string, nowMs: number, as: 'used' | 'free'): Promise<void> {
  const [ended] = await tx.query<Ended>(
    `DELETE FROM quota_reservations WHERE id = $1 AND expires_at > $2 RETURNING ${endedColumns}`,
    [id, iso(nowMs)],
  );
  if (ended === undefined)
    throw new AppError('conflict', 'This reservation has expired, or was settled before.', {
      fix: 'Reserve again before the work is done.',
      who: 'the caller',
    });
  await moveReserved(tx, ended, as);
}

/** Lent to nobody any more: whoever reserved it has died. */
export async function releaseExpired(tx: TenantTx, nowMs: number): Promise<number> {
  const expired = await tx.query<Ended>(
    `DELETE FROM quota_reservations WHERE id IN (SELECT id FROM quota_reservations WHERE expires_at <= $1
       ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING ${endedColumns}`,
    [iso(nowMs), expiredAtOnce],
  );
  for (const one of expired.toSorted(byWindow)) await moveReserved(tx, one, 'free');
  return expired.length;
}

/** One order for all, so that no two wait for each other. */
const byWindow = (a: Ended, b: Ended): number => (`${a.quota} ${a.day}` < `${b.quota} ${b.day}` ? -1 : 1);

async function moveReserved(
  tx: TenantTx,
  { quota, amount, day, month }: Ended,
  as: 'used' | 'free',
): Promise<void> {
  for (const [span, startsOn] of [
    ['day', day],
    ['month', month],
  ])
    await tx.execute(
      `UPDATE quota_windows SET reserved = reserved - $4, used = used + $5
       WHERE quota = $1 AND span = $2 AND starts_on = $3`,
      [quota, span, startsOn, amount, as === 'used' ? amount : 0],
    );
}

function exhausted(
  quota: QuotaName,
  span: Span,
  limit: QuotaLimit,
  spans: QuotaSpans,
  nowMs: number,
): AppError {
  const resetsAt = span === 'day' ? spans.dayEndsAt : spans.monthEndsAt;
  const max = maxOf(limit, span);
  const what = quota.replaceAll('_', ' ');
  if (max === 0)
    return new AppError('not_entitled', `The plan of this organisation holds no ${what}.`, {
      fix: 'Ask for a plan that does.',
      who: 'the operator of Gamut',
    });
  return new AppError('quota_exhausted', `The ${String(max)} ${what} of this ${span} are spent.`, {
    fix: `Wait until ${resetsAt}, or ask for a larger plan.`,
    who: 'the operator of Gamut',
    resetsAt,
    retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(resetsAt) - nowMs) / 1000)),
  });
}

export interface QuotaStanding {
  readonly quota: QuotaName;
  readonly span: Span;
  readonly limit: number;
  readonly used: number;
  readonly reserved: number;
  readonly left: number;
  readonly resetsAt: string;
}

/** Every quota of a plan, day and month, in plain numbers. */
export async function readQuotas(tx: TenantReader, plan: string, nowMs: number): Promise<QuotaStanding[]> {
  const spans = quotaSpansAt(nowMs);
  const rows = await tx.query<{ quota: string; span: string; used: number; reserved: number }>(
    `SELECT quota, span, used, reserved FROM quota_windows
     WHERE (span = 'day' AND starts_on = $1) OR (span = 'month' AND starts_on = $2)`,
    [spans.day, spans.month],
  );
  return quotaNames.flatMap((quota) =>
    (['day', 'month'] as const).map((span) => {
      const row = rows.find((one) => one.quota === quota && one.span === span);
      const limit = maxOf(quotaOf(plan, quota), span);
      const [used, reserved] = [row?.used ?? 0, row?.reserved ?? 0];
      // a plan that was lowered meanwhile leaves none, never less
      const left = Math.max(0, limit - used - reserved);
      const resetsAt = span === 'day' ? spans.dayEndsAt : spans.monthEndsAt;
      return { quota, span, limit, used, reserved, left, resetsAt };
    }),
  );
}

const iso = (ms: number): string => new Date(ms).toISOString();
