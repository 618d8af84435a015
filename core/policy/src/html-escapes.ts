/**
 * Character references of HTML as a browser or a model reads them: by number, with or without a semicolon, and by the names of signs and
 * of what shows nothing. Names of letters are left as they are: nobody writes an address in them.
 */
const numeric = /&#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}))(;?)/gi;
const byName = /&([a-z]{2,24}[0-9]{0,2})(;?)/gi;
/** HTML knows these without a semicolon too. */
const openEnded = /^(shy|nbsp|amp|quot|lt|gt)/;

export function decodeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(numeric, (all, hex: string | undefined, decimal: string | undefined, end: string) =>
      hex !== undefined ? fromHex(hex, end, all) : character(Number(decimal), all),
    )
    .replace(byName, (all, name: string, end: string) => {
      const lower = name.toLowerCase();
      if (end === ';') return signs.get(lower) ?? all;
      const known = openEnded.exec(lower)?.[1];
      return known === undefined ? all : `${signs.get(known) ?? ''}${name.slice(known.length)}`;
    });
}

/** Without a semicolon letters of the text behind it look like more of the number: then the sign that two digits name. */
function fromHex(hex: string, end: string, otherwise: string): string {
  if (end === ';' || hex.length <= 2) return `${character(Number.parseInt(hex, 16), otherwise)}`;
  const sign = Number.parseInt(hex.slice(0, 2), 16);
  return sign >= 0x20 && sign < 0x7f
    ? `${String.fromCharCode(sign)}${hex.slice(2)}`
    : character(Number.parseInt(hex, 16), otherwise);
}

function character(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

const signs: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&', apos: "'", ast: '*', bsol: '\\', colon: ':', comma: ',', commat: '@', dollar: '$', equals: '=', excl: '!', grave: '`',
    gt: '>', hat: '^', lbrace: '{', lbrack: '[', lcub: '{', lowbar: '_', lpar: '(', lsqb: '[', lt: '<', midast: '*', middot: '·',
    num: '#', percnt: '%', period: '.', plus: '+', quest: '?', quot: '"', rbrace: '}', rbrack: ']', rcub: '}', rpar: ')', rsqb: ']',
    semi: ';', sol: '/', underbar: '_', verbar: '|', vert: '|',
    dash: '-', horbar: '-', hyphen: '-', mdash: '-', minus: '-', ndash: '-',
    emsp: ' ', ensp: ' ', hairsp: ' ', mediumspace: ' ', nbsp: ' ', newline: '\n', nonbreakingspace: ' ', numsp: ' ', puncsp: ' ',
    tab: '\t', thickspace: ' ', thinsp: ' ', thinspace: ' ', verythinspace: ' ', emsp13: ' ', emsp14: ' ',
    af: '\u2061', applyfunction: '\u2061', ic: '\u2063', invisiblecomma: '\u2063', invisibletimes: '\u2062', it: '\u2062',
    lrm: '\u200e', negativemediumspace: '\u200b', negativethickspace: '\u200b', negativethinspace: '\u200b',
    negativeverythinspace: '\u200b', nobreak: '\u2060', rlm: '\u200f', shy: '\u00ad', zerowidthspace: '\u200b', zwj: '\u200d',
    zwnj: '\u200c',
  }),
); // prettier-ignore
