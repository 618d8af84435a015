/** All SQL of promotions, their sign-offs and this tenant's thresholds. */
import { samplePromotionThresholds, type PromotionThresholds } from '@gamut/governance/atf-gates';
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { Promotion, PromotionStatus, SignOff } from './promotion.ts';

/** `gates` is null as long as nothing is decided: then they are judged anew at each look. */
export type PromotionRow = Omit<Promotion, 'gates'> & { readonly gates: Promotion['gates'] | null };

const rows = `SELECT jsonb_build_object('id', p.id, 'agentId', p.agent_id, 'agentName', a.name, 'from', p.from_level, 'to', p.to_level,
    'status', p.status, 'revision', p.revision, 'businessValue', p.business_value, 'accuracy', p.accuracy, 'evidence', p.evidence,
    'requestedBy', jsonb_build_object('id', r.id, 'name', r.name), 'requestedAt', ${isoText('p.requested_at')},
    'signOffs', COALESCE((SELECT jsonb_agg(jsonb_build_object('capacity', s.capacity, 'person', jsonb_build_object('id', h.id, 'name', h.name),
        'note', s.note, 'at', ${isoText('s.at')}) ORDER BY s.at, s.capacity) FROM promotion_sign_offs s JOIN people h ON h.id = s.person_id
      WHERE s.promotion_id = p.id AND s.revision = p.revision), '[]'::jsonb),
    'decidedBy', CASE WHEN d.id IS NULL THEN NULL ELSE jsonb_build_object('id', d.id, 'name', d.name) END,
    'decidedAt', ${isoText('p.decided_at')}, 'note', p.note, 'gates', p.gates) AS item
  FROM promotions p JOIN agents a ON a.id = p.agent_id JOIN people r ON r.id = p.requested_by LEFT JOIN people d ON d.id = p.decided_by`;

export async function listPromotionRows(
  tx: TenantReader,
  asked: AskedPage,
  which: { readonly agentId?: string | undefined; readonly status?: PromotionStatus | undefined },
): Promise<PromotionRow[]> {
  const found = await tx.query<{ item: PromotionRow }>(
    `${rows} WHERE ($1::text IS NULL OR p.id < $1) AND ($2::text IS NULL OR p.agent_id = $2) AND ($3::text IS NULL OR p.status = $3)
     ORDER BY p.id DESC LIMIT $4`,
    [asked.after?.[0] ?? null, which.agentId ?? null, which.status ?? null, asked.limit + 1],
  );
  return found.map((row) => row.item);
}

export async function findPromotionRow(tx: TenantReader, id: string): Promise<PromotionRow | undefined> {
  const [row] = await tx.query<{ item: PromotionRow }>(`${rows} WHERE p.id = $1`, [id]);
  return row?.item;
}

/** Held until this transaction ends. @returns false when there is none */
export async function lockPromotion(tx: TenantTx, id: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM promotions WHERE id = $1 FOR UPDATE', [id])).length === 1;
}

type Asked = Pick<Promotion, 'businessValue' | 'accuracy' | 'evidence'>;

export async function insertPromotion(
  tx: TenantTx,
  row: Pick<Promotion, 'id' | 'agentId' | 'from' | 'to' | 'requestedAt'> & Asked & { readonly by: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO promotions (id, agent_id, from_level, to_level, business_value, accuracy, evidence, requested_by, requested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.agentId,
      row.from,
      row.to,
      row.businessValue,
      row.accuracy,
      JSON.stringify(row.evidence),
      row.by,
      row.requestedAt,
    ],
  );
}

/** A new revision: no signature stands under it. */
export async function amendPromotionRow(tx: TenantTx, id: string, asked: Asked): Promise<void> {
  await tx.query(
    'UPDATE promotions SET revision = revision + 1, business_value = $2, accuracy = $3, evidence = $4 WHERE id = $1',
    [id, asked.businessValue, asked.accuracy, JSON.stringify(asked.evidence)],
  );
}

export async function insertSignOff(
  tx: TenantTx,
  promotion: Pick<PromotionRow, 'id' | 'revision'>,
  signed: SignOff & { readonly by: string; readonly at: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO promotion_sign_offs (promotion_id, revision, capacity, person_id, note, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [promotion.id, promotion.revision, signed.capacity, signed.by, signed.note, signed.at],
  );
}

export async function decidePromotionRow(
  tx: TenantTx,
  id: string,
  decided: {
    readonly status: Exclude<PromotionStatus, 'requested'>;
    readonly by: string;
    readonly at: string;
    readonly note: string;
    readonly gates: Promotion['gates'];
  },
): Promise<void> {
  await tx.query(
    'UPDATE promotions SET status = $2, decided_by = $3, decided_at = $4, note = $5, gates = $6 WHERE id = $1',
    [id, decided.status, decided.by, decided.at, decided.note, JSON.stringify(decided.gates)],
  );
}

/** The tenant's own where it has set them, else the framework's samples. */
export async function loadThresholds(tx: TenantReader): Promise<PromotionThresholds[]> {
  const own = await tx.query<PromotionThresholds>(
    `SELECT to_level AS "to", days_at_level_min AS "daysAtLevelMin", availability_min AS "availabilityMin",
       acceptance_min AS "acceptanceMin", accuracy_min AS "accuracyMin", evidence FROM promotion_thresholds`,
  );
  return samplePromotionThresholds.map((sample) => own.find((one) => one.to === sample.to) ?? sample);
}

export async function replaceThresholds(
  tx: TenantTx,
  thresholds: readonly PromotionThresholds[],
  at: string,
): Promise<void> {
  for (const one of thresholds)
    await tx.query(
      `INSERT INTO promotion_thresholds (to_level, days_at_level_min, availability_min, acceptance_min, accuracy_min, evidence, set_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (to_level) DO UPDATE SET days_at_level_min = $2, availability_min = $3, acceptance_min = $4, accuracy_min = $5, evidence = $6, set_at = $7`,
      [one.to, one.daysAtLevelMin, one.availabilityMin, one.acceptanceMin, one.accuracyMin, one.evidence, at],
    );
}
