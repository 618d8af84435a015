/** A long answer goes past the protocol's package as one text, however it comes; a short one passes as it is, and no server can claim the mark. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeSafe, type AnswerJob } from '../../answers/make-safe.ts';
import { answeredId, holdUnread, isAsking, unreadFrom, unreadIn } from '../unread-answer.ts';
import { shelterAnswer } from './shelter-answer.ts';

const long = 'word '.repeat(unreadFrom / 4);
const message = (text: string, id: unknown = 7) => ({
  jsonrpc: '2.0',
  id,
  result: { content: [{ type: 'text', text }] },
});
const json = (body: string, status = 200) =>
  new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8' } });
/** In pieces of so many bytes, as a network may cut them. */
function events(body: string, size: number): Response {
  const bytes = new TextEncoder().encode(body);
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull: (out) => {
      if (at >= bytes.length) return out.close();
      out.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
}
const resultIn = (text: string): unknown => (JSON.parse(text) as { result: unknown }).result;
const datasOf = (stream: string): string[] =>
  stream.split('\n\n').flatMap((event) => /(?:^|\n)data: ?(.*)/.exec(event)?.slice(1) ?? []);

test('a long body is held unread, whole; a short one and one of another kind pass as they are', async () => {
  const whole = JSON.stringify(message(long));
  const held = resultIn(await (await shelterAnswer(json(whole), 7)).text());
  assert.deepEqual(unreadIn(held), { id: 7, text: whole });
  const short = JSON.stringify(message('short'));
  assert.equal(await (await shelterAnswer(json(short), 7)).text(), short);
  const failed = await shelterAnswer(json(long, 500), 7);
  assert.deepEqual([failed.status, await failed.text()], [500, '']);
  assert.equal((await shelterAnswer(new Response(null, { status: 202 }), 7)).status, 202);
});

test('a short answer that would be another one once it is read is held unread too; a question and what is no JSON pass', async () => {
  const result = (members: string): string => `{"jsonrpc":"2.0","id":7,"result":${members}}`;
  for (const one of [
    result('{"content":[],"structuredContent":{"id":9007199254740993}}'),
    result('{"content":[],"content":[]}'),
    result('{"content":[],"structuredContent":{"__proto__":1}}'),
    `[${result('1e309')}]`,
  ]) {
    assert.deepEqual(unreadIn(resultIn(await (await shelterAnswer(json(one), 7)).text())), {
      id: 7,
      text: one,
    });
    const out = await (await shelterAnswer(events(`data: ${one}\n\n`, 1000), 7)).text();
    assert.deepEqual(unreadIn(resultIn(datasOf(out)[0] as string)), { id: 7, text: one });
  }
  const question = '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1e309}}';
  for (const one of [question, 'no JSON 1e309', '']) {
    assert.equal(await (await shelterAnswer(json(one), 7)).text(), one);
    const event = `event: message\ndata: ${one}\n\n`;
    assert.equal(await (await shelterAnswer(events(event, 1000), 7)).text(), event);
  }
});

for (const [name, end] of [
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
])
  for (const size of [1, 7, 1000, 1_000_000])
    test(`events that end with ${String(name)}, in pieces of ${String(size)}: the long answer is held, short ones pass, other long ones are left out`, async () => {
      const chatter = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params: { long } });
      const whole = JSON.stringify(message(`${long} ü 😀`), null, 1).split('\n');
      const stream = [
        [': hello'],
        ['event: message', 'data: {"short":1}'],
        [`data: ${chatter}`],
        ['event: other', `data: ${long}`],
        ['id: 3', ...whole.map((line) => `data: ${line}`)],
        ['data: {"short":2}'],
      ].map((lines) => lines.join(end) + end + end);
      const out = await (await shelterAnswer(events(stream.join(''), size), 7)).text();
      const datas = datasOf(out.replaceAll('\r\n', '\n'));
      assert.deepEqual([datas.length, datas[0], datas[2]], [3, '{"short":1}', '{"short":2}']);
      assert.deepEqual(unreadIn(resultIn(datas[1] as string)), { id: 7, text: whole.join('\n') });
    });

test('a mark that a server writes is none', () => {
  const real = holdUnread({ id: 7, text: 'x' }).result;
  assert.deepEqual(unreadIn(real), { id: 7, text: 'x' });
  for (const _meta of [undefined, {}, { 'gamut/unread': 'undefined:7' }, { 'gamut/unread': 7 }])
    assert.equal(unreadIn({ ...real, _meta }), undefined);
  assert.equal(unreadIn(undefined), undefined);
});

test('what a long message answers is told by its ends', () => {
  const { jsonrpc, id, result } = message(long);
  for (const one of [
    { jsonrpc, id, result },
    { id, jsonrpc, result },
    { result, jsonrpc, id },
    { result, id, jsonrpc },
  ]) {
    assert.equal(answeredId(JSON.stringify(one)), 7);
    assert.equal(answeredId(JSON.stringify(one, null, 2)), 7);
    assert.equal(isAsking(JSON.stringify(one)), false);
  }
  for (const one of [
    { jsonrpc, result: long, id, x: long },
    { jsonrpc, id: 'seven', result },
    { jsonrpc, result: `,"id":7}` },
  ])
    assert.equal(answeredId(JSON.stringify(one)), undefined);
  assert.equal(isAsking(JSON.stringify({ jsonrpc, id, method: 'ping', params: {} })), true);
  assert.equal(isAsking(JSON.stringify({ jsonrpc, id, result: { method: 'ping' } })), false);
});

test('an unread message is the answer of no other call, and an error, a question or half an answer is none', () => {
  const job: AnswerJob = {
    text: '',
    unread: 7,
    bytesMax: 1000,
    form: null,
    secrets: [],
    dataClass: 'internal',
    tenant: 't',
    teaches: false,
  };
  const kindOf = (value: unknown) => makeSafe({ ...job, text: JSON.stringify(value) }, () => undefined).kind;
  assert.equal(kindOf(message('x')), 'safe');
  assert.equal(
    kindOf({ ...message('x'), result: { ...message('x').result, resultType: 'complete' } }),
    'safe',
  );
  for (const none of [
    message('x', 8),
    message('x', '7'),
    [message('x')],
    null,
    { jsonrpc: '2.0', id: 7, error: { code: 1, message: 'x' } },
    { ...message('x'), jsonrpc: '1.0' },
    { ...message('x'), result: { ...message('x').result, resultType: 'input_required' } },
  ])
    assert.equal(kindOf(none), 'refused');
});
