/**
 * All SQL of support access: what a named operator asked of one tenant, what the tenant answered, and the bearer that stands for it.
 * Time is this database's alone, so no process's clock makes access last longer.
 */
import { planInForce } from '@gamut/database/plan-in-force';
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';

export interface SupportGrantRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly slug: string;
  readonly operator_id: string;
  readonly operator_name: string;
  readonly operator_email: string;
  readonly reason: string;
  readonly role: string;
  readonly hours: number;
  /** `lapsed` while asked, or once approved: its time is over. */
  readonly status: 'asked' | 'approved' | 'refused' | 'ended' | 'lapsed';
  readonly asked_at: Date;
  readonly open_until: Date;
  readonly answered_at: Date | null;
  readonly answered_by: string | null;
  readonly answered_by_name: string | null;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly opened_at: Date | null;
  readonly last_used_at: Date | null;
}

const columns = `g.id, g.tenant_id, g.operator_id, g.operator_name, g.operator_email, g.reason, g.role, g.hours,
  CASE WHEN g.status IN ('asked', 'approved') AND g.open_until <= now() THEN 'lapsed' ELSE g.status END AS status,
  g.asked_at, g.open_until, g.answered_at, g.answered_by, g.answered_by_name, g.ended_at, g.ended_by, g.opened_at, g.last_used_at,
  (SELECT named.slug FROM control.tenants named WHERE named.id = g.tenant_id) AS slug`;

/** How long a question stands that nobody answers. */
const questionDays = 7;

export interface NewSupportGrant {
  readonly id: string;
  readonly tenantId: string;
  readonly operator: { readonly id: string; readonly name: string; readonly email: string };
  readonly reason: string;
  readonly role: string;
  readonly hours: number;
}

/** What lapsed makes room first. @returns undefined when one of this operator is open here */
export async function insertSupportGrant(
  tx: ControlTx,
  asked: NewSupportGrant,
): Promise<SupportGrantRow | undefined> {
  const { id, tenantId, operator, reason, role, hours } = asked;
  await tx.execute(
    `UPDATE control.support_grants SET status = 'ended', ended_at = open_until, ended_by = 'time', mac = NULL
     WHERE operator_id = $1 AND tenant_id = $2 AND status IN ('asked', 'approved') AND open_until <= now()`,
    [operator.id, tenantId],
  );
  const [row] = await tx.query<SupportGrantRow>(
    `INSERT INTO control.support_grants AS g
       (id, tenant_id, operator_id, operator_name, operator_email, reason, role, hours, open_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + interval '${String(questionDays)} days')
     ON CONFLICT (operator_id, tenant_id) WHERE status IN ('asked', 'approved') DO NOTHING RETURNING ${columns}`,
    [id, tenantId, operator.id, operator.name, operator.email, reason, role, hours],
  );
  return row;
}

export async function findSupportGrant(tx: ControlReader, id: string): Promise<SupportGrantRow | undefined> {
  const [row] = await tx.query<SupportGrantRow>(
    `SELECT ${columns} FROM control.support_grants g WHERE g.id = $1`,
    [id],
  );
  return row;
}

/** Newest first; of one tenant or of one operator. */
export function listSupportGrants(
  tx: ControlReader,
  of: { readonly tenantId?: string; readonly operatorId?: string },
  asked: { readonly limit: number; readonly beforeId: string | undefined },
): Promise<SupportGrantRow[]> {
  return tx.query<SupportGrantRow>(
    `SELECT ${columns} FROM control.support_grants g WHERE ($1::text IS NULL OR g.tenant_id = $1) AND ($2::text IS NULL OR g.operator_id = $2)
       AND ($3::text IS NULL OR g.id < $3) ORDER BY g.id DESC LIMIT $4`,
    [of.tenantId ?? null, of.operatorId ?? null, asked.beforeId ?? null, asked.limit + 1],
  );
}

/** The hours begin now. @returns undefined when it is not asked any more */
export async function answerSupportGrant(
  tx: ControlTx,
  id: string,
  answer: { readonly status: 'approved' | 'refused'; readonly by: string; readonly byName: string },
): Promise<SupportGrantRow | undefined> {
  const [row] = await tx.query<SupportGrantRow>(
    `UPDATE control.support_grants AS g SET status = $2, answered_at = now(), answered_by = $3, answered_by_name = $4,
       open_until = CASE WHEN $2 = 'approved' THEN now() + g.hours * interval '1 hour' ELSE g.open_until END
     WHERE g.id = $1 AND g.status = 'asked' AND g.open_until > now() RETURNING ${columns}`,
    [id, answer.status, answer.by, answer.byName],
  );
  return row;
}

/** @returns undefined when there is nothing to end */
export async function endSupportGrant(
  tx: ControlTx,
  id: string,
  by: string,
): Promise<SupportGrantRow | undefined> {
  const [row] = await tx.query<SupportGrantRow>(
    `UPDATE control.support_grants AS g SET status = 'ended', ended_at = now(), ended_by = $2, mac = NULL
     WHERE g.id = $1 AND g.status IN ('asked', 'approved') AND g.open_until > now() RETURNING ${columns}`,
    [id, by],
  );
  return row;
}

/** @returns the tenants in which one was open */
export async function endSupportGrantsOf(
  tx: ControlTx,
  operatorId: string,
): Promise<{ readonly id: string; readonly tenant_id: string }[]> {
  return tx.query<{ id: string; tenant_id: string }>(
    `UPDATE control.support_grants SET status = 'ended', ended_at = now(), ended_by = $1, mac = NULL
     WHERE operator_id = $1 AND status IN ('asked', 'approved') RETURNING id, tenant_id`,
    [operatorId],
  );
}

/** A second bearer makes the first one void. @returns undefined when it is not approved, or its time is over */
export async function openSupportGrant(
  tx: ControlTx,
  id: string,
  mac: string,
): Promise<SupportGrantRow | undefined> {
  const [row] = await tx.query<SupportGrantRow>(
    `UPDATE control.support_grants AS g SET mac = $2, opened_at = coalesce(g.opened_at, now())
     WHERE g.id = $1 AND g.status = 'approved' AND g.open_until > now() RETURNING ${columns}`,
    [id, mac],
  );
  return row;
}

export interface SupportStandingRow extends SupportGrantRow {
  readonly mac: string | null;
  readonly operator_in_force: boolean;
  /** Last use is kept to the minute. */
  readonly touch: boolean;
  readonly tenant_name: string;
  readonly tenant_status: string;
  readonly plan: string;
}

/** Everything that an identification asks, in one statement, by this database's clock. */
export async function findSupportStanding(
  tx: ControlReader,
  id: string,
): Promise<SupportStandingRow | undefined> {
  const [row] = await tx.query<SupportStandingRow>(
    `SELECT ${columns}, g.mac, o.revoked_at IS NULL AND o.expires_at > now() AND o.role = 'platform_support' AS operator_in_force,
       coalesce(g.last_used_at < now() - interval '1 minute', true) AS touch,
       t.name AS tenant_name, t.status AS tenant_status, ${planInForce('t.')} AS plan
     FROM control.support_grants g
     JOIN control.operators o ON o.id = g.operator_id
     JOIN control.tenants t ON t.id = g.tenant_id
     WHERE g.id = $1`,
    [id],
  );
  return row;
}

export async function touchSupportGrant(tx: ControlTx, id: string): Promise<void> {
  await tx.execute('UPDATE control.support_grants SET last_used_at = now() WHERE id = $1', [id]);
}
