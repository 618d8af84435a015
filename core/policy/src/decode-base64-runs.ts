/**
 * What stands in base64 in a text: each run of it, of any length and number, in any of its alphabets; what is no text as the letters
 * that it holds, as programs write UTF-16 or Latin-1. Lines of one run are also read as one.
 */
import { decodeBase64url } from '@gamut/kernel/base64url';

const run = /[A-Za-z0-9+/_-]{12,}/g;
const pieceCharsMin = 12;
const betweenPieces = /[+/_-]/;
const lineBreak = /^=*\r?\n[ \t]*$/;
const lineCharsMin = 40;

/** @returns what was found, one below the other, and, where lines of a run may be one, that too */
export function decodeBase64Runs(text: string): string[] {
  const found: string[] = [];
  const inOne: string[] = [];
  let to = 0;
  let lines = 0;
  for (const match of text.matchAll(run)) {
    const [chars] = match;
    const plain = readable(chars) || ofPieces(chars);
    if (plain === '') continue;
    const glued =
      lines >= lineCharsMin && match.index - to <= 40 && lineBreak.test(text.slice(to, match.index));
    if (glued) inOne[inOne.length - 1] += plain;
    else inOne.push(plain);
    found.push(plain);
    [to, lines] = [match.index + chars.length, chars.length];
  }
  const apart = found.join('\n');
  const whole = inOne.join('\n');
  return [...new Set([apart, whole])].filter((one) => one !== '');
}

/** Behind a path or a name the run is not read from its first letter on. */
function ofPieces(chars: string): string {
  return chars
    .split(betweenPieces)
    .filter((piece) => piece.length >= pieceCharsMin)
    .map((piece) => readable(piece))
    .filter((plain) => plain !== '')
    .join('\n');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');
const unreadable = /[^\P{Cc}\r\n\t]/u;
/** Shorter ones stand in any bytes. */
const lettersOfBytes = /[\x20-\x7e]{6,}/g;

/** @returns an empty text for what cannot be read */
function readable(chars: string): string {
  const bytes = decode(chars);
  const text = asUtf8(bytes)?.replaceAll('\0', '');
  if (text !== undefined && !unreadable.test(text)) return text;
  const letters = latin1.decode(bytes).replaceAll('\0', '');
  return unreadable.test(letters) ? (letters.match(lettersOfBytes) ?? []).join('\n') : letters;
}

/** What a text has too much or too little at its end does not hide the rest. */
function decode(chars: string): Uint8Array {
  const plain = chars.replaceAll('+', '-').replaceAll('/', '_');
  const whole = plain.slice(0, plain.length - (plain.length % 4));
  return decodeBase64url(plain) ?? decodeBase64url(whole) ?? new Uint8Array();
}

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    // these bytes are of another kind
  }
  return undefined;
}
