/** All SQL of webhook endpoints as people see and change them. Whatever changes one fences the delivery that is under way. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import type { Delivery, EndpointStatus, WebhookEndpoint } from './webhook-endpoint.ts';

export interface EndpointRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: string[];
  readonly status: EndpointStatus;
  readonly status_reason: string | null;
  readonly secret_sealed: string;
  readonly former_secret_sealed: string | null;
  readonly former_until: Date | null;
  readonly cursor: number;
  readonly head: number;
  readonly attempts: number;
  readonly failing_since: Date | null;
  readonly next_attempt_at: Date;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const columns = `id, name, url, events, status, status_reason, secret_sealed, former_secret_sealed, former_until, cursor,
  (SELECT seq FROM journal_heads WHERE stream = 'audit') AS head, attempts, failing_since, next_attempt_at, created_at, updated_at`;

export async function listEndpoints(tx: TenantReader, asked: AskedPage): Promise<EndpointRow[]> {
  return tx.query<EndpointRow>(
    `SELECT ${columns} FROM webhook_endpoints WHERE id > $1 ORDER BY id LIMIT $2`,
    [asked.after?.[0] ?? '', asked.limit + 1],
  );
}

export async function findEndpoint(tx: TenantReader, id: string): Promise<EndpointRow | undefined> {
  const [row] = await tx.query<EndpointRow>(`SELECT ${columns} FROM webhook_endpoints WHERE id = $1`, [id]);
  return row;
}

/** Held until the end of the transaction. */
export async function lockEndpoint(tx: TenantTx, id: string): Promise<EndpointRow | undefined> {
  const [row] = await tx.query<EndpointRow>(
    `SELECT ${columns} FROM webhook_endpoints WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row;
}

export interface NewEndpointRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly secretSealed: string;
}

/** It begins behind what there is now. */
export async function insertEndpoint(tx: TenantTx, row: NewEndpointRow, at: string): Promise<void> {
  await refuseTaken(
    tx.query(
      `INSERT INTO webhook_endpoints (id, name, url, events, status, secret_sealed, cursor, next_attempt_at, created_at, updated_at)
       SELECT $1, $2, $3, $4::text[], 'active', $5, seq, $6, $6, $6 FROM journal_heads WHERE stream = 'audit'`,
      [row.id, row.name, row.url, row.events, row.secretSealed, at],
    ),
    'A webhook endpoint of this name',
  );
}

export async function updateEndpoint(
  tx: TenantTx,
  id: string,
  { name, url, events }: Pick<EndpointRow, 'name' | 'url' | 'events'>,
  at: string,
): Promise<void> {
  await refuseTaken(
    tx.query(
      `UPDATE webhook_endpoints SET name = $2, url = $3, events = $4::text[], updated_at = $5,
         next_attempt_at = LEAST(next_attempt_at, $5), lease_epoch = lease_epoch + 1 WHERE id = $1`,
      [id, name, url, events, at],
    ),
    'A webhook endpoint of this name',
  );
}

export async function setEndpointStatus(
  tx: TenantTx,
  id: string,
  status: EndpointStatus,
  reason: string | null,
  at: string,
): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoints SET status = $2, status_reason = $3, attempts = 0, failing_since = NULL, next_attempt_at = $4,
       updated_at = $4, lease_epoch = lease_epoch + 1 WHERE id = $1`,
    [id, status, reason, at],
  );
}

export async function setEndpointSecrets(
  tx: TenantTx,
  id: string,
  secrets: { readonly current: string; readonly former: string | null; readonly formerUntil: string | null },
  at: string,
): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoints SET secret_sealed = $2, former_secret_sealed = $3, former_until = $4, updated_at = $5,
       lease_epoch = lease_epoch + 1 WHERE id = $1`,
    [id, secrets.current, secrets.former, secrets.formerUntil, at],
  );
}

export async function setEndpointCursor(tx: TenantTx, id: string, cursor: number, at: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoints SET cursor = $2, attempts = 0, failing_since = NULL, next_attempt_at = $3, updated_at = $3,
       lease_epoch = lease_epoch + 1 WHERE id = $1`,
    [id, cursor, at],
  );
}

export async function deleteEndpoint(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM webhook_endpoints WHERE id = $1', [id]);
}

interface DeliveryRow {
  readonly id: string;
  readonly message_id: string;
  readonly event: string;
  readonly seq: number | null;
  readonly attempt: number;
  readonly at: Date;
  readonly outcome: 'delivered' | 'failed';
  readonly status: number | null;
  readonly latency_ms: number;
  readonly detail: string | null;
  readonly response: string | null;
}

/** Newest first. */
export async function listDeliveries(
  tx: TenantReader,
  endpoint: string,
  asked: AskedPage,
): Promise<Delivery[]> {
  const rows = await tx.query<DeliveryRow>(
    `SELECT id, message_id, event, seq, attempt, at, outcome, status, latency_ms, detail, response FROM webhook_deliveries
     WHERE endpoint_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
    [endpoint, asked.after?.[0] ?? 'whe', asked.limit + 1],
  );
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    event: row.event,
    seq: row.seq === null ? null : Number(row.seq),
    attempt: row.attempt,
    at: row.at.toISOString(),
    outcome: row.outcome,
    status: row.status,
    latencyMs: row.latency_ms,
    detail: row.detail,
    response: row.response,
  }));
}

export function endpointOf(row: EndpointRow): WebhookEndpoint {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    status: row.status,
    statusReason: row.status_reason,
    cursor: Number(row.cursor),
    behind: Math.max(0, Number(row.head) - Number(row.cursor)),
    attempts: row.attempts,
    failingSince: row.failing_since?.toISOString() ?? null,
    nextAttemptAt: row.next_attempt_at.toISOString(),
    formerSecretUntil: row.former_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
