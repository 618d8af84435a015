/**
 * What an agent was taught is kept by digests of its forms for seven days, and forms change with releases: a recipient must still be found by
 * the forms under which any release before has learned it. Each way of a value's forms so far stands in `cases/learned-before.json`;
 * a change of the forms adds its own and takes none away.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findAddresses, recipientForms } from './addresses.ts';

const file = join(import.meta.dirname, '../cases/learned-before.json');
const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[][]>;

test('a recipient is found by the forms under which it was learned, by this release and by each before', () => {
  for (const [value, learned] of Object.entries(before)) {
    const sought = recipientForms(value);
    assert.ok(learned.length > 0, value);
    for (const forms of learned)
      assert.ok(
        forms.some((form) => sought.has(form)),
        `${value}: learned as ${forms.join(', ')}`,
      );
  }
});

test('the forms of today stand among them, so that the next release has to know them', () => {
  for (const [value, learned] of Object.entries(before)) {
    const now = [...findAddresses(`Please pay ${value} today.`)].sort();
    assert.ok(
      learned.some((forms) => JSON.stringify(forms) === JSON.stringify(now)),
      `${value}: add ${JSON.stringify(now)} to ${file}`,
    );
  }
});
