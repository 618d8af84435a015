/** A promotion with its gates: judged on the present record as long as nothing is decided, else as they stood then. */
import { judgePromotion } from '@gamut/governance/judge-promotion';
import type { PromotionThresholds } from '@gamut/governance/atf-gates';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import { notFound } from '../../../http/expected-refusals.ts';
import type { Promotion } from './promotion.ts';
import { findPromotionRow, loadThresholds, lockPromotion, type PromotionRow } from './promotion-store.ts';
import { loadPromotionRecord } from './promotion-record.ts';

export async function loadPromotion(tx: TenantReader, id: string, nowMs: number): Promise<Promotion> {
  const row = await findPromotionRow(tx, id);
  if (row === undefined) throw notFound('promotion');
  return withGates(tx, row, nowMs);
}

export async function withGates(tx: TenantReader, row: PromotionRow, nowMs: number): Promise<Promotion> {
  if (row.gates !== null) return { ...row, gates: row.gates };
  const thresholds = (await loadThresholds(tx)).find((one) => one.to === row.to) as PromotionThresholds;
  const record = await loadPromotionRecord(tx, row);
  const gates = judgePromotion(thresholds, record, nowMs).map((gate) => ({
    ...gate,
    checks: [...gate.checks],
  }));
  return { ...row, gates };
}

/** Held, and still open for a decision. @throws AppError `not_found`, `conflict` */
export async function holdRequested(tx: TenantTx, id: string): Promise<PromotionRow> {
  const row = (await lockPromotion(tx, id)) ? await findPromotionRow(tx, id) : undefined;
  if (row === undefined) throw notFound('promotion');
  if (row.status === 'requested') return row;
  throw new AppError('conflict', `This promotion was ${row.status} already.`, {
    fix: 'Ask for a new one.',
    who: 'whoever may ask for promotions',
  });
}
