/**
 * One record of the audit log as people, exports and webhooks show it: read out of the bytes of its journal entry, which are
 * the truth, and never out of the index.
 */
import { Type } from 'typebox';
import type { JsonObject } from '@gamut/kernel/canonical-json';
import { closed, named, orNull, Sha256, Time } from '../http/schema-words.ts';

export interface Named {
  readonly kind: string;
  readonly id: string;
  readonly name?: string;
}

/** Whoever acts has a name. */
export type NamedActor = Named & { readonly name: string };

export interface AuditRecordShown {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly event: string;
  readonly actor: NamedActor;
  readonly subject: Named;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly reason: string | null;
}

export interface EntryOfAudit {
  readonly seq: number;
  readonly hash: string;
  readonly at: Date;
  readonly kind: string;
  readonly bytes: string;
}

interface Body {
  readonly actor: NamedActor;
  readonly subject: Named;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly reason?: string;
}

export function auditRecordOf(entry: EntryOfAudit): AuditRecordShown {
  const { body } = JSON.parse(entry.bytes) as { body: Body };
  return {
    seq: Number(entry.seq),
    hash: entry.hash,
    at: entry.at.toISOString(),
    event: entry.kind,
    actor: body.actor,
    subject: body.subject,
    before: body.before ?? null,
    after: body.after ?? null,
    reason: body.reason ?? null,
  };
}

const Text = Type.String();
const NamedSomebody = Type.Object({ kind: Text, id: Text, name: Text }, closed);
const NamedThing = Type.Object({ kind: Text, id: Text, name: Type.Optional(Text) }, closed);
/** What a change says of itself differs by event: any members, none of them a secret. */
const Members = Type.Unsafe<JsonObject>({ type: 'object', additionalProperties: true });

export const AuditRecordSchema = Type.Object(
  {
    seq: Type.Integer(),
    hash: Sha256,
    at: Time,
    event: Text,
    actor: NamedSomebody,
    subject: NamedThing,
    before: orNull(Members),
    after: orNull(Members),
    reason: orNull(Text),
  },
  named('AuditEvent'),
);
