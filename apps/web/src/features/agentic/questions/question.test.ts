/** A question is answered with yes only where the call would pass whole, and never reads as if something had been done. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerVerdict, questionLead } from './question.ts';

test('what would be narrowed, asked or refused is a no, and says which', () => {
  const texts = [
    'allow',
    'allow_and_log',
    'degrade',
    'require_approval',
    'block',
    'block_and_open_incident',
  ].map((kind) => answerVerdict(kind).text);
  assert.deepEqual(texts, [
    'Yes',
    'Yes',
    'No: degraded',
    'No: needs a person',
    'No: blocked',
    'No: blocked, incident',
  ]);
  assert.match(questionLead('block_and_open_incident'), /None was opened.*Nothing was performed/);
  assert.match(questionLead('allow'), /would have been performed.*it only asked/);
});
