/** Where recipients are looked for, up to how much of them is named one by one, and which of several answers taught one, exactly. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { sha256 } from '@gamut/crypto/hash';
import { learnedDigestsMax } from '@gamut/protocol/learned-origin';
import { readDemoFacts } from '../cases/run-case.ts';
import { contradictory } from './contradictory.ts';
import { indexFacts, type IndexedTool } from './indexed-facts.ts';
import {
  everything,
  learnedDigests,
  learnedRecipients,
  recipientPointersOf,
  recipientsOf,
} from './recipients.ts';

const none: ReadonlySet<string> = new Set();
const digest = (form: string) => encodeBase64url(sha256(`gamut-learned/1\nt\n${form}`)).slice(0, 22);

function pay(change: object = {}): IndexedTool {
  const tool = indexFacts(readDemoFacts()).tools.get('payments_pay');
  assert.ok(tool !== undefined && tool !== contradictory);
  return { ...tool, facts: { ...tool.facts, ...change } };
}
const digestsOf = (to: unknown, tool = pay()) => recipientsOf('t', tool, { to }, none)[0]?.digests;

/** Addresses of letters alone: each gives two forms, and no id or number. */
function mails(of: string, count: number): string[] {
  const word = (at: number) => String(at).replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)] as string);
  return Array.from({ length: count }, (_, at) => `x${word(at)}@${of}${word(at)}.example`);
}

test('of a tool that names no recipients and has no target of text nothing is looked at, if it stays inside', () => {
  const inside = { targetKind: 'path', actionType: 'write_internal', recipientPointers: undefined };
  assert.deepEqual(recipientPointersOf(pay(inside), { to: 'acme' }), []);
  assert.deepEqual(recipientPointersOf(pay({ ...inside, targetKind: 'text' }), { to: 'acme' }), ['/to']);
  assert.deepEqual(recipientPointersOf(pay({ ...inside, actionType: 'admin' }), { to: 'acme' }), ['']);
  assert.deepEqual(recipientPointersOf(pay({ actionType: 'read' }), { to: 'acme' }), []);
});

test('a target that points at nothing by its form is not filled in', () => {
  assert.deepEqual(recipientPointersOf(pay({ targetPointers: ['to'] }), { to: 'acme' }), ['']);
});

test('a number is a recipient as its text is', () => {
  assert.deepEqual(digestsOf(1_234), [digest('text:1234')]);
});

test('so many characters of an argument are looked through, and not one more', () => {
  const long = 'a '.repeat(8_191);
  assert.deepEqual(digestsOf([long, 'bc']), [digest(`text:${long}\nbc`)]);
  assert.deepEqual(digestsOf([long, 'bcd']), [everything]);
});

test('so many forms of an argument are named, and not one more', () => {
  const most = mails('h', learnedDigestsMax / 8);
  assert.equal(digestsOf(most)?.length, learnedDigestsMax / 4);
  assert.deepEqual(digestsOf([...most, 'eve@evil.example']), [everything]);
  assert.deepEqual(digestsOf(['eve@evil.example', ...most]), [everything]);
});

test('so many forms of a call are named, and not one more', () => {
  const names = ['to', 'cc', 'bcc', 'copies', 'more'];
  const tool = pay({ targetPointers: [], recipientPointers: names.map((name) => `/${name}`) });
  const call = Object.fromEntries(names.map((name) => [name, mails(name, learnedDigestsMax / 8)]));
  const digests = (args: object) => recipientsOf('t', tool, args, none).map((one) => one.digests.length);
  assert.deepEqual(digests({ ...call, more: [] }), [250, 250, 250, 250]);
  assert.deepEqual(digests({ ...call, more: 'acme' }), [1, 1, 1, 1, 1]);
});

test('so many forms of an answer are remembered, and not one more', () => {
  const most = mails('h', learnedDigestsMax / 2);
  const learned = learnedDigests('t', most.join(' '));
  assert.deepEqual([learned.length, new Set(learned).size], [learnedDigestsMax, learnedDigestsMax]);
  assert.deepEqual(learnedDigests('t', [...most, 'one.example'].join(' ')), [everything]);
});

test('of two answers of one tool the newer is named, by its decision where they came at once; and tools by name', () => {
  const at = (hour: number) => `2026-11-22T1${hour}:00:00Z`;
  const told = (tool: string, hour: number, decision: string) => ({
    digest: 'd',
    tool,
    decision,
    at: at(hour),
  });
  const origins = [
    told('web_read', 3, 'dec_7'),
    told('web_read', 3, 'dec_9'),
    told('web_read', 3, 'dec_8'),
    told('mail_read', 1, 'dec_6'),
    told('mail_read', 2, 'dec_1'),
    told('file_read', 3, 'dec_5'),
    told('a_read', 1, 'dec_2'),
  ];
  const named = [
    { pointer: '/to', tool: 'a_read', decision: 'dec_2', at: at(1) },
    { pointer: '/to', tool: 'file_read', decision: 'dec_5', at: at(3) },
    { pointer: '/to', tool: 'mail_read', decision: 'dec_1', at: at(2) },
    { pointer: '/to', tool: 'web_read', decision: 'dec_9', at: at(3) },
  ];
  for (const order of [origins, origins.toReversed()])
    assert.deepEqual(learnedRecipients([{ pointer: '/to', digests: ['d'] }], order), named);
});
