/** Places: one text means one place, what could be read in two ways is unclear, permissions match exactly, classes widely. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { posix } from 'node:path';
import fc from 'fast-check';
import { liesUnder, parsePath, parsePlace, parseText, touches, type Place } from './place.ts';
import { runs } from '../../../tests/support/runs.ts';

const root = '/srv/claims';
const place = (text: string): Place => {
  const parsed = parsePath(text, root);
  assert.ok(typeof parsed !== 'string', `${text}: ${String(parsed)}`);
  return parsed;
};

test('a path means what a file system makes of it', () => {
  const step = fc.constantFrom('a', 'b', '..', '.', '', 'c.txt', 'é');
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 9 }), fc.boolean(), (steps, absolute) => {
      const raw = (absolute ? `${root}/` : '') + steps.join('/');
      if (raw === '') return;
      const resolved = posix.resolve(root, raw);
      const inside = resolved === root || resolved.startsWith(`${root}/`);
      const parsed = parsePath(raw, root);
      // A relative path that begins with a slash is an absolute one; one that leaves and comes back is taken as outside.
      if (typeof parsed === 'string')
        assert.ok(parsed === 'outside' && (!inside || steps.includes('..')), raw);
      else assert.equal(posix.join(root, parsed.text), resolved);
    }),
    { numRuns: runs(2000) },
  );
});

test('what programs read differently is unclear', () => {
  const unclear = [
    '', ' a', 'a ', '~', '~root/x', 'a\\b', 'C:\\x', 'c:/x', 'a\0b', 'a\nb', 'a\u202eb', 'a\u200bb', 'a%2fb', 'a%2E%2e', 'a%00',
    'file:///etc', 'HTTP://x', '"a"', "'a", 'a／b', 'a∕b', 'a\ud800', 'x'.repeat(1025),
  ]; // prettier-ignore
  for (const raw of unclear) assert.equal(parsePath(raw, root), 'unclear', JSON.stringify(raw));
});

test('outside is outside, by any way', () => {
  for (const raw of [
    '..',
    '../claims2',
    'a/../../b',
    '/',
    '/etc',
    '/srv/claimsx',
    '/srv/claims/../x',
    '/srv',
  ]) {
    assert.equal(parsePath(raw, root), 'outside', raw);
  }
});

test('the root is the root, however it is written', () => {
  for (const raw of ['.', './', './/.', 'a/..', '/srv/claims', '/srv/claims/', '/srv//claims/.'])
    assert.equal(place(raw).text, '.');
});

test('a permission matches its folder and what lies in it, in this spelling only', () => {
  for (const under of ['open', './open/', '/srv/claims/open']) {
    for (const raw of ['open', 'open/a', 'open/a/b']) assert.ok(liesUnder(place(raw), place(under)));
    for (const raw of ['.', 'opened', 'Open', 'open.', 'closed', 'ｏpen'])
      assert.ok(!liesUnder(place(raw), place(under)), raw);
  }
  assert.ok(liesUnder(place('anything/at/all'), place('.')));
});

test('a data class holds in every spelling, and above when the call reaches below', () => {
  const personal = place('personal');
  for (const raw of ['personal', 'PERSONAL/x', 'personal./x', 'Personal /x', 'ｐersonal/x'])
    assert.ok(touches(place(raw), personal, false), raw);
  assert.ok(!touches(place('.'), personal, false));
  assert.ok(touches(place('.'), personal, true));
  assert.ok(!touches(place('open'), personal, true));
  assert.ok(touches(place('stra\u00dfe'), place('STRASSE'.toLowerCase().replace('ss', '\u00df')), false));
});

test('a text permission ends at a separator, and nothing climbs behind it', () => {
  const text = (raw: string): Place => parseText(raw) as Place;
  assert.ok(liesUnder(text('claimant:7'), text('claimant:')));
  assert.ok(liesUnder(text('https://api.example/v1/x'), text('https://api.example/v1/')));
  for (const [raw, under] of [
    ['claimant:77', 'claimant:7'],
    ['https://api.example.evil/', 'https://api.example'],
    ['https://api.example/v1/../admin', 'https://api.example/v1/'],
    ['https://api.example/v1/%2e%2e/admin', 'https://api.example/v1/'],
    ['user:x@evil.example', 'user:'],
  ] as const) {
    assert.ok(!liesUnder(text(raw), text(under)), raw);
  }
  assert.equal(parseText('a\u202eb'), 'unclear');
});

test('what is strange at the start of a path is an ordinary letter inside it, and a path has its length', () => {
  for (const raw of ["it's/b", 'a"b/c', 'ab:c', 'a/C:b', 'a/http://b', 'a'.repeat(1024)])
    assert.notEqual(typeof parsePath(raw, root), 'string', raw);
  for (const raw of ["'a", 'a"', 'C:a', 'http://b', 'a'.repeat(1025)])
    assert.equal(parsePath(raw, root), 'unclear', raw);
  assert.equal(parsePath('/a', '/..'), 'outside');
  assert.equal((parsePlace('/a', 'path', null) as Place).exact, 'a');
  assert.equal((place('a/.../b') as Place).folded, 'a/.../b');
});

test('a text is taken as it is, or not at all', () => {
  const text = (raw: string): Place => parsePlace(raw, 'text', null) as Place;
  assert.deepEqual(text(' A:1'), { text: ' A:1', kind: 'text', exact: ' A:1', folded: ' a:1' });
  assert.equal(text('a'.repeat(1024)).exact.length, 1024);
  for (const raw of ['', 'a'.repeat(1025), '\ud800', 'a\u200bb']) assert.equal(parseText(raw), 'unclear');
  assert.ok(liesUnder(text('mailto:a@b.example'), text('mailto:a@')));
  for (const raw of ['http://a/./b', 'http://a/.', 'http://a/..', 'http://a/b/../c', 'http://a/b@c'])
    assert.ok(!liesUnder(text(raw), text('http://a/')), raw);
  assert.ok(liesUnder(text('http://a/.b/c'), text('http://a/')));
  assert.ok(touches(text('Claimant:7'), text('claimant:'), false));
  assert.ok(!touches(text('claims'), text('claimant:'), false));
  assert.ok(!touches(place('personality'), place('personal'), false));
});
