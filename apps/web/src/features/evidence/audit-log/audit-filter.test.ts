/** A mistake in the audit log's filter is named before it is asked, and a saved view changes one term and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditLogHref, auditTermOf, withAuditTerm, wrongAuditFilter } from './audit-filter.ts';

test('what the server reads is not called wrong', () => {
  for (const text of [
    '',
    'event:agent.*',
    'actor:"Given Family",usr_01 since:7d',
    'until:2026-11-22T08:30Z refund "two words"',
    'since:2026-11-22',
  ])
    assert.equal(wrongAuditFilter(text), undefined, text);
});

test('each mistake is named', () => {
  assert.match(wrongAuditFilter('colour:red') ?? '', /“colour” is not a key/);
  assert.match(wrongAuditFilter('event:') ?? '', /has no value/);
  assert.match(wrongAuditFilter('event:a.b event:c.d') ?? '', /stands twice/);
  assert.match(wrongAuditFilter('since:yesterday') ?? '', /is no time/);
  assert.match(wrongAuditFilter('"open') ?? '', /not closed/);
});

test('a view sets its own term and keeps the others', () => {
  const text = 'actor:"Given Family" since:7d refund';
  assert.equal(withAuditTerm(text, 'since', '24h'), 'actor:"Given Family" refund since:24h');
  assert.equal(withAuditTerm(text, 'actor', ''), 'since:7d refund');
  assert.equal(auditTermOf(text, 'actor'), '"Given Family"');
  assert.equal(auditTermOf(text, 'event'), '');
  assert.equal(auditLogHref('event:agent.* since:7d'), '/audit-log?filter=event:agent.*+since:7d');
});
