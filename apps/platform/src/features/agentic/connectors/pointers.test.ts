/** A pointer of a tool's record points at something, or the record is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Check } from 'typebox/value';
import { ToolClassification } from './connector.ts';

const members = ['targetPointers', 'recipientPointers', 'amountPointer'] as const;
const classed = { actionType: 'financial', dataClass: 'internal', risk: 'high' };

test('a pointer with a sign that escapes nothing is refused, and a list’s items are no such sign', () => {
  const accepts = (name: (typeof members)[number], pointer: string) =>
    Check(ToolClassification, { ...classed, [name]: name === 'amountPointer' ? pointer : [pointer] });
  for (const name of members) {
    for (const pointer of ['/to', '/payments/*/to', '/a~1b/~0', '/', '/a//b', '/*/0', `/${'é'.repeat(255)}`])
      assert.equal(accepts(name, pointer), true, `${name} ${pointer}`);
    for (const pointer of [
      '',
      'to',
      '/a~x',
      '/a~',
      '/~2/b',
      '/a/~',
      `/${'é'.repeat(256)}`,
      `${'/~0'.repeat(80)}~~`,
    ])
      assert.equal(accepts(name, pointer), false, `${name} ${pointer}`);
  }
});
