/**
 * One spelling for letters that look alike: lower case, Unicode compatibility form (NFKC), accents and invisible characters
 * gone, Cyrillic and Greek letters that pass for Latin ones read as those. Not the whole table of Unicode's confusables.
 */
const looksLike: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', ѐ: 'e', һ: 'h', н: 'h', і: 'i', ї: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', о: 'o',
    р: 'p', ԛ: 'q', г: 'r', ѕ: 's', т: 't', у: 'y', х: 'x', ѵ: 'v', ԝ: 'w', ӡ: 'z', ɡ: 'g', ı: 'i', ł: 'l', ø: 'o',
    α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w', ϲ: 'c', ϳ: 'j', '。': '.',
  }),
); // prettier-ignore

const dropped = /[\p{Cf}\p{Mn}\u{FE00}-\u{FE0F}\u{115F}\u{1160}\u{3164}]/gu;
const beyondAscii = /[^\x00-\x7f]/u;
const lookAlike = /[\u0131\u0142\u00f8\u0261\u0370-\u03ff\u0400-\u052f\u3002]/gu;

export function foldLetters(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(dropped, '')
    .replace(lookAlike, (letter) => looksLike.get(letter) ?? letter);
}
