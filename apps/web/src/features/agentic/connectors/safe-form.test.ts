/** A safe form is told in words, and editing its rows keeps what the sheet does not show. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeFormOf, safeFormText, safeFormTyped } from './safe-form.ts';

test('every member of a safe form is said, and a tool without one says what happens instead', () => {
  const text = safeFormText({
    rowsMax: 1000,
    mask: true,
    fields: ['/name'],
    maskedFields: [{ pointer: '/iban', dataClass: 'special_category' }],
    arguments: [{ pointer: '/dry', value: true, makes: 'dry_run' }],
  });
  for (const said of [
    '1,000 rows',
    'masked',
    'only /name',
    '/iban as special category',
    '/dry = true (dry run)',
  ])
    assert.ok(text.includes(said), said);
  assert.match(safeFormText(null), /a person decides/);
});

test('changing the rows keeps fields and arguments; clearing them ends the safe form', () => {
  const before = { rowsMax: 5, mask: true, fields: ['/name'] };
  assert.deepEqual(safeFormOf({ rows: '9', mask: false }, before), {
    rowsMax: 9,
    mask: false,
    fields: ['/name'],
  });
  assert.equal(safeFormOf({ rows: ' ', mask: true }, before), null);
  assert.deepEqual(safeFormTyped(null), { rows: '', mask: true });
});
