/**
 * A text as it stands, and as whoever reads it would decode it: percent escapes, JSON and HTML escapes, `(at)`, `[dot]` and the bare words,
 * quoted-printable, invisible control characters; and so what stands in base64, two layers of it. What cannot be decoded stays as it is.
 */
import { decodeBase64Runs } from './decode-base64-runs.ts';
import { decodeHtml } from './html-escapes.ts';

const roundsMax = 3;
/** A file or a message comes in base64 as a whole, and its parts may stand in it so once more. */
const base64Layers = 2;

export function unwrapText(text: string, layers = base64Layers): string[] {
  const found = [text];
  let last = text;
  for (let round = 0; round < roundsMax; round++) {
    const next = decodeOnce(last);
    if (next === last) break;
    found.push(next);
    last = next;
  }
  for (const other of [decodeQuoted(last), last.replace(invisible, ''), decodeWords(last)])
    if (other !== last) found.push(other);
  if (layers > 0) for (const inner of decodeBase64Runs(last)) found.push(...unwrapText(inner, layers - 1));
  return found;
}

/** From left to right, as JSON is read: a backslash that is itself escaped escapes nothing. */
const backslashed = /\\(?:([uU][0-9a-fA-F]{4}|x[0-9a-fA-F]{2})|([nrtbf])|([^\p{L}\p{N}\s]))/gu;
const breaks: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
/** Control characters that show nothing and break no line. */
const invisible = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g;

function decodeOnce(text: string): string {
  return decodeHtml(
    text
      .replace(/(?:%[0-9a-f]{2})+/gi, (run) => decodePercent(run))
      .replace(backslashed, (_all, code: string | undefined, letter: string | undefined, sign: string) =>
        code !== undefined
          ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
          : letter !== undefined
            ? (breaks[letter] as string)
            : sign,
      ),
  )
    .replace(/ ?[[({<] ?(?:at|@) ?[\])}>] ?/gi, '@')
    .replace(/ ?[[({<] ?(?:dot|\.) ?[\])}>] ?/gi, '.');
}

/** In a sentence they are only words; a blank before a dot is none of a sentence. */
function decodeWords(text: string): string {
  const dotted = text.replace(/(?<=\S)[ \t]{1,4}(?:dot[ \t]{1,4}|\.[ \t]{0,4})(?=[\p{L}\p{N}])/giu, '.');
  return dotted === text
    ? text
    : dotted.replace(/(?<=\S)[ \t]{1,4}(?:at|@)[ \t]{1,4}(?=[\p{L}\p{N}])/giu, '@');
}

/** What is no UTF-8 is still read where it stands for a plain sign. */
function decodePercent(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run.replace(/%([2-7][0-9a-f])/gi, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}

/** As mail writes texts; on its own, since an equals sign stands in many others. */
function decodeQuoted(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[2-9a-f][0-9a-f])+/gi, (run) => decodePercent(run.replaceAll('=', '%')));
}
