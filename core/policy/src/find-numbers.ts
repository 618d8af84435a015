/**
 * Finds what could be a number of an account, a card or a telephone, or an IBAN, however it is grouped: groups joined over blanks,
 * tabs, line breaks and signs, from every group to every later one, since nobody knows where the number ends and an amount begins.
 * Where these are too many, the beginnings stand for them, and then any number at all: what is left out is never less than before.
 */
export interface Numbers {
  /** Each of these alone stands for all that was found, the first the most exactly. */
  readonly ladder: readonly ReadonlySet<string>[];
}

/** Shorter ones stand in every text. */
export const shortestChars = 5;
/** As many as an IBAN may have; one group may be longer. */
const joinedCharsMax = 34;
const ibanCharsMin = 15;
/** By so many characters a number is told where all are too many, and by fewer where these are. */
const longestBeginning = 6;
const beginningsChars = [longestBeginning, shortestChars];
/** Parts of a recipient are numbers by themselves from here on. */
const groupCharsMin = 6;
const anyNumber = 'number:*';

const digitGroup = /[0-9]+/g;
const wordGroup = /[a-z0-9]+/g;
const ibanStart = /^[a-z]{2}[0-9]{2}/;
/** Blanks of any number; of the other signs, three. */
const between = /^[\s\p{Pd}\u2212.\u00b7\/\\()_*~`'\u2019]*$/u;
const betweenSignsMax = 3;
const seenMax = 10_000;
const betweenCharsMax = 2_000;
/** A short number counts as a recipient only where it stands for itself. */
const besideShort = /[\p{L}\p{N}_@.+/\-\p{Pd}]/u;

/** What an answer teaches. @param folded by `foldLetters` @param formsMax beyond it a step of the ladder is not told */
export function findNumbers(texts: Iterable<string>, formsMax: number): Numbers {
  const forms = new NumberForms(formsMax);
  const seen = new Set<string>();
  for (const folded of texts) {
    for (const run of runsOf(folded, digitGroup)) learnRun(run, forms, seen);
    for (const run of runsOf(folded, wordGroup)) addIbans(run, forms);
  }
  return { ladder: forms.ladder() };
}

/** Under what a recipient's numbers are looked up, whichever step of the ladder its answer was learned on. */
export function soughtNumbers(folded: string, formsMax: number): Set<string> {
  const forms = new NumberForms(formsMax);
  for (const run of runsOf(folded, digitGroup)) seekRun(run, folded, forms);
  for (const run of runsOf(folded, wordGroup)) addIbans(run, forms);
  return new Set(forms.ladder().flatMap((step) => [...step]));
}

class NumberForms {
  readonly #exact = new Set<string>();
  readonly #beginnings = new Map(beginningsChars.map((chars) => [chars, new Set<string>()]));
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** Nothing more can be told than that there are numbers. */
  get full(): boolean {
    return this.exactFull && [...this.#beginnings.values()].every((one) => one.size > this.#max);
  }

  get exactFull(): boolean {
    return this.#exact.size > this.#max;
  }

  /** A number has no zeros before it. @returns whether its beginnings are known now, which longer ones share */
  addNumber(digits: string): boolean {
    const number = digits.slice(zerosBefore(digits));
    this.#add(`number:${number}`, number);
    return number.length >= longestBeginning;
  }

  /** Of one whose beginnings are known. */
  addExact(number: string): void {
    this.#exact.add(`number:${number}`);
  }

  addIban(iban: string): void {
    this.#add(`id:${iban}`, iban);
  }

  ladder(): ReadonlySet<string>[] {
    if (this.#exact.size === 0) return [new Set()];
    return [this.#exact, ...this.#beginnings.values(), new Set([anyNumber])];
  }

  #add(form: string, chars: string): void {
    if (!this.exactFull) this.#exact.add(form);
    for (const [length, forms] of this.#beginnings) {
      if (forms.size <= this.#max)
        forms.add(chars.length < length ? form : `start:${chars.slice(0, length)}`);
    }
  }
}

interface Run {
  /** Its groups without what stands between them, and where each begins in that. */
  readonly joined: string;
  /** The same with one blank between. */
  readonly marked: string;
  readonly starts: readonly number[];
  /** In the text. */
  readonly from: number;
  readonly to: number;
}

/** Groups that only blanks and signs keep apart. */
function* runsOf(text: string, group: RegExp): Generator<Run> {
  let [groups, starts, chars, from, to]: [string[], number[], number, number, number] = [[], [], 0, 0, 0];
  for (const match of text.matchAll(group)) {
    const [found] = match;
    // before the first group an empty run may end, which holds nothing
    if (!joins(text.slice(to, match.index))) {
      yield { joined: groups.join(''), marked: groups.join(' '), starts, from, to };
      [groups, starts, chars] = [[], [], 0];
    }
    if (groups.length === 0) from = match.index;
    groups.push(found);
    starts.push(chars);
    chars += found.length;
    to = match.index + found.length;
  }
  yield { joined: groups.join(''), marked: groups.join(' '), starts, from, to };
}

function joins(gap: string): boolean {
  return (
    gap.length <= betweenCharsMax && between.test(gap) && gap.replace(/\s/g, '').length <= betweenSignsMax
  );
}

/** Every number from one group to a later one; what stands twice is looked at once. */
function learnRun({ joined, marked, starts }: Run, forms: NumberForms, seen: Set<string>): void {
  let after = 0;
  for (let at = 0; at < starts.length && !forms.full; at++) {
    const start = starts[at] as number;
    after = Math.max(after, at + 1);
    while (after < starts.length && (starts[after + 1] ?? joined.length) - start <= joinedCharsMax) after++;
    const whole = marked.slice(start + at, (starts[after] ?? joined.length) + after - 1);
    if (seen.has(whole)) continue;
    if (seen.size < seenMax) seen.add(whole);
    learnFrom(joined, starts, { at, after }, forms);
  }
}

interface Span {
  readonly at: number;
  /** The group behind the last that may belong to it. */
  readonly after: number;
}

function learnFrom(joined: string, starts: readonly number[], { at, after }: Span, forms: NumberForms): void {
  const start = starts[at] as number;
  const from = start + zerosBefore(joined.slice(start, starts[after] ?? joined.length));
  let begun = false;
  for (let last = at + 1; last <= after; last++) {
    const end = starts[last] ?? joined.length;
    if (end - start < shortestChars) continue;
    if (begun) forms.addExact(joined.slice(from, end));
    else begun = forms.addNumber(joined.slice(start, end));
    if (begun && forms.exactFull) break;
  }
}

/** Of zeros alone the last is a number. */
function zerosBefore(digits: string): number {
  let zeros = 0;
  while (zeros < digits.length - 1 && digits.charCodeAt(zeros) === 0x30) zeros++;
  return zeros;
}

/** The whole of it; each group that is a number by itself; of what is too long to be one number, all that it may hold. */
function seekRun(run: Run, text: string, forms: NumberForms): void {
  const { joined, starts } = run;
  const sought = starts.map((start, at) => joined.slice(start, starts[at + 1] ?? joined.length));
  const numbers = sought.filter((group) => group.length >= groupCharsMin);
  if (starts.length > 1 && joined.length > joinedCharsMax) learnRun(run, forms, new Set());
  else if (joined.length >= groupCharsMin || (joined.length >= shortestChars && standsAlone(run, text)))
    numbers.push(joined);
  for (const number of numbers) {
    if (forms.exactFull) return;
    forms.addNumber(number);
    // as answers of before taught it
    forms.addExact(number);
  }
}

function standsAlone({ from, to }: Run, text: string): boolean {
  return !besideShort.test(text.charAt(from - 1)) && !besideShort.test(text.charAt(to));
}

function addIbans({ joined, starts }: Run, forms: NumberForms): void {
  for (let at = 0; at < starts.length && !forms.full; at++) {
    const start = starts[at] as number;
    if (!ibanStart.test(joined.slice(start, starts[at + 1] ?? joined.length))) continue;
    for (let last = at + 1; last <= starts.length; last++) {
      const end = starts[last] ?? joined.length;
      if (end - start > joinedCharsMax) break;
      if (end - start >= ibanCharsMin) forms.addIban(joined.slice(start, end));
    }
  }
}
