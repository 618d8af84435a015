/** A tenant and a piece of work, as the operator is shown them: standing and place, never a record. */
import { Type } from 'typebox';
import { closed, named, oneOf, orNull, Time } from '../../../http/schema-words.ts';
import type { JobRow } from './job-store.ts';
import type { TenantStanding } from './tenant-store.ts';

export const Tenant = Type.Object(
  {
    id: Type.String(),
    slug: Type.String(),
    name: Type.String(),
    plan: Type.String(),
    trialEndsAt: orNull(Time),
    status: oneOf(['active', 'suspended', 'moving', 'deleting']),
    statusReason: orNull(Type.String()),
    statusChangedAt: orNull(Time),
    cell: Type.String(),
    authorityEpoch: Type.Integer(),
    people: Type.Integer({ description: 'how many have a place, and nothing else of them' }),
    createdAt: Time,
  },
  named('Tenant'),
);

export const Job = Type.Object(
  {
    id: Type.String(),
    kind: Type.String(),
    tenant: orNull(Type.String()),
    slug: orNull(Type.String()),
    status: oneOf(['waiting', 'running', 'done', 'failed']),
    step: orNull(Type.String()),
    attempts: Type.Integer(),
    failure: orNull(Type.String()),
    result: orNull(Type.Array(Type.Object({ name: Type.String(), value: Type.String() }, closed))),
    reason: orNull(Type.String()),
    createdAt: Time,
    finishedAt: orNull(Time),
  },
  named('Job'),
);

export function tenantOf(row: TenantStanding) {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    plan: row.plan,
    trialEndsAt: row.trial_ends_at?.toISOString() ?? null,
    status: row.status,
    statusReason: row.status_reason,
    statusChangedAt: row.status_changed_at?.toISOString() ?? null,
    cell: row.cell,
    authorityEpoch: row.authority_epoch,
    people: row.people,
    createdAt: row.created_at.toISOString(),
  };
}

export function jobOf(row: JobRow) {
  return {
    id: row.id,
    kind: row.kind,
    tenant: row.tenant_id,
    slug: row.slug,
    status: row.status,
    step: row.step,
    attempts: row.attempts,
    failure: row.failure,
    result: row.result === null ? null : Object.entries(row.result).map(shown),
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** Each kind of work has a result of its own; a value that is no text is shown as JSON. */
function shown([name, value]: readonly [string, unknown]) {
  return { name, value: typeof value === 'string' ? value : JSON.stringify(value) };
}
