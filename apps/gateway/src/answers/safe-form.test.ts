/** A safe form reduces what it says it reduces: fields, classes, rows; what it cannot reduce is not shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SafeForm } from '@gamut/protocol/safe-form';
import { runs } from '../../../../tests/support/runs.ts';
import type { Answer } from './answer.ts';
import { reduceAnswer as reduceStruck, type Reduced } from './safe-form.ts';

/** Of answers without a secret in them. */
const reduceAnswer = (answer: Answer, to: SafeForm): Reduced => reduceStruck(answer, to, (whole) => whole);
const text = (value: unknown) => ({
  type: 'text' as const,
  text: typeof value === 'string' ? value : JSON.stringify(value),
});
const people = {
  people: [
    { id: 1, name: 'A', pay: 10, at: { city: 'X' } },
    { id: 2, name: 'B', pay: 20 },
  ],
  total: 2,
};
const form = (over: Partial<SafeForm>): SafeForm => ({ rowsMax: 100, mask: false, ...over });
const both = (value: object): Answer => ({
  content: [text(value)],
  structuredContent: value as Record<string, unknown>,
});

test('only the fields that the form names are returned, in the text and in the structure alike', () => {
  const { answer, what } = reduceAnswer(
    both(people),
    form({ fields: ['/people/*/id', '/people/*/at/city'] }),
  );
  const kept = { people: [{ id: 1, at: { city: 'X' } }, { id: 2 }] };
  assert.deepEqual(answer, both(kept));
  assert.match(what, /only the fields that the form names/);
});

test('a sentence, a picture and a bare number have no fields, so they are left out', () => {
  const content = [text('B earns 20'), text('20'), { type: 'image' as const, data: 'AAAA' }, text(people)];
  const { answer, what } = reduceAnswer({ content }, form({ fields: ['/total'] }));
  assert.deepEqual(answer, { content: [text({ total: 2 })] });
  assert.match(what, /3 other items left out/);
});

test('fields of a class that the form never shows are replaced by its name, the others stay', () => {
  const maskedFields = [{ pointer: '/people/*/pay', dataClass: 'confidential' as const }];
  const { answer, what } = reduceAnswer(both(people), form({ maskedFields }));
  assert.doesNotMatch(JSON.stringify(answer), /"pay":(10|20)/);
  assert.match(JSON.stringify(answer), /"name":"A","pay":"\[masked: confidential\]"/);
  assert.match(what, /fields of class confidential masked/);
});

test('a masked field is masked also below a field that is named', () => {
  const maskedFields = [{ pointer: '/people/*/at', dataClass: 'personal' as const }];
  const { answer } = reduceAnswer(
    both(people),
    form({ fields: ['/people/*/at/city', '/total'], maskedFields }),
  );
  assert.deepEqual(answer.structuredContent, { people: [{ at: '[masked: personal]' }], total: 2 });
});

test('a form that names nothing of the answer shows nothing of it', () => {
  const { answer } = reduceAnswer(both(people), form({ fields: ['/other'] }));
  assert.deepEqual(answer, { content: [] });
});

test('what Gateway set in the arguments is said beside the answer', () => {
  const dryRun = { pointer: '/dry_run', value: true, makes: 'dry_run' as const };
  const { what } = reduceAnswer(both(people), form({ arguments: [dryRun] }));
  assert.match(what, /^a dry run: nothing was changed, at most 100 rows/);
});

test('no reduced answer ever holds a value that stands in no named field', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'secret'), value), (members) => {
      const planted = { ...members, secret: { deep: ['planted-value'] } };
      const { answer } = reduceAnswer(both(planted), form({ fields: ['/a', '/b/*'] }));
      const kept = JSON.stringify(answer);
      if (!JSON.stringify([members['a'], members['b']]).includes('planted-value'))
        assert.ok(!kept.includes('planted-value'));
    }),
    { numRuns: runs(300) },
  );
});
