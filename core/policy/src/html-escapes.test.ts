/** Character references are read as a browser reads them: by number and by name, with a semicolon and without. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHtml } from './html-escapes.ts';

const named = {
  "&'*\\:,@$=!`": 'amp apos ast bsol colon comma commat dollar equals excl grave',
  '>^{[{_([<*·': 'gt hat lbrace lbrack lcub lowbar lpar lsqb lt midast middot',
  '#%.+?"}]})]': 'num percnt period plus quest quot rbrace rbrack rcub rpar rsqb',
  ';/_||': 'semi sol underbar verbar vert',
  '------': 'dash horbar hyphen mdash minus ndash',
  '      \n  ': 'emsp ensp hairsp mediumspace nbsp nonbreakingspace newline numsp puncsp',
  '\t      ': 'tab thickspace thinsp thinspace verythinspace emsp13 emsp14',
  '\u2061\u2061\u2063\u2063\u2062\u2062': 'af applyfunction ic invisiblecomma invisibletimes it',
  '\u200e\u200b\u200b\u200b\u200b':
    'lrm negativemediumspace negativethickspace negativethinspace negativeverythinspace',
  '\u2060\u200f\u00ad\u200b\u200d\u200c': 'nobreak rlm shy zerowidthspace zwj zwnj',
};
for (const [signs, names] of Object.entries(named))
  test(`signs by their names: ${names}`, () => {
    const written = names.split(' ').map((name) => `&${name};`);
    assert.equal(decodeHtml(written.join('')), signs);
    assert.equal(decodeHtml(written.join('').toUpperCase()), signs);
  });

for (const [written, read] of [
  ['&#64;', '@'],
  ['&#64x', '@x'],
  ['&#0000000000000000064;', '@'],
  ['&#x40;', '@'],
  ['&#X40', '@'],
  ['&#x000000000000000040;', '@'],
  ['&#x40evil', '@evil'],
  ['&#x1Fab', '\u1fab'],
  ['&#x20ab', ' ab'],
  ['&#x20ab;', '\u20ab'],
  ['&#x7eab', '~ab'],
  ['&#x7fab', '\u7fab'],
  ['&#x7f', '\x7f'],
  ['&#x1f600', '\u{1f600}'],
  ['&#x10ffff;', '\u{10ffff}'],
  ['&#x110000;', '&#x110000;'],
  ['&#1114111;', '\u{10ffff}'],
  ['&#1114112;', '&#1114112;'],
  ['&#12345678;', '&#12345678;'],
] as const)
  test(`signs by their numbers: ${written}`, () => assert.equal(decodeHtml(`a${written}`), `a${read}`));

test('what HTML knows without a semicolon is read from the beginning of a name, and nothing else is', () => {
  assert.equal(decodeHtml('&shy&nbspx&amp&quot&ltb&GTc'), '\u00ad x&"<b>c');
  assert.equal(decodeHtml('&ampere'), '&ere');
  assert.equal(decodeHtml('&xamp &nope &nope; &commat a & b'), '&xamp &nope &nope; &commat a & b');
  assert.equal(decodeHtml('none'), 'none');
});
