/** The addresses of the cells are read strictly, and no refusal shows a byte of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GateFailure } from '@gamut/service/start-gates';
import { parseCellUrls } from './cell-urls.ts';

const home = 'postgres://gamut_app:home-pass@127.0.0.1:5432/gamut';
const url = (host: string) => `postgres://gamut_app:cell-pass@${host}:5432/gamut`;
const parse = (text: string | undefined) => parseCellUrls('CELL_DATABASE_URLS', text, home);

test('names and URLs are given back; nothing set is no cell', () => {
  const text = JSON.stringify({ 'cell-b': url('b.example'), c: 'postgresql://u:p@c.example/x' });
  assert.deepEqual(parse(text), JSON.parse(text));
  assert.deepEqual(parse(undefined), {});
  assert.deepEqual(parse('{}'), {});
});

const refused: readonly (readonly [string, string, RegExp])[] = [
  ['empty', '', /is not a JSON object/],
  ['no JSON', url('b.example'), /is not a JSON object/],
  ['a list', JSON.stringify([url('b.example')]), /is not a JSON object/],
  ['null', 'null', /is not a JSON object/],
  ['a text', JSON.stringify(url('b.example')), /is not a JSON object/],
  ['a name twice', `{"b":"${url('b.example')}","b":"${url('c.example')}"}`, /is not a JSON object/],
  ['something after it', `{"b":"${url('b.example')}"} x`, /is not a JSON object/],
  ['home', JSON.stringify({ home: url('b.example') }), /names home/],
  ['a capital', JSON.stringify({ Cell: url('b.example') }), /a name that will not do/],
  ['a leading digit', JSON.stringify({ '1b': url('b.example') }), /a name that will not do/],
  ['an empty name', JSON.stringify({ '': url('b.example') }), /a name that will not do/],
  ['a name too long', JSON.stringify({ ['b'.repeat(32)]: url('b.example') }), /a name that will not do/],
  ['a line feed', JSON.stringify({ 'b\n': url('b.example') }), /a name that will not do/],
  ['__proto__', `{"__proto__":"${url('b.example')}"}`, /is not a JSON object/],
  ['a number', '{"b":5432}', /no Postgres URL for b/],
  ['an object', `{"b":{"url":"${url('b.example')}"}}`, /no Postgres URL for b/],
  ['another scheme', '{"b":"mysql://u:cell-pass@b.example/x"}', /no Postgres URL for b/],
  ['no database', '{"b":"postgres://u:cell-pass@b.example"}', /no Postgres URL for b/],
  ['no login', '{"b":"postgres://b.example/x"}', /no Postgres URL for b/],
  ['no URL', '{"b":"postgres://u:cell-pass@b.example:port/x"}', /no Postgres URL for b/],
  ['home’s own database', JSON.stringify({ b: home }), /gives home and b one database/],
  [
    'one database twice',
    JSON.stringify({ b: url('b.example'), c: url('b.example') }),
    /gives b and c one database/,
  ],
];

for (const [name, text, message] of refused) {
  test(`refused without a word of it: ${name}`, () => {
    assert.throws(
      () => parse(text),
      (error) => {
        assert.ok(error instanceof GateFailure);
        assert.equal(error.gate, 'config');
        assert.match(error.message, message);
        assert.match(error.message, /CELL_DATABASE_URLS/);
        for (const part of ['cell-pass', 'home-pass', 'example', 'gamut_app'])
          assert.equal(error.message.includes(part), false);
        return true;
      },
    );
  });
}
