/**
 * A tool server's long message is parsed by no one on the thread that serves everybody, nor by the protocol's package, which takes
 * seconds for a hostile one: what comes back of a call is handed on as one text, under a mark that no server can know, and
 * is read where answers are gone through. So is a short one that the protocol's package would change as it reads it.
 */
import { readExactly } from '../answers/exact-json.ts';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { randomBytes } from '@gamut/crypto/random';

/** From so many characters on. */
export const unreadFrom = 16_384;

export interface UnreadAnswer {
  /** Of the request that it must answer. */
  readonly id: number;
  /** The whole message. */
  readonly text: string;
}

const member = 'gamut/unread';
const mark = encodeBase64url(randomBytes(32));

/** A tool's result, as the protocol's package takes it, that holds the message unread. */
export function holdUnread({ id, text }: UnreadAnswer) {
  const _meta = { [member]: `${mark}:${String(id)}` };
  return {
    jsonrpc: '2.0' as const,
    id,
    result: { resultType: 'complete', content: [{ type: 'text', text }], _meta },
  };
}

/** @returns undefined for what the protocol's package has read itself */
export function unreadIn(result: unknown): UnreadAnswer | undefined {
  const { _meta, content } = (result ?? {}) as {
    _meta?: Readonly<Record<string, unknown>>;
    content?: readonly { readonly text?: unknown }[];
  };
  const [held, id] = String(_meta?.[member]).split(':');
  const text = content?.[0]?.text;
  return held === mark && typeof text === 'string' ? { id: Number(id), text } : undefined;
}

const idFirst = /^\s*\{\s*(?:"jsonrpc"\s*:\s*"2\.0"\s*,\s*)?"id"\s*:\s*(\d{1,15})\s*,/;
const idLast = /,\s*"id"\s*:\s*(\d{1,15})\s*(?:,\s*"jsonrpc"\s*:\s*"2\.0"\s*)?\}\s*$/;
const endChars = 200;

/** What a long answer answers, told by its first or its last members alone; undefined where it says so in its midst. */
export function answeredId(text: string): number | undefined {
  const found = idFirst.exec(text.slice(0, endChars)) ?? idLast.exec(text.slice(-endChars));
  return found === null ? undefined : Number(found[1]);
}

/** A request or a notification of the server's own. */
export function isAsking(text: string): boolean {
  return /^\s*\{[^{[]*"method"\s*:/.test(text.slice(0, endChars));
}

/** A short message that is JSON, answers something, and would be another one once it is read. */
export function isChangedByReading(text: string): boolean {
  if (typeof readExactly(text) !== 'string') return false;
  try {
    const message = JSON.parse(text) as object | null;
    return message !== null && typeof message === 'object' && !isQuestion(message);
  } catch {
    return false;
  }
}

function isQuestion(message: object): boolean {
  return 'method' in message && !('result' in message) && !('error' in message);
}
