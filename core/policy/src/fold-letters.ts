/**
 * One spelling for letters that look alike: lower case, Unicode compatibility form (NFKC), accents and invisible characters
 * gone, Cyrillic, Greek and small capital letters that pass for Latin ones read as those, dashes as hyphens, middle dots as full stops, digits of any script as
 * 0 to 9. Not the whole table of Unicode's confusables.
 */
const looksLike: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', һ: 'h', н: 'h', і: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', о: 'o',
    р: 'p', ԛ: 'q', г: 'r', ѕ: 's', т: 't', у: 'y', х: 'x', ѵ: 'v', ԝ: 'w', ӡ: 'z', ɡ: 'g', ı: 'i', ł: 'l', ø: 'o',
    α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w', ϳ: 'j', '。': '.',
    ᴀ: 'a', ʙ: 'b', ᴄ: 'c', ᴅ: 'd', ᴇ: 'e', ꜰ: 'f', ɢ: 'g', ʜ: 'h', ɪ: 'i', ᴊ: 'j', ᴋ: 'k', ʟ: 'l', ᴍ: 'm', ɴ: 'n', ᴏ: 'o', ᴘ: 'p',
    ʀ: 'r', ꜱ: 's', ᴛ: 't', ᴜ: 'u', ᴠ: 'v', ᴡ: 'w', ʏ: 'y', ᴢ: 'z',
  }),
); // prettier-ignore

/** What shows nothing; the empty pattern of Braille shows a blank. */
const invisible = /[\p{Cf}\p{DI}\u{2800}]/gu;
const dropped = /[\p{Cf}\p{DI}\p{Mn}\u{2800}]/gu;
const beyondAscii = /[^\x00-\x7f]/u;
const lookAlike =
  /[\u0131\u0142\u00f8\u0261-\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u0370-\u03ff\u0400-\u052f\u1d00-\u1d22\u3002\ua730\ua731]/gu;
/** The Greek sigma that looks like a c: its compatibility form is one that does not, so it is read before. */
const lunate = /[\u03f2\u03f9]/g;
/** Every stroke that passes for a hyphen; compatibility forms are folded before. */
const dash = /[\p{Pd}\u02d7\u2043\u2212\u2796]/gu;
/** Dots at half height. */
const midDot = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb]/gu;
const digit = /\p{Nd}/u;
/** Two rows of ten are the most that stand together, of those that are no compatibility forms. */
const rowsMax = 20;
const otherDigit = /(?![0-9])\p{Nd}/gu;

export function foldLetters(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text
    .replace(lunate, 'c')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(dropped, '')
    .replace(dash, '-')
    .replace(midDot, '.')
    .replace(lookAlike, (letter) => looksLike.get(letter) ?? letter)
    .replace(otherDigit, valueOf);
}

/** What shows nothing may also stand where two values meet. @returns the text with blanks in place of it */
export function spaceInvisible(text: string): string {
  return beyondAscii.test(text) ? text.replace(invisible, ' ') : text;
}

const ofOtherScript = '(?![\\p{sc=Latin}\\p{sc=Inherited}\\p{Nd}\\p{Cf}])[^\\x00-\\x7f]';
const whereScriptsMeet = new RegExp(`[!-~](?=${ofOtherScript})|${ofOtherScript}(?=[!-~])`, 'gu');

/** Where words have no blanks between them, or none before an ending, an address has none either. @returns the text with one there */
export function spaceScripts(text: string): string {
  return beyondAscii.test(text) ? text.replace(whereScriptsMeet, '$& ') : text;
}

/** The ten digits of a script stand in a row, rows one after the other: so how many digits stand before one tells its value. */
function valueOf(one: string): string {
  const code = one.codePointAt(0) as number;
  let before = 0;
  while (before < rowsMax && digit.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}
