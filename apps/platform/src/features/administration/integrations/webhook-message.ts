/**
 * What is sent for one audit record. Its id comes from the endpoint, the log and the number, so that each attempt, a replay
 * included, carries the same one: whoever receives it twice can tell.
 */
import type { AuditRecordShown } from '../../../audit/audit-record.ts';

export interface WebhookMessage {
  readonly id: string;
  readonly event: string;
  readonly body: string;
}

export interface MessageSource {
  readonly endpoint: string;
  readonly tenant: string;
  /** A restored journal is another log, whose numbers mean other records. */
  readonly generation: number;
}

export function messageOf(record: AuditRecordShown, source: MessageSource): WebhookMessage {
  const { event, at } = record;
  return {
    id: `msg_${bare(source.endpoint)}_${source.generation}_${record.seq}`,
    event,
    body: JSON.stringify({
      type: event,
      timestamp: at,
      data: { tenant: source.tenant, stream: 'audit', ...record },
    }),
  };
}

/** @param unique differs by ping: a ping is no record and is never sent again */
export function pingOf(source: MessageSource, at: string, unique: string): WebhookMessage {
  const event = 'webhook_endpoint.ping';
  return {
    id: `msg_${bare(source.endpoint)}_ping_${unique}`,
    event,
    body: JSON.stringify({
      type: event,
      timestamp: at,
      data: { tenant: source.tenant, endpoint: source.endpoint },
    }),
  };
}

function bare(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}
