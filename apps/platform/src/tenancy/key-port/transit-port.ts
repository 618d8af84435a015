/**
 * A key port over HTTP: the Transit API as OpenBao and Vault speak it. One question, one answer, at most three seconds and
 * 64 kB, no redirect followed; whatever is not exactly the answer that was asked for is no answer. The tenant's id goes
 * along as associated data, so a wrapped key of one tenant is not unwrapped for another.
 */
import { parseJson } from '@gamut/kernel/parse-json';
import { callDependency } from '@gamut/service/dependency';
import { KeyPortFailure, wrappedCharactersMax, type KeyPort } from './key-port.ts';

export interface TransitPortParts {
  /** https, or http on loopback; checked where configuration is read. */
  readonly origin: string;
  readonly token: string;
  readonly deadlineMs: number;
}

const answerBytesMax = 65_536;
const wrappedPattern = /^vault:v[1-9][0-9]{0,8}:[A-Za-z0-9+/]{16,}={0,2}$/;
/** What a service says about a key that is there no more, or that may decrypt no more. */
const takenBackPattern = /not found|disabled|disallowed|deleted/i;

export function createTransitPort(parts: TransitPortParts): KeyPort {
  const ask = (
    verb: 'encrypt' | 'decrypt',
    tenantId: string,
    keyName: string,
    member: string,
    text: string,
  ): Promise<unknown> =>
    post(parts, `/v1/transit/${verb}/${encodeURIComponent(keyName)}`, {
      [member]: text,
      associated_data: Buffer.from(`gamut tenant ${tenantId}`, 'utf8').toString('base64'),
    });
  return {
    wrap: async (tenantId, keyName, dataKey) => {
      const text = memberOf(
        await ask('encrypt', tenantId, keyName, 'plaintext', Buffer.from(dataKey).toString('base64')),
        'ciphertext',
      );
      if (text !== undefined && text.length <= wrappedCharactersMax && wrappedPattern.test(text)) return text;
      throw new KeyPortFailure('wrong', 'the key service answered something that is no wrapped key');
    },
    unwrap: async (tenantId, keyName, wrapped) => {
      const text = memberOf(await ask('decrypt', tenantId, keyName, 'ciphertext', wrapped), 'plaintext');
      const bytes = text === undefined ? undefined : Buffer.from(text, 'base64');
      if (bytes?.length === 32 && bytes.toString('base64') === text) return bytes;
      bytes?.fill(0);
      throw new KeyPortFailure('wrong', 'the key service answered something that is no key');
    },
  };
}

function memberOf(answer: unknown, name: string): string | undefined {
  const data = (answer as { data?: unknown } | null)?.data;
  const value = (data as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}

async function post(parts: TransitPortParts, path: string, body: Record<string, string>): Promise<unknown> {
  let answer: { status: number; body: Buffer };
  try {
    answer = await callDependency({ name: 'the key service', deadlineMs: parts.deadlineMs }, (signal) =>
      exchange(parts, path, body, signal),
    );
  } catch (error) {
    const late = (error as { code?: unknown }).code === 'deadline_exceeded';
    throw new KeyPortFailure(
      'unreachable',
      late ? 'the key service did not answer in time' : 'the key service cannot be reached',
    );
  }
  if (answer.status === 200) return parsed(answer.body);
  throw refusalOf(answer.status, answer.body);
}

async function exchange(
  parts: TransitPortParts,
  path: string,
  body: Record<string, string>,
  signal: AbortSignal,
): Promise<{ status: number; body: Buffer }> {
  const response = await fetch(`${parts.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vault-token': parts.token },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal,
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    // leaving the loop gives up the connection
    if (size > answerBytesMax) throw new Error('the answer is too long');
    chunks.push(chunk as Uint8Array);
  }
  return { status: response.status, body: Buffer.concat(chunks) };
}

function parsed(body: Buffer): unknown {
  try {
    return parseJson(body, { bytesMax: answerBytesMax, depthMax: 8 });
  } catch {
    throw new KeyPortFailure('wrong', 'the key service answered something that is no JSON');
  } finally {
    body.fill(0);
  }
}

/** 403: the token may not use the key. 404: there is no such key. 400 says which of many in words. */
function refusalOf(status: number, body: Buffer): KeyPortFailure {
  if (status === 403)
    return new KeyPortFailure('revoked', 'the key service refuses the use of the key (403)');
  if (status === 404) return new KeyPortFailure('revoked', 'the key service knows no such key (404)');
  if (status === 400 && takenBackPattern.test(body.toString('utf8')))
    return new KeyPortFailure('revoked', 'the key service says that the key may not be used (400)');
  return new KeyPortFailure('unreachable', `the key service answered with status ${String(status)}`);
}
