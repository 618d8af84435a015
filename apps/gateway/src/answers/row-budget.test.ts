/** At most so many rows means of the whole answer, in whatever shape its records come, and what is left out is counted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SafeForm } from '@gamut/protocol/safe-form';
import { makeSafe } from './make-safe.ts';

const people = Array.from({ length: 50 }, (_, n) => `Row${n} Jane Roe ${n}, born 1980-01-01`);
const records = people.map((ref) => ({ ref, diagnosis: 'C50.9' }));
const keyed = (list: readonly unknown[], key = 'k') =>
  Object.fromEntries(list.map((one, n) => [`${key}${n}`, one]));
const groups = keyed(Array.from({ length: 5 }, (_, n) => keyed(records.slice(n * 10, n * 10 + 10))));
const column = (from: number) => people.slice(from, from + 10);
const texts: Record<string, string> = {
  ...Object.fromEntries(
    ['\n', '\r', '\v', '\f', '\x1e', '\u0085', '\u2028', '\u2029', '; ', ';', '\t', ' | ', '\\n', ' • '].map(
      (between) => [`text with ${JSON.stringify(between)}`, people.join(between)],
    ),
  ),
  twoLines: `${people.slice(0, 25).join(';')}\n${people.slice(25).join(';')}`,
  html: `<table>${people.map((one) => `<tr><td>${one}</td></tr>`).join('')}</table>`,
  xml: people.map((one) => `<person>${one}</person>`).join(''),
  python: JSON.stringify(records).replaceAll('"', "'"),
  prose: `Found these: ${JSON.stringify(records)}`,
  inexact: JSON.stringify([...records, 1]).replace(/1\]$/, '12345678901234567890]'),
  lines: records.map((one) => JSON.stringify(one)).join('\n'),
  linesOfLists: [records.slice(0, 25), records.slice(25)].map((one) => JSON.stringify(one)).join('\n'),
  inside: JSON.stringify({ body: JSON.stringify({ body: JSON.stringify(records) }) }),
};
const structures: Record<string, Record<string, unknown>> = {
  list: { items: records, total: 50 },
  groups,
  keyed: keyed(records, 'id'),
  named: Object.fromEntries(people.map((one, n) => [one, n])),
  values: keyed(people),
  columns: { a: column(0), b: column(10), c: column(20), d: column(30), e: column(40) },
  listOfLists: { rows: people.map((one) => [[one]]) },
  chain: records.reduceRight<Record<string, unknown>>((next, one) => ({ ...one, next }), {}),
  beside: { total: 50, ...keyed(records) },
  textInside: { csv: people.join('; ') },
};
const asText = (value: unknown) => ({
  type: 'text',
  text: typeof value === 'string' ? value : JSON.stringify(value),
});

function reduced(result: object, form: Partial<SafeForm>) {
  const job = { text: JSON.stringify(result), bytesMax: 1_000_000, secrets: [], tenant: 't', teaches: false };
  const whole: SafeForm = { rowsMax: 1, mask: false, ...form };
  const made = makeSafe({ ...job, form: whole, dataClass: 'personal' }, () => undefined);
  if (made.kind === 'refused') assert.fail(made.why);
  return { answer: made.answer, said: made.reduced ?? '' };
}

test('however records are written, no more of them pass than the form has rows, and that is said', () => {
  const answers: [string, object][] = [
    ...Object.entries(texts).map(([name, text]): [string, object] => [name, { content: [asText(text)] }]),
    ...Object.entries(structures).flatMap(([name, structuredContent]): [string, object][] => [
      [`${name} structured`, { content: [], structuredContent }],
      [`${name} as text`, { content: [asText(structuredContent)] }],
      [`${name} as both`, { content: [asText(structuredContent)], structuredContent }],
      [`${name} beside a text`, { content: [asText(people.join('\n'))], structuredContent }],
    ]),
    ['items', { content: people.map(asText), structuredContent: { result: people } }],
  ];
  for (const rowsMax of [1, 3])
    for (const [name, result] of answers) {
      const { answer, said } = reduced(result, { rowsMax });
      const seen = new Set(JSON.stringify(answer).match(/Row\d+/g) ?? []).size;
      assert.ok(seen <= rowsMax, `${name}: ${seen} rows of ${rowsMax}`);
      assert.match(said, /\d+ rows.* left out/, name);
    }
});

test('a text in which nobody can tell rows is cut to a length for each, and that is said', () => {
  const { answer, said } = reduced({ content: [asText('word '.repeat(1_000))] }, { rowsMax: 2 });
  assert.equal((answer.content[0] as { text: string }).text.length, 1_000);
  assert.match(said, /at most 2 rows, a part whose rows nobody can count left out/);
});

test('what is left out of the rows is counted, once for a text that repeats the structure', () => {
  const result = { content: [asText({ items: records })], structuredContent: { items: records } };
  const { answer, said } = reduced(result, { rowsMax: 3 });
  const kept = { items: records.slice(0, 3) };
  assert.deepEqual(answer, { content: [asText(kept)], structuredContent: kept });
  assert.match(said, /at most 3 rows, 47 rows left out/);
});

test('a record is one row with its fields and what it embeds, and a table one for each line under its header', () => {
  const claims = [1, 2, 3].map((id) => ({ id, name: 'A', at: { city: 'X', zip: '1' }, size: 5 }));
  const result = { items: claims, total: 3 };
  const table = 'id;name;born on\n1;A B;1980\n2;C;1981';
  for (const text of [JSON.stringify(result), JSON.stringify(result, null, 2), table]) {
    const { answer, said } = reduced({ content: [asText(text)] }, { rowsMax: 3 });
    assert.deepEqual(answer.content, [asText(text)]);
    assert.match(said, /nothing left out/);
  }
});

test('a class that the form never shows is masked in JSON inside of a text too, and in a sentence left out', () => {
  const maskedFields = [{ pointer: '/people/*/pay', dataClass: 'confidential' as const }];
  const body = JSON.stringify({ people: { a: { pay: 4711 }, b: { pay: 4711 } } });
  for (const structuredContent of [
    { content: body },
    { id: 1, body },
    { content: 'earns 4711' },
    { id: 1, body: 'x\n4711' },
  ])
    for (const content of [
      [],
      [asText(structuredContent)],
      [asText(Object.values(structuredContent).at(-1))],
    ]) {
      const { answer } = reduced({ content, structuredContent }, { rowsMax: 100, maskedFields });
      assert.doesNotMatch(JSON.stringify(answer), /4711/);
    }
});
