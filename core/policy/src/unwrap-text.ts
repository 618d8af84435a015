/**
 * A text as it stands, and as whoever reads it would decode it: percent escapes, JSON and HTML escapes, `(at)` and `[dot]`,
 * quoted-printable, invisible control characters, one layer of base64. Each step is bounded; what cannot be decoded stays as it is.
 */
import { decodeBase64url } from '@gamut/kernel/base64url';

const roundsMax = 3;
const base64Max = 256;
const base64Run = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,4096}(?![A-Za-z0-9+/_-])/g;

export function unwrapText(text: string): string[] {
  const found = [text];
  let last = text;
  for (let round = 0; round < roundsMax; round++) {
    const next = decodeOnce(last);
    if (next === last) break;
    found.push(next);
    last = next;
  }
  for (const other of [decodeQuoted(last), last.replace(invisible, '')])
    if (other !== last) found.push(other);
  const inside = fromBase64(last);
  if (inside !== '') found.push(inside);
  return found;
}

/** From left to right, as JSON is read: a backslash that is itself escaped escapes nothing. */
const backslashed = /\\(?:([uU][0-9a-fA-F]{4}|x[0-9a-fA-F]{2})|([nrtbf])|([^\p{L}\p{N}\s]))/gu;
const breaks: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
/** Control characters that show nothing and break no line. */
const invisible = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g;

function decodeOnce(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => decodePercent(run))
    .replace(backslashed, (_all, code: string | undefined, letter: string | undefined, sign: string) =>
      code !== undefined
        ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
        : letter !== undefined
          ? (breaks[letter] as string)
          : sign,
    )
    .replace(/&#x([0-9a-f]{1,6});/gi, (all, code: string) => character(Number.parseInt(code, 16), all))
    .replace(/&#([0-9]{1,7});/g, (all, code: string) => character(Number(code), all))
    .replace(/&(amp|commat|period|colon|sol);/g, (_all, name: string) => named[name] as string)
    .replace(/ ?[[({<] ?(?:at|@) ?[\])}>] ?/gi, '@')
    .replace(/ ?[[({<] ?(?:dot|\.) ?[\])}>] ?/gi, '.');
}

const named: Readonly<Record<string, string>> = { amp: '&', commat: '@', period: '.', colon: ':', sol: '/' };

function character(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

function decodePercent(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

/** As mail writes texts; on its own, since an equals sign stands in many others. */
function decodeQuoted(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[2-9a-f][0-9a-f])+/gi, (run) => decodePercent(run.replaceAll('=', '%')));
}

function fromBase64(text: string): string {
  const found: string[] = [];
  for (const [run] of text.matchAll(base64Run)) {
    if (found.length === base64Max) break;
    const plain = readable(run);
    if (plain !== undefined) found.push(plain);
  }
  return found.join('\n');
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function readable(run: string): string | undefined {
  try {
    const bytes = decodeBase64url(run.replaceAll('+', '-').replaceAll('/', '_'));
    if (bytes === undefined) return undefined;
    const plain = decoder.decode(bytes);
    return /[\p{Cc}]/u.test(plain.replace(/[\r\n\t]/g, '')) ? undefined : plain;
  } catch {
    return undefined;
  }
}
