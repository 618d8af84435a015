/** A new tenant's words: what will not do is refused by its field, before anything reaches SQL. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNewTenant } from './new-tenant.ts';

const tenant = { slug: 'acme', name: 'Acme', plan: 'trial' };

test('a name shows as it is written: no control, no turned direction, no half of a character', () => {
  const hidden = [
    '\0',
    '\u001b[31m',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\ue000',
    '\ud800',
    '\u{e0041}',
  ];
  for (const part of hidden)
    assert.throws(
      () => assertNewTenant({ ...tenant, name: `Acme${part}Works` }),
      /1 to 200 printable characters/,
    );
  for (const name of ['', ' ', '\t', 'x'.repeat(201)])
    assert.throws(() => assertNewTenant({ ...tenant, name }), /1 to 200 printable characters/);
});

test('names of every script will do', () => {
  for (const name of [
    'Zürich Rück & Söhne',
    '保険会社',
    'شرکت می\u200cباشد',
    'क्\u200dष',
    'Ωmega 🛡',
    'x'.repeat(200),
  ])
    assertNewTenant({ ...tenant, name });
});

test('a slug and a plan that will not do are named', () => {
  for (const slug of ['', 'a', 'A1', '1a', 'a_b', 'a b', '../x', 'x'.repeat(40), 'a\n'])
    assert.throws(() => assertNewTenant({ ...tenant, slug }), /is not a slug/);
  for (const plan of ['', 'Gold', 'a-b', "x'; --"])
    assert.throws(() => assertNewTenant({ ...tenant, plan }), /is not a plan/);
});
