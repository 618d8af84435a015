/** Guarantees of the log: no held secret leaves it, in no spelling and out of no field. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from '@gamut/crypto/random';
import { createLogger } from './logger.ts';

test('a held secret is struck from messages, members, errors and stacks, in every spelling', () => {
  const lines: string[] = [];
  const key = randomBytes(32);
  const url = 'postgres://app:p%40ss"word@127.0.0.1/gamut';
  const secrets: (Uint8Array | string)[] = [];
  const logger = createLogger('x', { secrets, target: { write: (line) => void lines.push(line) } });
  secrets.push(key, url);
  const bytes = Buffer.from(key);
  const spellings = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    url,
  ];
  for (const spelling of spellings) {
    logger.info(`before ${spelling} after`);
    logger.info({ deep: { er: [spelling] } }, 'x');
    logger.error({ err: new Error(`cannot use ${spelling}`, { cause: new Error(spelling) }) });
  }
  assert.equal(lines.length, spellings.length * 3);
  for (const line of lines) {
    for (const spelling of [...spellings, JSON.stringify(url).slice(1, -1), 'p%40ss'])
      assert.ok(!line.includes(spelling), line);
    assert.ok(line.includes('[redacted]'));
    JSON.parse(line);
  }
});

test('the password of an address is struck as it is written there, as it is sent, and within JSON within a member', () => {
  const lines: string[] = [];
  const [written, sent] = ['kX7%2Bab%2Fq%22w%5Cz', 'kX7+ab/q"w\\z'];
  const secrets = [`postgres://app:${written}@127.0.0.1/gamut`];
  const logger = createLogger('x', { secrets, target: { write: (line) => void lines.push(line) } });
  logger.info({ said: JSON.stringify({ password: sent }) }, `cannot use ${sent}`);
  logger.error({ err: new Error(`refused ${sent} and ${written}`) });
  logger.info({ deep: [sent, encodeURIComponent(sent)] });
  for (const line of lines) {
    JSON.parse(line);
    for (const part of ['kX7', 'ab/q', '%2Fq']) assert.ok(!line.includes(part), line);
  }
});

test('headers and members that carry credentials are struck by name, though nobody registered their value', () => {
  const lines: string[] = [];
  const logger = createLogger('x', { target: { write: (line) => void lines.push(line) } });
  logger.info({
    headers: { authorization: 'Bearer planted-1', cookie: 'planted-2' },
    password: 'planted-3',
    user: { token: 'planted-4' },
    'x-csrf-token': 'planted-5',
  });
  assert.ok(!lines.join('').includes('planted'), lines.join(''));
});

test('what looks like a credential or a person in a message or an error is redacted though nobody registered it', () => {
  const lines: string[] = [];
  const logger = createLogger('x', { target: { write: (line) => void lines.push(line) } });
  const planted = [
    'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8',
    'someone@planted.example',
    'AKIA' + 'Q3EGRIZ7XKPLQ2MN',
  ];
  logger.info(`upstream said ${planted.join(' and ')}`);
  logger.error({ err: new Error(`failed for ${planted.join(', ')}`) }, 'x');
  for (const text of planted) assert.ok(!lines.join('').includes(text), text);
  const { err } = JSON.parse(lines[1] as string) as { err: { type: string; stack: string } };
  assert.equal(err.type, 'Error');
  assert.match(err.stack, /logger\.test\.ts:\d+/);
});
