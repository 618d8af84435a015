/**
 * Finds in a text whatever could be a recipient: e-mail addresses, hosts, account numbers, ids. Deterministic and linear; two
 * spellings of one thing give a form in common (case, Unicode compatibility, look-alike letters, punycode, blanks in an IBAN,
 * percent and character escapes, one layer of base64). A loose match only asks a person once more than needed.
 */
import { foldLetters } from './fold-letters.ts';
import { unwrapText } from './unwrap-text.ts';

const mail = /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}.-]{1,253}/gu;
const link =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/{2}(?:[^\s/?#@]{0,256}@)?([^\s/?#:@"'<>()[\],;]{1,253})/g;
const bareHost = /(?<![\p{L}\p{N}.@-])(?:[\p{L}\p{N}-]{1,63}\.){1,10}\p{L}{2,24}(?![\p{L}\p{N}-])/gu;
const iban = /(?<![a-z0-9])[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){11,30}(?![a-z0-9])/g;
const digits = /(?<![0-9])[0-9](?:[ ().\-/]{0,2}[0-9]){5,39}(?![0-9])/g;
const token = /(?<![\p{L}\p{N}_])[\p{L}\p{N}_](?:[\p{L}\p{N}_.:@#/+-]{4,126}[\p{L}\p{N}_])/gu;

/** Forms of everything in the text, as an answer teaches them. */
export function findAddresses(text: string): Set<string> {
  const forms = new Set<string>();
  for (const plain of unwrapText(text)) collect(plain, forms, learnedForms);
  return forms;
}

/** Forms under which a recipient is looked up: its own, and those of what it belongs to. */
export function recipientForms(text: string): Set<string> {
  const forms = new Set<string>();
  for (const plain of unwrapText(text)) collect(plain, forms, soughtForms);
  return forms;
}

interface FormsOf {
  readonly mail: (local: string, host: string) => readonly string[];
  readonly host: (host: string) => readonly string[];
}

/** An address teaches itself and, to links only, the host of its mail: else one answer would taint all of a mail provider. */
const learnedForms: FormsOf = {
  mail: (local, host) => [`mail:${local}@${host}`, `mailhost:${host}`],
  host: (host) => [`host:${host}`],
};

const soughtForms: FormsOf = {
  mail: (local, host) => [`mail:${local}@${host}`, ...parents(host).map((one) => `host:${one}`)],
  host: (host) => parents(host).flatMap((one) => [`host:${one}`, `mailhost:${one}`]),
};

function collect(text: string, forms: Set<string>, of: FormsOf): void {
  const folded = foldLetters(text);
  for (const [whole] of text.toLowerCase().normalize('NFKC').matchAll(mail)) addMail(whole, forms, of);
  for (const [whole] of folded.matchAll(mail)) addMail(whole, forms, of);
  for (const plain of [text.toLowerCase(), folded]) {
    for (const match of plain.matchAll(link)) addHost(match[1] as string, forms, of);
    for (const [host] of plain.matchAll(bareHost)) addHost(host, forms, of);
  }
  for (const [account] of folded.matchAll(iban)) forms.add(`id:${account.replace(/[ -]/g, '')}`);
  for (const [number] of folded.matchAll(digits)) forms.add(`number:${number.replace(/[^0-9]/g, '')}`);
  for (const [id] of folded.matchAll(token)) {
    const compact = id.replace(/[^\p{L}\p{N}]/gu, '');
    if (compact.length >= 6 && /[0-9]/.test(compact)) forms.add(`id:${compact}`);
  }
}

function addMail(whole: string, forms: Set<string>, of: FormsOf): void {
  const at = whole.lastIndexOf('@');
  const local = whole.slice(0, at).replace(/^['.]+|['.]+$/g, '');
  for (const host of hostNames(whole.slice(at + 1))) {
    for (const name of new Set([local, local.replace(/\+.*$/, '')]))
      for (const form of of.mail(name, host)) forms.add(form);
  }
}

function addHost(raw: string, forms: Set<string>, of: FormsOf): void {
  for (const host of hostNames(raw)) for (const form of of.host(host)) forms.add(form);
}

/** As written in plain letters, and as the name system knows it (punycode). */
function hostNames(raw: string): Set<string> {
  const names = new Set<string>();
  const trimmed = raw.replace(/^[.-]+|[.-]+$/g, '').replace(/\.{2,}/g, '.');
  if (trimmed === '') return names;
  names.add(foldLetters(trimmed));
  const url = `http://${trimmed}/`;
  if (URL.canParse(url)) names.add(new URL(url).hostname);
  return names;
}

/** `a.b.example` and what it lies under, down to two labels. */
function parents(host: string): string[] {
  if (/^[0-9.]+$/.test(host)) return [host];
  const labels = host.split('.');
  const found = [host];
  for (let from = 1; labels.length - from >= 2; from++) found.push(labels.slice(from).join('.'));
  return found;
}
