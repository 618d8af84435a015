/** Every event maps to an OCSF class with what that class requires, and a spreadsheet runs nothing that somebody wrote. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditEvents } from '../http/audit-events.ts';
import { cellOf, csvHeader, csvLineOf } from './audit-csv.ts';
import type { AuditRecordShown } from './audit-record.ts';
import { controlEvents } from './control-events.ts';
import { ocsfEventOf } from './ocsf-event.ts';
import { activityNames, ocsfClasses, ocsfKindOf } from './ocsf-mapping.ts';

/** What OCSF 1.3.0 requires of each event and of each class that is used, by its published schema. */
const requiredOfAll = [
  'activity_id',
  'category_uid',
  'class_uid',
  'metadata',
  'severity_id',
  'time',
  'type_uid',
] as const;
const requiredByClass: Readonly<Record<number, readonly string[]>> = {
  3001: ['user'],
  3002: ['user'],
  3004: ['entity'],
  6003: ['actor', 'api', 'src_endpoint'],
};

interface Written extends Record<string, unknown> {
  readonly class_uid: number;
  readonly activity_id: number;
  readonly category_uid: number;
  readonly type_uid: number;
  readonly metadata: { readonly version: string; readonly product: Record<string, unknown> };
  readonly unmapped: { readonly after: unknown };
}

const source = { tenantId: 'tnt_1', tenantSlug: 'alpha' };
const names = [...Object.keys(auditEvents), ...Object.keys(controlEvents)];

function recordOf(event: string, more: Partial<AuditRecordShown> = {}): AuditRecordShown {
  return {
    seq: 7,
    hash: 'a'.repeat(64),
    at: '2026-11-22T12:00:00.000Z',
    event,
    actor: { kind: 'person', id: 'usr_1', name: 'Ada' },
    subject: { kind: 'agent', id: 'agt_1', name: 'claims-triage' },
    before: null,
    after: { status: 'active' },
    reason: null,
    ...more,
  };
}

for (const event of names)
  test(`${event} is an OCSF event with all that its class requires`, () => {
    const written = JSON.parse(JSON.stringify(ocsfEventOf(recordOf(event), source))) as Written;
    for (const attribute of requiredOfAll) assert.ok(attribute in written, attribute);
    const { class_uid: uid, activity_id: activity, category_uid: category, type_uid: type } = written;
    for (const attribute of requiredByClass[uid] as readonly string[])
      assert.ok(attribute in written, attribute);
    assert.equal(type, uid * 100 + activity);
    assert.equal(category, Math.floor(uid / 1000));
    assert.ok(Number.isInteger(written['time']));
    assert.equal(written.metadata.version, '1.3.0');
    assert.ok(written.metadata.product['vendor_name']);
    if (uid === 3002) assert.ok('service' in written, 'at least one of service and dst_endpoint');
    const { class: name } = ocsfKindOf(event);
    assert.equal(ocsfClasses[name].uid, uid);
    assert.ok(activity === 99 || activityNames[name][activity] !== undefined);
    assert.deepEqual(written.unmapped.after, { status: 'active' });
  });

test('most events have an activity of OCSF’s own, and what has none keeps its name', () => {
  const other = names.filter((event) => ocsfKindOf(event).activity === 99);
  assert.ok(other.length < names.length / 4, other.join(', '));
  const written = ocsfEventOf(recordOf('somebody.did_a_new_thing'), source);
  assert.equal(written['activity_id'], 99);
  assert.equal(written['activity_name'], 'somebody.did_a_new_thing');
});

for (const text of [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '\u00a0=1',
  '＝1+1',
  '|cmd',
  '%0A',
])
  test(`a cell ${JSON.stringify(text)} is text and no formula`, () => {
    const cell = cellOf(text);
    const unquoted = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    assert.equal(unquoted, `'${text}`);
  });

test('a record with separators, quotes and new lines is one line of as many cells as the header', () => {
  const hostile = 'a","=HYPERLINK(""https://evil.example"")\r\n=1;2';
  const line = csvLineOf(
    recordOf('agent.updated', { reason: hostile, actor: { kind: 'person', id: 'usr_1', name: '=cmd' } }),
  );
  const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|\r\n$)/g)].map(([, cell]) => cell ?? '');
  assert.equal(cells.length, csvHeader.split(',').length);
  assert.ok(cells.includes(`"'=cmd"`));
  assert.ok(cells.includes(`"${hostile.replaceAll('"', '""')}"`));
});
