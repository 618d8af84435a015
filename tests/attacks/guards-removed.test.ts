/**
 * Each guard of a person's request taken out in turn, in a copy of the sources: the test that stands for it goes red, by name,
 * on an assertion; with all of them in place it is green (security.md section 7).
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { copySources, type SourceCopy } from '../support/source-copy.ts';
import { guards, type Guard } from './guards-to-remove.ts';

const timeoutMs = 240_000;
const root = join(import.meta.dirname, '..', '..');
const stepOf = ({ name }: Guard): string => name.slice(0, name.indexOf(': '));
/** The first of each step; `npm run test:long` tries them all. */
const tried =
  process.env['GAMUT_TEST_LONG'] === '1'
    ? guards
    : guards.filter((guard, at) => guards.findIndex((one) => stepOf(one) === stepOf(guard)) === at);
const copies: SourceCopy[] = [];

before(() => {
  copies.push(copySources(), copySources());
});
after(() => {
  for (const copy of copies) copy.close();
});

const matches = (names: readonly string[], { test: { name } }: Guard): boolean =>
  names.some((one) => new RegExp(name.replaceAll(/[()?+[\]{}^$|\\]/g, '\\$&')).test(one));

/** Each copy takes the next one when it is free. */
async function sharedOut<T>(
  work: readonly T[],
  one: (copy: SourceCopy, what: T) => Promise<void>,
): Promise<void> {
  const left = [...work];
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await one(copy, next);
    }),
  );
}

test('each guard is a line that stands exactly once', () => {
  for (const { file, line } of guards)
    assert.equal(readFileSync(join(root, file), 'utf8').split(line).length - 1, 1, `${file}: ${line}`);
  assert.equal(new Set(guards.map(({ name }) => name)).size, guards.length);
});

test('each step of the pipeline has one', () => {
  const steps = [
    'limits',
    'identify',
    'tenant active',
    'tenant open',
    'CSRF',
    'validate',
    'authorize',
    'tenant transaction',
    'change',
    'audit record present',
    'serialise',
  ];
  for (const step of steps)
    assert.ok(
      guards.some(({ name }) => name.startsWith(`${step}: `)),
      step,
    );
});

describe('with its line removed', () => {
  const red = new Map<Guard, string>();
  const green = new Map<string, readonly string[]>();

  before(async () => {
    const files = [...new Set(tried.map((guard) => guard.test.file))];
    await sharedOut(files, async (copy, file) => {
      const names = tried.filter((guard) => guard.test.file === file).map((guard) => guard.test.name);
      const { passed, failed, output } = await copy.run(file, [...new Set(names)], timeoutMs);
      assert.deepEqual(failed, [], `${file} is red with every guard in place:\n${output.slice(-3000)}`);
      green.set(file, passed);
    });
    await sharedOut(tried, async (copy, guard) => {
      const undo = copy.patch(guard.file, guard.line, guard.without);
      const { failed, output } = await copy.run(guard.test.file, [guard.test.name], timeoutMs);
      undo();
      if (matches(failed, guard) && output.includes('ERR_ASSERTION')) red.set(guard, 'red');
      else red.set(guard, output.slice(-3000));
    });
  });

  for (const guard of tried)
    test(`${guard.name}: its test is red, and green with it`, () => {
      assert.ok(matches(green.get(guard.test.file) ?? [], guard), `no test of this name: ${guard.test.name}`);
      assert.equal(red.get(guard), 'red', guard.test.name);
    });
});
