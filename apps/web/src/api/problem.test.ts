/** Whatever platform or a proxy before it answers, a person reads what happened; fix and who when they were given. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withQuery } from './with-query.ts';
import { asProblem, parseProblem } from './problem.ts';

test('problem+json keeps its message, fix, who and code', () => {
  const problem = parseProblem(403, {
    code: 'forbidden',
    message: 'You may not.',
    fix: 'Ask.',
    who: 'An administrator',
    status: 403,
  });
  assert.equal(problem.message, 'You may not.');
  assert.deepEqual(
    [problem.status, problem.code, problem.fix, problem.who],
    [403, 'forbidden', 'Ask.', 'An administrator'],
  );
});

test('an answer that is no problem document still says what happened', () => {
  for (const body of [undefined, null, 'text', 7, [], { code: 1, message: {} }]) {
    const problem = parseProblem(502, body);
    assert.equal(problem.code, 'http_502');
    assert.match(problem.message, /502/);
  }
});

test('a thrown value of another kind does not leak its text', () => {
  assert.ok(!asProblem(new TypeError('secret in a stack')).message.includes('secret'));
});

test('a query leaves out what is empty and escapes what is not', () => {
  assert.equal(
    withQuery('/v1/x', { a: '', b: undefined, c: 'decision:block tool:a&b' }),
    '/v1/x?c=decision%3Ablock+tool%3Aa%26b',
  );
  assert.equal(withQuery('/v1/x', {}), '/v1/x');
});
