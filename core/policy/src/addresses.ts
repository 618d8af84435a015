/**
 * Finds in a text whatever could be a recipient: e-mail addresses, hosts, account numbers, ids. Deterministic and linear; two
 * spellings of one thing give a form in common (case, Unicode compatibility, look-alike letters, punycode, groups of a number,
 * percent and character escapes, two layers of base64). A loose match only asks a person once more than needed.
 */
import { findIds } from './find-ids.ts';
import { findMail, type FoundMail } from './find-mail.ts';
import { findNumbers, soughtNumbers } from './find-numbers.ts';
import { foldLetters, spaceInvisible, spaceScripts } from './fold-letters.ts';
import { unwrapText } from './unwrap-text.ts';

const link =
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/{2}(?:[^\s/?#@]{0,256}@)?([^\s/?#:@"'<>()[\],;]{1,253})/g;
const bareHost =
  /(?<![\p{L}\p{N}_.@-])(?:[\p{L}\p{N}_-]{1,63}\.){1,10}(?:xn--[a-z0-9-]{1,59}|\p{L}{2,24})(?!-?[\p{L}\p{N}])/gu;
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
  const into: Into = { forms, of: learnedForms, formsMax, names: new Map() };
  for (const plain of readings(text)) {
    collect(plain, into);
    if (forms.size > formsMax) return forms;
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
  const into: Into = { forms, of: soughtForms, formsMax, names: new Map() };
  // programs that read addresses leave out breaks and tabs inside them
  const plains = readings(text).flatMap((plain) => [plain, plain.replace(/\p{Cc}/gu, '')]);
  for (const plain of new Set(plains)) {
    collect(plain, into);
    if (forms.size > formsMax) return forms;
    const folded = foldLetters(plain);
    for (const id of findIds(folded, 'sought')) forms.add(id);
    for (const form of soughtNumbers(folded, formsMax)) forms.add(form);
    addNumericHosts(folded, into);
  }
  return forms;
}

/** The text in each way that it may be read. */
function readings(text: string): string[] {
  const all = new Set<string>();
  for (const plain of unwrapText(text)) {
    const spaced = spaceInvisible(plain);
    for (const one of [plain, spaced, spaceScripts(spaced), spaceScripts(foldLetters(plain))]) all.add(one);
  }
  return [...all];
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

/** Where forms go, and what hosts were already read: one that stands there often is read once. */
interface Into {
  readonly forms: Set<string>;
  readonly of: FormsOf;
  readonly formsMax: number;
  readonly names: Map<string, ReadonlySet<string>>;
}

function collect(text: string, into: Into): void {
  const folded = foldLetters(text);
  for (const plain of new Set([text.toLowerCase().normalize('NFKC'), folded]))
    for (const one of findMail(plain)) if (!addMail(one, into)) return;
  for (const plain of new Set([text.toLowerCase(), folded])) {
    for (const match of plain.matchAll(link)) if (!addHost(match[1] as string, into)) return;
    for (const [host] of plain.matchAll(bareHost)) if (!addHost(host, into)) return;
  }
  for (const [host] of folded.matchAll(ipv4)) if (!addHost(host, into)) return;
  for (const match of folded.matchAll(ipv6)) if (!addIpv6(match[1] as string, into)) return;
}

/** An IPv4 address as one number is that address; and, where the answer held the number, the other way round. */
function addNumericHosts(folded: string, into: Into): void {
  for (const [number] of folded.matchAll(ipv4AsNumber)) if (!addHost(number, into)) return;
  for (const form of [...into.forms]) {
    const parts = /host:([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)$/.exec(form);
    if (parts === null) continue;
    const number = parts.slice(1).reduce((sum, part) => sum * 256 + Number(part), 0);
    into.forms.add(`number:${String(number)}`);
  }
}

/** @returns whether there is room for more */
function addMail({ locals, host, odd }: FoundMail, into: Into): boolean {
  for (const name of hostNames(host, into)) {
    for (const local of locals) add(into, into.of.mail(local, name));
    if (odd) add(into, into.of.odd(name));
  }
  return hasRoom(into);
}

function addHost(raw: string, into: Into): boolean {
  for (const host of hostNames(raw, into)) add(into, into.of.host(host));
  return hasRoom(into);
}

/** One spelling of the many; an address of the old kind inside it is that one too. */
function addIpv6(raw: string, into: Into): boolean {
  const hostname = URL.parse(`http://[${raw.replace(/\.+$/, '')}]/`)?.hostname;
  if (hostname === undefined) return hasRoom(into);
  add(into, into.of.host(hostname));
  const mapped = /\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]/.exec(hostname);
  return mapped === null
    ? hasRoom(into)
    : addHost(String(Number(`0x${String(mapped[1])}`) * 65_536 + Number(`0x${String(mapped[2])}`)), into);
}

function add({ forms }: Into, found: readonly string[]): void {
  for (const form of found) forms.add(form);
}

function hasRoom({ forms, formsMax }: Into): boolean {
  return forms.size <= formsMax;
}

/** As written in plain letters, and as the name system knows it (punycode). */
function hostNames(raw: string, { names }: Into): ReadonlySet<string> {
  const known = names.get(raw);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const host of spellingsOf(raw)) {
    found.add(foldLetters(host));
    const hostname = URL.parse(`http://${host}/`)?.hostname;
    if (hostname !== undefined) found.add(hostname);
  }
  names.set(raw, found);
  return found;
}

/** As it stands, and without marks of a list or of emphasis, or words behind a dash, that no blank parts from it. */
function spellingsOf(raw: string): ReadonlySet<string> {
  const trimmed = raw.replace(/^[.-]+|[.-]+$/g, '').replace(/\.{2,}/g, '.');
  const bare = trimmed.replace(/^[._-]+|[._-]+$/g, '').replace(/^[0-9]{1,3}\.(?=.*\p{L}.*\.)/u, '');
  const parts = bare.split(/_|(?<!(?:^|\.)xn)--/);
  const ends = [parts[0] as string, parts.at(-1) as string].filter((part) => part.includes('.'));
  const all = new Set([trimmed, bare, ...ends]);
  all.delete('');
  return all;
}

/** `a.b.example` and what it lies under, down to two labels. */
function parents(host: string): string[] {
  if (/^[0-9.]+$/.test(host)) return [host];
  const labels = host.split('.');
  const found = [host];
  for (let from = 1; labels.length - from >= 2; from++) found.push(labels.slice(from).join('.'));
  return found;
}
