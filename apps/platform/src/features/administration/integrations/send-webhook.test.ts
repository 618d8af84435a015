/** Webhook addresses are hostile input: whatever they lead to and whatever answers, the outcome is a bounded refusal by name. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tellTime } from '../../../../../../tests/support/pace.ts';
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../../../../../tests/support/webhook-target.ts';
import { createWebhookSender, type SendOutcome } from './send-webhook.ts';
import { signatureHeaders } from './webhook-signature.ts';

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const message = { id: 'msg_1', event: 'agent.created', body: '{"type":"agent.created"}' };
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let receiver: WebhookReceiver;

before(async () => {
  receiver = await startWebhookReceiver();
});
after(() => receiver.close());

async function send(
  url: string,
  addresses: readonly string[] = [],
  allowed: readonly string[] = [receiver.origin],
  timeoutMs = 60_000,
): Promise<SendOutcome> {
  const open = createWebhookSender({
    clock,
    allowedOrigins: allowed,
    timeoutMs,
    resolve: () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
  });
  const target = open(url);
  try {
    return await target.send(message, [secret]);
  } finally {
    await target.close();
  }
}

test('signatures are those of the Standard Webhooks specification', () => {
  const body = '{"test": 2432232314}';
  const headers = signatureHeaders(
    { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1_614_265_330, body },
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  );
  assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

for (const [name, url, addresses, why] of [
  ['a private address by name', 'https://siem.example/', ['10.0.0.8'], /not on the public internet/],
  ['this machine by name', 'https://siem.example/', ['127.0.0.1'], /not on the public internet/],
  [
    'the cloud’s metadata by name',
    'https://siem.example/',
    ['169.254.169.254'],
    /not on the public internet/,
  ],
  [
    'a name that leads half inside',
    'https://siem.example/',
    ['93.184.216.34', '::1'],
    /not on the public internet/,
  ],
  ['a private address', 'https://10.0.0.8/', [], /a number and not a name/],
  ['another spelling of this machine', 'https://0x7f000001/', [], /a number and not a name/],
  ['plain http', 'http://siem.example/', ['93.184.216.34'], /not https/],
  ['an origin beside the allowed one', 'http://127.0.0.1:9/', [], /not https/],
] as const)
  test(`${name} is refused, and nothing is sent`, async () => {
    const before = receiver.received.length;
    const outcome = await send(url, addresses);
    assert.equal(outcome.delivered, false);
    assert.equal(outcome.status, null);
    assert.match(outcome.detail ?? '', why);
    assert.equal(receiver.received.length, before);
  });

test('a name that answers well once and leads inside the second time is refused the second time', async () => {
  const answers = ['93.184.216.34', '127.0.0.1'];
  let asked = 0;
  const open = createWebhookSender({
    clock,
    allowedOrigins: [],
    timeoutMs: 500,
    resolve: () => Promise.resolve([{ address: answers[Math.min(asked++, 1)] as string, family: 4 }]),
  });
  const details: (string | null)[] = [];
  for (let n = 0; n < 2; n++) {
    const target = open('https://rebinding.example/');
    details.push((await target.send(message, [secret])).detail);
    await target.close();
  }
  assert.ok(asked >= 2, 'the name is asked for each connection');
  assert.match(details[1] ?? '', /not on the public internet/);
});

test('a redirect is an outcome and is not followed', async () => {
  receiver.behave(
    (_request, response) => void response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
  );
  const before = receiver.received.length;
  const outcome = await send(receiver.url);
  assert.equal(outcome.delivered, false);
  assert.match(outcome.detail ?? '', /redirect/);
  assert.equal(receiver.received.length, before + 1);
});

test('one that never answers ends at the deadline', async (t) => {
  receiver.behave(() => undefined);
  const began = performance.now();
  const outcome = await send(receiver.url, [], [receiver.origin], 400);
  assert.equal(outcome.delivered, false);
  assert.match(outcome.detail ?? '', /in time/);
  tellTime(t, 'given up', performance.now() - began);
});

test('one that drips its head for ever ends at the deadline', async (t) => {
  let timer: NodeJS.Timeout | undefined;
  receiver.behave((request) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    timer = setInterval(() => request.socket.write('x: y\r\n'), 20);
  });
  const began = performance.now();
  const outcome = await send(receiver.url, [], [receiver.origin], 400);
  clearInterval(timer);
  assert.equal(outcome.delivered, false);
  tellTime(t, 'given up', performance.now() - began);
});

test('one whose TLS does not hold gets nothing of the message', async () => {
  // it answers in plain text where TLS was promised
  const promised = receiver.origin.replace('http:', 'https:');
  const before = receiver.received.length;
  const outcome = await send(`${promised}/hook`, [], [promised]);
  assert.deepEqual([outcome.delivered, outcome.status], [false, null]);
  assert.match(outcome.detail ?? '', /failed|closed|connection/);
  assert.equal(receiver.received.length, before);
});

test('a head without end is refused', async () => {
  receiver.behave((request) => {
    request.socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`);
  });
  const outcome = await send(receiver.url);
  assert.equal(outcome.delivered, false);
  assert.equal(outcome.status, null);
});

test('an answer without end, or one that is never closed, holds nobody up and is cut short', async (t) => {
  receiver.behave((_request, response) => {
    response.writeHead(200);
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  });
  const endless = await send(receiver.url);
  assert.equal(endless.delivered, true);
  assert.ok((endless.response ?? '').length <= 1_024);
  receiver.behave((_request, response) => void response.writeHead(200).write('thanks'));
  const began = performance.now();
  const open = await send(receiver.url);
  // it never ends by itself
  assert.equal(open.delivered, true);
  tellTime(t, 'cut short', performance.now() - began);
});

test('what it says is redacted before it is kept: the secret itself, and keys of others', async () => {
  receiver.behave(
    (_request, response) => void response.writeHead(500).end(`no: ${secret} AKIAIOSFODNN7EXAMPLE\u0000`),
  );
  const outcome = await send(receiver.url);
  assert.equal(outcome.status, 500);
  assert.ok(!outcome.response?.includes(secret) && !outcome.response?.includes('AKIAIOSFODNN7EXAMPLE'));
  assert.ok(!outcome.response?.includes('\u0000'));
});
