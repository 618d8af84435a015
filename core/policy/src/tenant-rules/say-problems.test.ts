/** What is wrong with a rule is said where it stands in the text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRule } from './read-rule.ts';

test('what is wrong is said with its line, whatever letters stand before it, and with advice', () => {
  const text = [
    '// für die Zahlungen: 支払い',
    'forbid(principal, action == Action::"financial", resource)',
    'when {',
    '  context.hourUtcc < 6 &&',
    '  context.amount.greaterThan(decimal("5.0"))',
    '};',
  ].join('\n');
  const [unknown, optional] = checkRule(text) as string[];
  assert.match(unknown ?? '', /^Line 4: .*`hourUtcc` in context not found \(did you mean `hourUtc`\?\)$/);
  assert.match(optional ?? '', /^Line 5: .*optional attribute `amount`/);
  const [unread] = checkRule('// 支払い\nforbid(principal, action, resource)\nwhen { a b };') as string[];
  assert.match(unread ?? '', /^Line 3: unexpected token `b` \(expected /);
});
