/**
 * The two ledgers hold: each sentence of the public security page, and each requirement of OWASP ASVS 5.0 at levels 1 and 2,
 * points at tests that are there, at configuration that says so, or at a reason that can be judged. Whoever removes a test
 * that a promise rests on is told here.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { securityCheckNames } from '../../apps/platform/src/features/evidence/security-checks/security-check.ts';
import {
  compareIds,
  findAsvsFaults,
  idsAsText,
  readAsvs,
  readAsvsIds,
  type AsvsRow,
} from '../../tools/ledgers/asvs-ledger.ts';
import { asvsPage } from '../../tools/ledgers/asvs-page.ts';
import { isSentence, ProofFinder, testNamesIn } from '../../tools/ledgers/find-proof-faults.ts';
import {
  comparePromises,
  findPromiseFaults,
  readPage,
  readPromises,
  sha256OfText,
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

const asvs = readAsvs(root);
/** Of the 253 ids of levels 1 and 2 of ASVS 5.0.0 with their levels, in order: it holds them still where the standard is not at hand. */
const asvsIdsSha256 = 'c221cc01ef8fef1236787852eaaffe3e41baaa66b99534975cf9ccc3f62e5b4a';

test('every requirement of ASVS 5.0 at levels 1 and 2 is mapped, once, to what is there', async () => {
  const byLevel = ([1, 2] as const).map((level) => asvs.filter((row) => row.level === level).length);
  assert.deepEqual(byLevel, [70, 183]);
  assert.equal(await sha256OfText(idsAsText(asvs)), asvsIdsSha256);
  assert.deepEqual(findAsvsFaults(asvs, finder), []);
  const standard = readAsvsIds(root) ?? new Map(asvs.map(({ id, level }) => [id, level]));
  assert.deepEqual(compareIds(asvs, standard), []);
});

test('docs/asvs.md is made from docs/asvs.json: run `npm run ledgers`', () => {
  assert.equal(readFileSync(join(root, 'docs', 'asvs.md'), 'utf8'), asvsPage(asvs));
});

test('an unmapped requirement, one mapped twice, a thin reason, a test or a word that is gone: each is named', () => {
  const row: AsvsRow = { id: '1.1.1', level: 1, says: 'This says enough that somebody could judge it.' };
  const gone = { file: 'tests/walls/ledgers.test.ts', name: 'no such test' };
  const unsaid = { file: 'tools/ledgers/asvs-page.ts', says: ['no such', 'words'].join(' ') };
  const broken: readonly (readonly [AsvsRow[], RegExp])[] = [
    [[row], /mapped to none/],
    [[{ ...row, reason: 'open', tests: [] }], /more than one/],
    [[{ ...row, tests: [] }], /names nothing/],
    [[{ ...row, tests: [gone] }], /has no test/],
    [[{ ...row, configuration: [unsaid] }], /does not say/],
    [[{ ...row, reason: 'not_applicable', says: 'No.' }], /says nothing/],
    [
      [
        { ...row, reason: 'open' },
        { ...row, reason: 'open' },
      ],
      /stands twice/,
    ],
  ];
  for (const [rows, named] of broken) assert.match(findAsvsFaults(rows, finder).join('\n'), named);
  assert.deepEqual(findAsvsFaults([{ ...row, reason: 'open' }], finder), []);
  assert.deepEqual(
    compareIds(
      [row],
      new Map([
        ['1.1.1', 2],
        ['1.1.2', 1],
      ]),
    ),
    ['1.1.1 is not mapped', '1.1.2 is not mapped'],
  );
  assert.deepEqual(compareIds([row], new Map()), ['1.1.1 is no requirement']);
});
