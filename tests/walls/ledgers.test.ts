/**
 * The two ledgers hold: each sentence of the public security page, and each requirement of OWASP ASVS 5.0 at levels 1 and 2,
 * points at tests that are there, at configuration that says so, or at a reason that can be judged. Whoever removes a test
 * that a promise rests on is told here.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { securityCheckNames } from '../../apps/platform/src/features/evidence/security-checks/security-check.ts';
import { isSentence, ProofFinder, testNamesIn } from '../../tools/ledgers/find-proof-faults.ts';
import {
  comparePromises,
  findPromiseFaults,
  readPage,
  readPromises,
  type Promised,
} from '../../tools/ledgers/promise-ledger.ts';
import { splitPromises } from '../../tools/ledgers/split-promises.ts';

const root = join(import.meta.dirname, '..', '..');
const finder = new ProofFinder(root);
const promises = readPromises(root);
const faultsOf = (changed: readonly Promised[]): Promise<string[]> =>
  findPromiseFaults(changed, securityCheckNames, finder);

test('every sentence of the security page stands in the ledger, with its digest, and nothing else does', async () => {
  assert.equal(promises.length, 36);
  assert.equal(new Set(promises.map(({ sentence }) => sentence)).size, promises.length);
  // the page lies beside the project where it is built; elsewhere the digests hold the sentences still
  assert.deepEqual(comparePromises(promises, readPage(root) ?? promises.map(({ sentence }) => sentence)), []);
  assert.deepEqual(await faultsOf(promises), []);
});

test('a kept sentence that loses its test, its tests, its digest or its live check is named', async () => {
  const kept = promises.find(({ state }) => state === 'kept') as Promised;
  const broken: readonly (readonly [Promised, RegExp])[] = [
    [{ ...kept, tests: [] }, /names no test/],
    [{ ...kept, tests: [{ file: 'tests/walls/ledgers.test.ts', name: 'no such test' }] }, /has no test/],
    [{ ...kept, tests: [{ file: 'tests/walls/gone.test.ts', name: 'x' }] }, /is gone/],
    [{ ...kept, sentence: `${kept.sentence} Or not.` }, /not what was hashed/],
    [{ ...kept, live: ['no_such_check'] }, /live check no_such_check/],
    [
      { ...kept, missing: 'Something that is kept lacks nothing at all, so this is odd.' },
      /says what it lacks/,
    ],
    [{ ...kept, state: 'open' }, /says not what is missing/],
    [{ ...kept, mechanism: 'Somehow.' }, /says not how/],
  ];
  for (const [changed, named] of broken) assert.match((await faultsOf([changed])).join('\n'), named);
});

test('a sentence that the page gains or loses is named', () => {
  const page = promises.map(({ sentence }) => sentence);
  assert.match(comparePromises(promises, [...page, 'One more.']).join(), /not in the ledger: One more/);
  assert.match(comparePromises(promises, page.slice(1)).join(), /not on the page/);
});

test('every live check stands for a sentence of the page', () => {
  const used = new Set(promises.flatMap(({ live }) => live ?? []));
  assert.deepEqual(
    securityCheckNames.filter((name) => !used.has(name)),
    [],
  );
});

test('the page is split into sentences: headings left out, lines joined, list items and parentheses apart', () => {
  const page = `The page\nAlpha one. Beta\ntwo (so there). - Gamma three.\nPart\nSection titled “Part”Delta four:\n- Epsilon\nfive.`;
  assert.deepEqual(splitPromises(page), [
    'Alpha one.',
    'Beta two (so there).',
    'Gamma three.',
    'Delta four:',
    'Epsilon five.',
  ]);
});

test('names of tests are read as they stand in the source, in every kind of quotes', () => {
  const source = [
    `test('it’s one', () => {`,
    `test("it's two", () => {`,
    'test(`${three}`, async () => {',
    `test(\n  'four',\n  () => {`,
  ].join('\n');
  assert.deepEqual(testNamesIn(source), ['it’s one', "it's two", '${three}', 'four']);
  assert.equal(isSentence('Too short.'), false);
  assert.equal(isSentence('This says enough that somebody could judge it.'), true);
});
