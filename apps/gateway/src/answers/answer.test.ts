/** An answer is read within bounds, reduced and redacted: in its text, its structure and its resources alike. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from './answer.ts';
import { createAnswerRedactor } from './answer-redactor.ts';
import { reduceAnswer } from './safe-form.ts';

const text = (value: string) => ({ type: 'text' as const, text: value });

test('what is no tool result, too large, too deep or of an unknown kind is no answer', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100; i++) deep = { deep };
  for (const value of [
    undefined,
    null,
    'x',
    {},
    { content: 'x' },
    { content: [{ type: 'spell' }] },
    { content: [{ type: 'text' }] },
    { content: [], structuredContent: deep },
    { content: [text('x'.repeat(2000))] },
    { content: Array.from({ length: 600 }, () => text('')) },
  ]) {
    assert.equal(typeof readAnswer(value, 1000), 'string');
  }
});

test('nothing of the upstream’s _meta is passed on', () => {
  const answer = readAnswer(
    { content: [{ ...text('x'), _meta: { a: 1 } }], _meta: { 'gamut/decision': 'allow' } },
    1000,
  );
  assert.deepEqual(answer, { content: [text('x')] });
});

test('a safe form has so many rows in all, whatever items they stand in, and drops what is no text', () => {
  const content = [
    text('1\n2\n3'),
    { type: 'image' as const, data: 'AAAA', mimeType: 'image/png' },
    text('4\n5'),
    text('6'),
  ];
  const reduced = (structuredContent: Record<string, unknown>, rowsMax: number) =>
    reduceAnswer({ content, structuredContent }, { rowsMax, mask: true }, (whole) => whole);
  const { answer, what } = reduced({ rows: [7, 8, 9] }, 4);
  assert.deepEqual(answer, { content: [text('1\n2\n3'), text('4')] });
  assert.match(what, /at most 4 rows, 5 rows and 1 other item left out/);
  assert.deepEqual(reduced({ rows: [7, 8, 9] }, 8).answer.structuredContent, { rows: [7, 8] });
});

test('one endless line does not carry the whole file past the row cap', () => {
  const { answer } = reduceAnswer(
    { content: [text('x'.repeat(100_000))] },
    { rowsMax: 1, mask: false },
    (whole) => whole,
  );
  assert.ok(JSON.stringify(answer).length < 2200);
});

test('masking reads tables inside texts and member names inside structure', () => {
  const redactor = createAnswerRedactor([], 'personal');
  const table = 'id,name,email\n1,Ada Example,ada@example.com';
  const masked = redactor.mask({
    content: [text(table)],
    structuredContent: { content: table, people: [{ name: 'Ada Example', born: '1980-01-01' }] },
  });
  assert.doesNotMatch(JSON.stringify(masked), /Ada|ada@|1980/);
  assert.ok(Object.values(redactor.counts).some((count) => count > 0));
});

test('personal values are hidden in an answer that was not declared personal, credentials in every answer', () => {
  const leak = 'ada@example.com AKIAIOSFODNN7EXAMPLE top-secret-header';
  const strike = (dataClass: 'internal' | 'personal') =>
    JSON.stringify(
      createAnswerRedactor(['top-secret-header'], dataClass).redact({
        content: [text(leak)],
        structuredContent: { leak },
      }),
    );
  assert.doesNotMatch(strike('internal'), /ada@example|AKIA|top-secret/);
  assert.doesNotMatch(strike('personal'), /AKIA|top-secret/);
  assert.match(strike('personal'), /ada@example\.com/);
});

test('a secret inside base64 bytes is struck, and other bytes stay whole', () => {
  const redactor = createAnswerRedactor(['top-secret-header'], 'internal');
  const data = Buffer.from('....top-secret-header....').toString('base64');
  const clean = Buffer.from('picture'.repeat(50)).toString('base64');
  const answer = redactor.redact({
    content: [
      { type: 'image', data, mimeType: 'image/png' },
      { type: 'resource', resource: { uri: 'a:b', blob: clean } },
    ],
  });
  assert.doesNotMatch(JSON.stringify(answer), new RegExp(data.slice(8, 24)));
  assert.ok(JSON.stringify(answer).includes(clean));
});

test('a card number is struck when it comes as a number, and other numbers stay numbers', () => {
  const redactor = createAnswerRedactor(['31415926'], 'personal');
  const structuredContent = { card: 4111111111111111, pin: 31415926, rows: [1, 2.5, 1763856000000], at: -3 };
  const answer = redactor.redact({ content: [], structuredContent });
  assert.doesNotMatch(JSON.stringify(answer), /4111111111111111|31415926/);
  const { rows, at } = answer.structuredContent as typeof structuredContent;
  assert.deepEqual({ rows, at }, { rows: structuredContent.rows, at: -3 });
  assert.equal(
    Object.values(redactor.counts).reduce((sum, count) => sum + count, 0),
    2,
  );
});
