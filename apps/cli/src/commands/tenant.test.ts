/** What `gamut tenant` shows of other people's words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf } from './tenant.ts';

const row = {
  slug: 'acme',
  status: 'suspended',
  plan: 'trial',
  cell: 'home',
  name: 'Acme',
  statusReason: 'not paid',
};

test('a tenant is one line, with the reason of a standing that is not active', () => {
  assert.equal(
    lineOf(row),
    `${'acme'.padEnd(24)} suspended  ${'trial'.padEnd(11)} ${'home'.padEnd(10)} Acme  (not paid)`,
  );
  assert.doesNotMatch(lineOf({ ...row, status: 'active' }), /not paid/);
});

test('no name and no reason moves the cursor, breaks the line or turns it around', () => {
  const shown = lineOf({ ...row, name: 'A\u202eB', statusReason: 'x\u001b[2K\rdemo\nactive' });
  assert.doesNotMatch(shown, /[\p{Cc}\p{Cf}]/u);
  assert.match(shown, /A\ufffdB +\(x\ufffd\[2K\ufffddemo\ufffdactive\)/);
});
