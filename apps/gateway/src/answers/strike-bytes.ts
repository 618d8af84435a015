/**
 * Bytes in base64, gone through as what they say: text is read, struck like every text and written again; of what is not UTF-8 as
 * much is read as can be, and bytes in which something is found there are withheld whole, since a part can't be taken out of them.
 * A live secret is looked for in their spelling too. What is not base64 is a text.
 */
import type { Redacted, Redactor } from '@gamut/redaction/redactor';

export interface BytesRedactors {
  /** Everything that is struck from a text. */
  readonly texts: Redactor;
  /** What is taken for a secret: of a picture's bytes nothing else can be told. */
  readonly secrets: Redactor;
  /** Live secrets alone, in every spelling. */
  readonly live: Redactor;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const patient = new TextDecoder('utf-8', { ignoreBOM: true });
/** In place of bytes that are withheld; base64 again, or who reads the answer takes all of it for broken. */
const withheld = Buffer.from('[redacted:bytes]').toString('base64');
/** Of a hundred characters so many may be none that a text has. */
const strangeMax = 10;

export function strikeBytes(
  value: string,
  { texts, secrets, live }: BytesRedactors,
  tally: (found: Redacted) => string,
): string {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.toString('base64') !== value) return tally(texts.redact(value));
  const text = exactText(bytes);
  const loose = text ?? patient.decode(bytes).replaceAll('\0', '');
  const struck = tally((text !== undefined || isMostlyText(loose) ? texts : secrets).redact(loose));
  const left = struck === loose ? value : text === undefined ? withheld : encode(struck);
  return tally(live.redact(left)) === left ? left : withheld;
}

const encode = (text: string): string => Buffer.from(text).toString('base64');

/** Undefined when writing it again could give other bytes, or when it is text in two bytes a letter. */
function exactText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function isMostlyText(text: string): boolean {
  let strange = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isBreak = code >= 0x09 && code <= 0x0d;
    if (code === 0xfffd || (code < 0x20 && !isBreak) || (code >= 0x7f && code < 0xa0)) strange++;
  }
  return strange * 100 <= text.length * strangeMax;
}
