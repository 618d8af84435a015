/**
 * One audit record as a line of a spreadsheet (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front: names and reasons are other people's text, and must not run where they are opened.
 */
import { canonicalJson } from '@gamut/kernel/canonical-json';
import type { AuditRecordShown } from './audit-record.ts';

const columns = [
  'seq',
  'at',
  'event',
  'actor_kind',
  'actor_id',
  'actor_name',
  'subject_kind',
  'subject_id',
  'subject_name',
  'reason',
  'before',
  'after',
  'hash',
] as const;

export const csvHeader = `${columns.join(',')}\r\n`;

export function csvLineOf({
  seq,
  at,
  event,
  actor,
  subject,
  reason,
  before,
  after,
  hash,
}: AuditRecordShown): string {
  const cells = [
    String(seq),
    at,
    event,
    actor.kind,
    actor.id,
    actor.name,
    subject.kind,
    subject.id,
    subject.name ?? '',
    reason ?? '',
    before === null ? '' : canonicalJson(before),
    after === null ? '' : canonicalJson(after),
    hash,
  ];
  return `${cells.map((cell) => cellOf(cell)).join(',')}\r\n`;
}

/** Spreadsheets start a formula at these, full-width forms included, and skip white space in front of them. */
const formula = /^[\s\u00a0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20|%]/u;

export function cellOf(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n;\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
