/** Base64 is read wherever it stands, in each of its alphabets, and what is no text as the letters that it holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeBase64Runs } from './decode-base64-runs.ts';

const bytes = (...codes: number[]): string => String.fromCharCode(...codes);
const wide = (text: string): string => [...text].map((letter) => `${letter}\0`).join('');
const utf8 = (text: string): string => Buffer.from(text).toString('base64');
/** Four characters that are nothing. */
const none = btoa('\0\x01\0');
const hello = 'hello world!';
const words = btoa('and the next');
/** A line of forty characters, which is as long as lines of mail have to be. */
const long = 'x'.repeat(30);

for (const [what, text, ...found] of [
  ['nothing', ''],
  ['a run of twelve characters', btoa('new line.'), 'new line.'],
  ['and of no fewer', btoa('no lines')],
  ['a run among words', `x ${btoa(hello)} y`, hello],
  ['a run without its end', btoa('hello world').replaceAll('=', ''), 'hello world'],
  ['a run with a letter too much', `${btoa(hello)}a`, hello],
  [
    'in the alphabet of addresses',
    btoa('??>>??>>??>>').replaceAll('/', '_').replaceAll('+', '-'),
    '??>>??>>??>>',
  ],
  ['in that of mail', btoa('??>>??>>??>>'), '??>>??>>??>>'],
  ['UTF-16', btoa(wide('hello world')), 'hello world'],
  ['Latin-1', btoa('h\u00e9 world, \u00e9'), 'hé world, é'],
  ['UTF-8', utf8('h\u00e9 world, \u00e9'), 'hé world, é'],
  ['UTF-8 among zeros', utf8('h\u00e9 world\0, \u00e9'), 'hé world, é'],
  ['UTF-16 with letters of Latin-1', btoa(wide('h\u00e9 w\u00f6rld')), 'hé wörld'],
  ['what decodes to nothing before a run', `${'A'.repeat(12)} ${btoa(hello)}`, hello],
  ['a piece of twelve characters', `${none}+${btoa('new line.')}`, 'new line.'],
  ['and of no fewer', `${none}+${btoa('no lines').replace('=', '')}`],
  ['pieces that hold nothing', `${none}${none}${none}+${btoa(hello)}`, hello],
  ['breaks and tabs', btoa('a\r\nb\tc d e f'), 'a\r\nb\tc d e f'],
  ['letters among bytes', btoa(`${bytes(1, 2)}hello world${bytes(3)}second`), 'hello world\nsecond'],
  ['too few letters among bytes', btoa(`${bytes(1, 2)}hell${bytes(3, 4)}world${bytes(3, 4, 5)}`)],
  ['what decodes to nothing readable', 'A'.repeat(12)],
  [
    'each of two pieces',
    `${btoa('\u00ff\u00fe\u0001')}+${btoa(hello)}-${btoa('second one')}`.replaceAll('=', ''),
    `${hello}\nsecond one`,
  ],
  ['two runs', `${btoa(hello)} ${words}`, `${hello}\nand the next`],
  ['two lines of one run', `${btoa(long)}\n${words}`, `${long}\nand the next`, `${long}and the next`],
  [
    'as mail breaks it',
    `${btoa(`${long}!`)}\r\n \t${words}`,
    `${long}!\nand the next`,
    `${long}!and the next`,
  ],
  ['a short line, which ends', `${btoa('hello world, hello')}\n${words}`, 'hello world, hello\nand the next'],
  ['a word between', `${btoa(long)}\nx\n${words}`, `${long}\nand the next`],
  ['too many blanks between', `${btoa(long)}\n${' '.repeat(40)}${words}`, `${long}\nand the next`],
  [
    'forty characters between',
    `${btoa(long)}\n${' '.repeat(39)}${words}`,
    `${long}\nand the next`,
    `${long}and the next`,
  ],
  [
    'three lines',
    `${btoa(long)}\n${btoa(long)}\n${words}`,
    `${long}\n${long}\nand the next`,
    `${long}${long}and the next`,
  ],
] as readonly (readonly [string, string, ...string[]])[])
  test(`what stands in base64: ${what}`, () => assert.deepEqual(decodeBase64Runs(text), found));
