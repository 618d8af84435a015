/** What says who somebody is, by its form alone: e-mail addresses, telephone numbers, national numbers, public addresses. */
import { patternDetector, type Detector } from '../detector.ts';

const localLetter = /[\p{L}\p{N}._%+'!#$&*/=?^`{|}~-]/u;
const localCharsMax = 64;

/** Looked for from its `@` outwards, within the bounds of RFC 5321 section 4.5.3.1. */
export const email: Detector = {
  name: 'email',
  kind: 'personal',
  find: (text, spans) => {
    const domain = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}[\p{L}]{2,24}(?![\p{L}\p{N}])/uy;
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      let start = at;
      while (start > 0 && at - start < localCharsMax && localLetter.test(text[start - 1] as string)) start--;
      while (start < at && /[.'`{|}/=?&*!#$^~-]/.test(text[start] as string)) start++;
      const quoted = start === at ? quotedBefore(text, at) : undefined;
      if (quoted === at) continue;
      start = quoted ?? afterEscape(text, start, at);
      domain.lastIndex = at + 1;
      if (domain.test(text)) spans.push({ start, end: domain.lastIndex, detector: 'email' });
    }
  },
};

/** A letter behind a backslash may be the rest of JSON's line break; taken away alone, it would leave no JSON. */
function afterEscape(text: string, start: number, at: number): number {
  if (text[start - 1] !== '\\') return start;
  const length = /^(?:[nrtbf]|u[0-9a-fA-F]{4})/.exec(text.slice(start, start + 5))?.[0].length ?? 0;
  return Math.min(start + length, at);
}

const quotedCharsMax = 160;

/**
 * Where the quoted local part (RFC 5321: `"jo doe"@example.com`) that ends at `at` begins; `at` where there is none. In JSON its quotes
 * stand behind backslashes, as many before the one as before the other; what stands between two texts of JSON is none.
 */
function quotedBefore(text: string, at: number): number {
  if (text[at - 1] !== '"') return at;
  const depth = escapesBefore(text, at - 1);
  const end = at - 1 - depth;
  for (let quote = end - 1; quote >= 0 && end - quote <= quotedCharsMax; quote--) {
    if (text[quote] !== '"') continue;
    const escapes = escapesBefore(text, quote);
    if (escapes > depth) continue;
    const inner = text.slice(quote + 1, end);
    const isNone = escapes < depth || inner === '' || /^\s*[,:\]}](?:[^]*[,:[{])?\s*$/.test(inner);
    return isNone ? at : quote - escapes;
  }
  return at;
}

function escapesBefore(text: string, quote: number): number {
  let count = 0;
  while (count < 15 && text[quote - 1 - count] === '\\') count++;
  return count;
}

const isoDate = /^(?:19|20)[0-9]{2}[-./ ](?:0[1-9]|1[0-2])[-./ ](?:0[1-9]|[12][0-9]|3[01])/;

function isTelephone(found: string): boolean {
  const digits = found.replace(/[^0-9]/g, '');
  return digits.length >= 8 && digits.length <= 15 && !isoDate.test(found) && new Set(digits).size > 2;
}

export const phone: Detector = patternDetector(
  'personal',
  'phone',
  [],
  /(?<![\p{L}\p{N}_.+-])(?:\+[1-9][0-9]{0,2}(?:[ ./()-]{0,3}[0-9]){6,13}|\([0-9]{3}\)[ ]?[0-9]{3}[ .-][0-9]{4}|[2-9][0-9]{2}[.-][0-9]{3}[.-][0-9]{4}|0[0-9]{1,5}(?:[ /-]{1,3}[0-9]{2,8}){1,5})(?![0-9])(?!-[0-9])/u,
  { accept: isTelephone },
);

const usSocialSecurity = patternDetector(
  'personal',
  'us_ssn',
  ['-'],
  /(?<![0-9A-Za-z-])(?!000|666|9[0-9]{2})[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![0-9A-Za-z-])/,
);

const ukInsurance = patternDetector(
  'personal',
  'uk_nino',
  [],
  /(?<![0-9A-Za-z])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![0-9A-Za-z])/,
);

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const publicAddress = patternDetector(
  'personal',
  'ip_address',
  ['.'],
  new RegExp(`(?<![0-9A-Za-z.])${octet}(?:\\.${octet}){3}(?![0-9A-Za-z]|\\.[0-9])`),
  {
    accept: (found) =>
      !/^(?:0|10|127|22[4-9]|2[3-5][0-9])\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2[0-9]|3[01])\./.test(
        found,
      ),
  },
);

export const personalDetectors: readonly Detector[] = [email, phone, usSocialSecurity, ukInsurance];

/** Only where every personal value is hidden: an address of a machine is often just that. */
export const maskOnlyDetectors: readonly Detector[] = [publicAddress];
