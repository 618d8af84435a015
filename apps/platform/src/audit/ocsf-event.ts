/**
 * One audit record as an OCSF event. What OCSF has no place for stands in `unmapped`: nothing of the record is lost on the way
 * to a SIEM, its number and hash in the journal included (`metadata.uid`, `metadata.sequence`).
 */
import type { JsonObject } from '@gamut/kernel/canonical-json';
import type { AuditRecordShown, Named } from './audit-record.ts';
import { activityNames, ocsfClasses, ocsfKindOf, ocsfVersion, otherActivity } from './ocsf-mapping.ts';

export interface OcsfSource {
  readonly tenantId: string;
  readonly tenantSlug: string;
}

const informational = 1;
const low = 2;
const high = 4;
/** What somebody should look at today. */
const severe = new Set(['approval.glass_broken']);

export function ocsfEventOf(record: AuditRecordShown, { tenantId, tenantSlug }: OcsfSource): JsonObject {
  const { class: name, activity } = ocsfKindOf(record.event);
  const { category, uid } = ocsfClasses[name];
  const denied = failures.has(record.event);
  return {
    activity_id: activity,
    activity_name: activity === otherActivity ? record.event : (activityNames[name][activity] as string),
    category_uid: category,
    class_uid: uid,
    type_uid: uid * 100 + activity,
    severity_id: severe.has(record.event) ? high : denied ? low : informational,
    status_id: denied ? 2 : 1,
    time: Date.parse(record.at),
    message: `${record.actor.name}: ${record.event} ${record.subject.name ?? record.subject.id}`,
    metadata: {
      version: ocsfVersion,
      product: { name: 'Gamut', vendor_name: 'Gamut' },
      uid: record.hash,
      sequence: record.seq,
      event_code: record.event,
      log_name: 'audit',
      tenant_uid: tenantId,
      log_provider: tenantSlug,
    },
    actor: { user: userOf(record.actor) },
    ...membersOf(name, record),
    unmapped: {
      subject: { ...record.subject },
      before: record.before,
      after: record.after,
      reason: record.reason,
    },
  };
}

/** What was tried and did not come about. */
const failures: ReadonlySet<string> = new Set([
  'access.denied',
  'agent_credential.refused',
  'operator.denied',
  'sign_in.failed',
]);

/** What the class requires beside what every event has. */
function membersOf(name: keyof typeof ocsfClasses, record: AuditRecordShown): JsonObject {
  const { actor, subject, event, reason } = record;
  if (name === 'authentication')
    return { user: userOf(subjectPerson(subject) ?? actor), service: { name: 'Gamut' } };
  if (name === 'account_change') return { user: userOf(subjectPerson(subject) ?? actor) };
  if (name === 'api_activity')
    return {
      api: { operation: event, service: { name: 'Gamut' } },
      // the audit stream keeps no address of its own
      src_endpoint: { name: actor.name === '' ? actor.id : actor.name, uid: actor.id },
      resources: [resourceOf(subject)],
    };
  return { entity: resourceOf(subject), ...(reason === null ? {} : { comment: reason }) };
}

function subjectPerson(subject: Named): Named | undefined {
  return subject.id.startsWith('usr_') ? subject : undefined;
}

function userOf({ kind, id, name }: Named): JsonObject {
  return {
    uid: id,
    type: kind,
    type_id: kind === 'person' ? 1 : 99,
    ...(name === undefined ? {} : { name }),
  };
}

function resourceOf({ kind, id, name }: Named): JsonObject {
  return { uid: id, type: kind, ...(name === undefined ? {} : { name }) };
}
