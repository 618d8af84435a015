/**
 * Finds in a text whatever could be a recipient: e-mail addresses, hosts, account numbers, ids. Deterministic and linear; two
 * spellings of one thing give a form in common (case, Unicode compatibility, look-alike letters, punycode, groups of a number,
 * percent and character escapes, one layer of base64). A loose match only asks a person once more than needed.
 */
import { findIds } from './find-ids.ts';
import { findMail, type FoundMail } from './find-mail.ts';
import { findNumbers, soughtNumbers } from './find-numbers.ts';
import { foldLetters, spaceInvisible } from './fold-letters.ts';
import { unwrapText } from './unwrap-text.ts';

const link =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/{2}(?:[^\s/?#@]{0,256}@)?([^\s/?#:@"'<>()[\],;]{1,253})/g;
const bareHost =
  /(?<![\p{L}\p{N}_.@-])(?:[\p{L}\p{N}_-]{1,63}\.){1,10}(?:xn--[a-z0-9-]{1,59}|\p{L}{2,24})(?![\p{L}\p{N}-])/gu;
const ipv4 = /(?<![0-9.])(?:[0-9]{1,4}\.){3}[0-9]{1,4}(?!\.?[0-9])/g;
const ipv6 = /(?<![0-9a-z:.])(?:ipv6:)?([0-9a-f]{0,4}:[0-9a-f]{0,4}:[0-9a-f:.]{0,40})(?![0-9a-z:])/g;
/** How a program may write an IPv4 address that is no name to anybody else. */
const ipv4AsNumber = /(?<![\p{L}\p{N}.])(?:0x[0-9a-f]{1,8}|[0-9]{8,10})(?![\p{L}\p{N}])/gu;

/**
 * Forms of everything in the text, as an answer teaches them; more than so many are none that counts. Where numbers are too
 * many to be told one by one, what stands for them is: digits that mean nothing do not make everything learned.
 */
export function findAddresses(text: string, formsMax = Number.POSITIVE_INFINITY): Set<string> {
  const forms = new Set<string>();
  const folded = new Set<string>();
  for (const plain of readings(text)) {
    collect(plain, forms, learnedForms);
    folded.add(foldLetters(plain));
  }
  for (const one of folded) for (const id of findIds(one, 'learned')) forms.add(id);
  const room = formsMax - forms.size;
  const numbers = findNumbers(folded, formsMax).ladder.find((step) => step.size <= room);
  for (const form of numbers ?? ['number:*']) forms.add(form);
  return forms;
}

/** Forms under which a recipient is looked up: its own, and those of what it belongs to. */
export function recipientForms(text: string, formsMax = Number.POSITIVE_INFINITY): Set<string> {
  const forms = new Set<string>();
  // programs that read addresses leave out breaks and tabs inside them
  const plains = readings(text).flatMap((plain) => [plain, plain.replace(/\p{Cc}/gu, '')]);
  for (const plain of new Set(plains)) {
    collect(plain, forms, soughtForms);
    const folded = foldLetters(plain);
    for (const id of findIds(folded, 'sought')) forms.add(id);
    for (const form of soughtNumbers(folded, formsMax)) forms.add(form);
    addNumericHosts(folded, forms);
  }
  return forms;
}

/** The text in each way that it may be read. */
function readings(text: string): string[] {
  const unwrapped = unwrapText(text);
  return [...new Set([...unwrapped, ...unwrapped.map((plain) => spaceInvisible(plain))])];
}

interface FormsOf {
  readonly mail: (local: string, host: string) => readonly string[];
  /** Some mailbox at the host, nobody knows which. */
  readonly odd: (host: string) => readonly string[];
  readonly host: (host: string) => readonly string[];
}

/** An address teaches itself and, to links only, the host of its mail: else one answer would taint all of a mail provider. */
const learnedForms: FormsOf = {
  mail: (local, host) => [`mail:${local}@${host}`, `mailhost:${host}`],
  odd: (host) => [`mailhost:${host}`],
  host: (host) => [`host:${host}`],
};

const soughtForms: FormsOf = {
  mail: (local, host) => [`mail:${local}@${host}`, ...parents(host).map((one) => `host:${one}`)],
  odd: (host) => [`mailhost:${host}`, ...parents(host).map((one) => `host:${one}`)],
  host: (host) => parents(host).flatMap((one) => [`host:${one}`, `mailhost:${one}`]),
};

function collect(text: string, forms: Set<string>, of: FormsOf): void {
  const folded = foldLetters(text);
  for (const plain of new Set([text.toLowerCase().normalize('NFKC'), folded]))
    for (const one of findMail(plain)) addMail(one, forms, of);
  for (const plain of new Set([text.toLowerCase(), folded])) {
    for (const match of plain.matchAll(link)) addHost(match[1] as string, forms, of);
    for (const [host] of plain.matchAll(bareHost)) addHost(host, forms, of);
  }
  for (const [host] of folded.matchAll(ipv4)) addHost(host, forms, of);
  for (const match of folded.matchAll(ipv6)) addIpv6(match[1] as string, forms, of);
}

/** An IPv4 address as one number is that address; and, where the answer held the number, the other way round. */
function addNumericHosts(folded: string, forms: Set<string>): void {
  for (const [number] of folded.matchAll(ipv4AsNumber)) addHost(number, forms, soughtForms);
  for (const form of [...forms]) {
    const parts = /^host:([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)$/.exec(form);
    if (parts === null) continue;
    const number = parts.slice(1).reduce((sum, part) => sum * 256 + Number(part), 0);
    forms.add(`number:${String(number)}`);
  }
}

function addMail({ locals, host, odd }: FoundMail, forms: Set<string>, of: FormsOf): void {
  for (const name of hostNames(host)) {
    for (const local of locals) for (const form of of.mail(local, name)) forms.add(form);
    if (odd) for (const form of of.odd(name)) forms.add(form);
  }
}

function addHost(raw: string, forms: Set<string>, of: FormsOf): void {
  for (const host of hostNames(raw)) for (const form of of.host(host)) forms.add(form);
}

/** One spelling of the many; an address of the old kind inside it is that one too. */
function addIpv6(raw: string, forms: Set<string>, of: FormsOf): void {
  const url = `http://[${raw.replace(/\.+$/, '')}]/`;
  if (!URL.canParse(url)) return;
  const { hostname } = new URL(url);
  for (const form of of.host(hostname)) forms.add(form);
  const mapped = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname);
  if (mapped !== null)
    addHost(String(Number(`0x${String(mapped[1])}`) * 65_536 + Number(`0x${String(mapped[2])}`)), forms, of);
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
