/** What moves money: card numbers by the Luhn check (ISO/IEC 7812-1), accounts by the IBAN check (ISO 13616, mod 97). */
import type { Detector } from '../detector.ts';

const cardLengths = [19, 18, 17, 16, 15, 14, 13];

export const paymentCard: Detector = {
  name: 'payment_card',
  kind: 'payment',
  find: (text, spans) => {
    const start = /(?<![0-9A-Za-z])[2-6](?=[0-9 -])/g;
    const digits = new Uint8Array(digitsMax);
    const ends = new Float64Array(digitsMax);
    for (let match = start.exec(text); match !== null; match = start.exec(text)) {
      const end = cardEnd(text, match.index, digits, ends);
      if (end === undefined) continue;
      spans.push({ start: match.index, end, detector: 'payment_card' });
      start.lastIndex = end;
    }
  },
};

const digitsMax = 20;

/**
 * The longest run of 13 to 19 digits from here, in groups, that passes the check and ends at a boundary.
 * @param digits room for them, and in `ends` for where each ends
 */
function cardEnd(text: string, from: number, digits: Uint8Array, ends: Float64Array): number | undefined {
  let count = 0;
  let gap = 0;
  for (let at = from; at < text.length && count < digitsMax; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      digits[count] = code - 48;
      ends[count++] = at + 1;
      gap = 0;
    } else if ((code !== 32 && code !== 45) || ++gap > 1) break;
  }
  for (const length of cardLengths) {
    if (count < length || !hasIssuer(digits, length)) continue;
    const end = ends[length - 1] as number;
    if (isCard(digits, length) && !/[0-9A-Za-z]/.test(text[end] ?? '')) return end;
  }
  return undefined;
}

/** Luhn, over digits that are not all the same. */
function isCard(digits: Uint8Array, length: number): boolean {
  let sum = 0;
  let same = true;
  for (let i = 0; i < length; i++) {
    const digit = digits[length - 1 - i] as number;
    if (digit !== digits[0]) same = false;
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return !same && sum % 10 === 0;
}

/** The first digits belong to a card scheme; it keeps order numbers that pass Luhn by chance out. */
function hasIssuer(digits: Uint8Array, length: number): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = digits;
  const two = a * 10 + b;
  const four = two * 100 + c * 10 + d;
  if (a === 4) return length === 13 || length === 16 || length === 19;
  if (two === 34 || two === 37) return length === 15;
  if (two === 36 || two === 38 || two === 39 || two === 30) return length >= 14;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16;
  return (a === 3 && b === 5) || a === 6 || two === 50 || (two >= 56 && two <= 58);
}

/** Country → length of its account numbers (the IBAN registry). */
const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24,
  DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28,
  HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20,
  LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15, PK: 24, PL: 28, PS: 29, PT: 25,
  QA: 29, RO: 24, RS: 22, SA: 24, SC: 31, SE: 24, SI: 19, SK: 24, SM: 27, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29,
  VA: 22, VG: 24, XK: 20,
}; // prettier-ignore

export const iban: Detector = {
  name: 'iban',
  kind: 'payment',
  find: (text, spans) => {
    const start = /(?<![A-Za-z0-9])([A-Za-z]{2})[0-9]{2}(?=[ A-Za-z0-9-])/g;
    for (let match = start.exec(text); match !== null; match = start.exec(text)) {
      const length = ibanLengths[(match[1] as string).toUpperCase()];
      const end = length === undefined ? undefined : ibanEnd(text, match.index, length);
      if (end === undefined) continue;
      spans.push({ start: match.index, end, detector: 'iban' });
      start.lastIndex = end;
    }
  },
};

function ibanEnd(text: string, from: number, length: number): number | undefined {
  let compact = '';
  let at = from;
  for (; at < text.length && compact.length < length; at++) {
    const letter = text[at] as string;
    if (/[A-Za-z0-9]/.test(letter)) compact += letter.toUpperCase();
    else if ((letter !== ' ' && letter !== '-') || !/[A-Za-z0-9]/.test(text[at + 1] ?? '')) return undefined;
  }
  if (compact.length < length || /[A-Za-z0-9]/.test(text[at] ?? '')) return undefined;
  return mod97(compact.slice(4) + compact.slice(0, 4)) === 1 ? at : undefined;
}

function mod97(text: string): number {
  let rest = 0;
  for (const letter of text) {
    const value = parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

export const paymentDetectors: readonly Detector[] = [paymentCard, iban];
