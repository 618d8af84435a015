/** The filter language: mistakes are named before the server is asked, and views change one term and no other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionsHref, filterKeys, formatFilter, parseFilter, termOf, withTerm } from './filter.ts';

test('a filter of known keys is read as it was typed', () => {
  const { terms, wrong } = parseFilter('  decision:block   agent:claims-triage tool:filesystem_* since:7d ');
  assert.equal(wrong, undefined);
  assert.deepEqual(terms, [
    { key: 'decision', value: 'block' },
    { key: 'agent', value: 'claims-triage' },
    { key: 'tool', value: 'filesystem_*' },
    { key: 'since', value: '7d' },
  ]);
});

test('each kind of mistake is named in a sentence', () => {
  assert.match(parseFilter('blocked').wrong ?? '', /has no key/);
  assert.match(parseFilter('colour:red').wrong ?? '', /is not a key/);
  assert.match(parseFilter('agent:').wrong ?? '', /has no value/);
  assert.match(parseFilter('since:yesterday').wrong ?? '', /is not a span/);
  assert.match(parseFilter('agent:a agent:b').wrong ?? '', /stands twice/);
});

test('a view sets its own term and leaves the others as they were', () => {
  assert.equal(
    withTerm('decision:block agent:a since:7d', 'decision', 'allow'),
    'agent:a since:7d decision:allow',
  );
  assert.equal(withTerm('decision:block agent:a', 'decision', ''), 'agent:a');
  assert.equal(termOf('decision:block agent:a', 'agent'), 'a');
});

test('any set of terms comes back from its own address', () => {
  const value = fc.stringMatching(/^[a-z0-9_*,.-]{1,20}$/);
  const terms = fc.uniqueArray(
    fc.record({ key: fc.constantFrom(...filterKeys), value }, { noNullPrototype: true }),
    {
      selector: ({ key }) => key,
    },
  );
  fc.assert(
    fc.property(terms, (asked) => {
      const filter = formatFilter(asked);
      const address = new URL(decisionsHref(filter), 'http://console.example');
      assert.equal(address.searchParams.get('filter') ?? '', filter);
      assert.deepEqual(parseFilter(filter).terms, asked);
    }),
  );
});
