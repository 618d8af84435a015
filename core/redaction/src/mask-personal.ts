/**
 * The safe form of personal data: everything that says who somebody is, is masked. By form (addresses, numbers) as the
 * redactor does, and by name where a text names its own fields: columns of a table with a header line, members of JSON,
 * `Label: value` lines. A name in running prose has no form; that it may stay is said in the docs.
 */
import type { Detector } from './detector.ts';
import { maskOnlyDetectors, personalDetectors } from './detectors/personal.ts';
import { paymentDetectors } from './detectors/payment.ts';
import { redactorOf, type Redacted } from './redactor.ts';
import { withoutPlaceholders, type Span } from './span.ts';

const words = [
  'name', 'first[ _-]?name', 'given[ _-]?name', 'middle[ _-]?name', 'last[ _-]?name', 'family[ _-]?name', 'full[ _-]?name',
  'surname', 'maiden[ _-]?name', 'claimant', 'insured', 'patient', 'customer', 'policy[ _-]?holder', 'beneficiary', 'contact',
  'born', 'dob', 'birthday', 'birth[ _-]?date', 'date[ _-]?of[ _-]?birth', 'place[ _-]?of[ _-]?birth', 'gender', 'nationality',
  'address', 'street', 'postcode', 'post[ _-]?code', 'zip', 'zip[ _-]?code', 'e-?mail', 'phone', 'telephone', 'mobile', 'fax',
  'iban', 'account', 'account[ _-]?number', 'card', 'card[ _-]?number', 'ssn', 'nino', 'passport', 'passport[ _-]?number',
  'national[ _-]?id', 'national[ _-]?insurance', 'tax[ _-]?id', 'social[ _-]?security(?:[ _-]?number)?', 'driving[ _-]?licen[cs]e',
  'diagnosis', 'injury', 'ip', 'ip[ _-]?address',
]; // prettier-ignore
const personalField = new RegExp(
  `^(?:(?!(?:file|folder|directory|path|host|server|tool|table|column|field|product)[ _-])[a-z]{1,20}[ _-])?(?:${words.join('|')})(?:[ _-]?[0-9]{1,2})?$`,
  'i',
);

/** `dateOfBirth` and `The claimant name` are fields as `date_of_birth` and `claimant name` are. */
function isPersonal(label: string): boolean {
  const plain = label.trim().replace(/([a-z])([A-Z])/g, '$1_$2');
  if (personalField.test(plain)) return true;
  const parts = plain.split(/\s+/);
  return [3, 2, 1].some((count) => parts.length > count && personalField.test(parts.slice(-count).join(' ')));
}

/** @returns the text with personal values masked; lines, columns and names of fields stay */
export function maskPersonal(text: string): Redacted {
  return masking.redact(text);
}

const labelled: Detector = {
  name: 'personal_field',
  kind: 'personal',
  find: (text, spans) => {
    const label = /["']?([A-Za-z][A-Za-z _-]{1,40})["']?[ \t]{0,4}[:=][ \t]{0,4}/g;
    for (let match = label.exec(text); match !== null; match = label.exec(text)) {
      if (!isPersonal(match[1] as string)) continue;
      const span = valueSpan(text, label.lastIndex);
      if (span === undefined) continue;
      spans.push({ ...span, detector: 'personal_field' });
      label.lastIndex = Math.max(span.end, label.lastIndex);
    }
  },
};

/** A quoted value up to its quote, a bare one up to the end of its line or field. */
function valueSpan(text: string, from: number): { start: number; end: number } | undefined {
  const quote = text[from];
  const quoted = quote === '"' || quote === "'";
  const start = quoted ? from + 1 : from;
  let end = start;
  while (end < text.length && end - start < 400) {
    const letter = text[end] as string;
    if (
      letter === '\n' ||
      (quoted ? letter === quote : /[,;}\]|]/.test(letter) && !inPlaceholder(text, start, end))
    )
      break;
    end += quoted && letter === '\\' ? 2 : 1;
  }
  const value = text.slice(start, end);
  return withoutPlaceholders(value).trim() === '' || /^[{[]/.test(withoutPlaceholders(value))
    ? undefined
    : { start, end: Math.min(end, text.length) };
}

function inPlaceholder(text: string, start: number, at: number): boolean {
  return text[at] === ']' && text.slice(start, at).includes('[redacted:');
}

const delimiters = [',', ';', '\t', '|'] as const;

/**
 * Columns of a delimited table whose header names them, wherever in the text the header stands (several files may be in
 * one answer). A row that no header speaks for, as in the tail of a file, loses every cell that reads like somebody's name.
 */
const columns: Detector = {
  name: 'personal_field',
  kind: 'personal',
  find: (text, spans) => {
    let header: Header | undefined;
    for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length;) {
      const line = text.slice(at, lineEnd(text, at));
      const found = readHeader(line);
      if (found !== undefined) {
        header = found;
        at += line.length + 1;
      } else if (header !== undefined && line.includes(header.delimiter)) {
        at = maskRow(text, at, header.delimiter, (column) => header?.personal[column] ?? true, spans);
      } else {
        header = undefined;
        const delimiter = delimiters.find((one) => line.includes(one));
        at =
          delimiter === undefined
            ? at + line.length + 1
            : maskRow(text, at, delimiter, (_column, value) => readsLikeName(value), spans);
      }
    }
  },
};

interface Header {
  readonly delimiter: string;
  readonly personal: readonly boolean[];
}

const headerCharsMax = 4000;

function readHeader(line: string): Header | undefined {
  const delimiter = delimiters.find((one) => line.includes(one));
  if (delimiter === undefined || line.length > headerCharsMax) return undefined;
  const names = line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
  if (!names.every((name) => name === '' || /^[A-Za-z][\w .-]{0,60}$/.test(name))) return undefined;
  const personal = names.map(isPersonal);
  return personal.includes(true) ? { delimiter, personal } : undefined;
}

/** `Ada Invented`, `INVENTED Ada`, `Ada de la Example`: two to five words, the first and the last of them capitalised. */
const nameLike =
  /^\p{Lu}[\p{L}\p{M}'’.-]{0,40}(?: [\p{L}\p{M}'’.-]{1,40}){0,3} \p{Lu}[\p{L}\p{M}'’.-]{0,40}$/u;

function readsLikeName(value: string): boolean {
  return value.length <= 200 && nameLike.test(value.trim());
}

/** @returns where the next row begins */
function maskRow(
  text: string,
  from: number,
  delimiter: string,
  isHidden: (column: number, value: string) => boolean,
  spans: Span[],
): number {
  let at = from;
  for (let column = 0; ; column++) {
    const quoted = text[at] === '"';
    const start = quoted ? at + 1 : at;
    let end = start;
    if (quoted) {
      while (end < text.length && (text[end] !== '"' || text[end + 1] === '"'))
        end += text[end] === '"' ? 2 : 1;
      at = Math.min(end + 1, text.length);
    } else {
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
      at = end;
      if (text[end - 1] === '\r' && end > start) end--;
    }
    const value = text.slice(start, end);
    if (withoutPlaceholders(value).trim() !== '' && isHidden(column, value)) {
      spans.push({ start, end: Math.min(end, text.length), detector: 'personal_field' });
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
    if (text[at] !== delimiter) return at + 1;
    at++;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

// By form first: `[redacted:iban]` tells the reader more than that a field was personal.
const masking = redactorOf([
  ...paymentDetectors,
  ...personalDetectors,
  ...maskOnlyDetectors,
  columns,
  labelled,
]);
