/**
 * A text as it stands, and as whoever reads it would decode it: percent escapes, JSON and HTML character escapes, `(at)` and
 * `[dot]`, one layer of base64. Each step is bounded; what cannot be decoded stays as it is.
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
  const inside = fromBase64(last);
  if (inside !== '') found.push(inside);
  return found;
}

function decodeOnce(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => decodePercent(run))
    .replace(/\\u([0-9a-f]{4})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
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
