/**
 * The rows of a safe form, counted over one whole answer (product.md 4): every item of a list, every object that holds a value of its own,
 * every line of a text; JSON is read wherever it stands. Who can't tell whether something is a field or a row counts it as a row.
 */
import { readExactly } from './exact-json.ts';
import { piecesOf, rowCharsMax } from './text-rows.ts';

export interface RowsCut {
  readonly rows: number;
  /** Something was cut of which nobody knows how many rows it holds. */
  readonly uncounted: boolean;
}
export interface RowBudget {
  /** A text, or a structure; undefined when nothing of it is left. */
  reduce(value: unknown): unknown;
  readonly cut: RowsCut;
}

const fieldsMax = 32;
const envelopeMax = 8;
const depthMax = 64;
/** JSON in a text in JSON, and so on; what lies deeper is a text like any other. */
const layersMax = 4;
const fieldName = /^[\p{L}_$@][\p{L}\p{M}_$-]{0,60}\d{0,3}$/u;

/** Where a value stands: its first row is one that is paid for (`free`), it is a document by itself (`top`). */
interface Place {
  readonly free: boolean;
  readonly top: boolean;
  readonly depth: number;
  readonly layers: number;
}

export function createRowBudget(rowsMax: number): RowBudget {
  const rows = new Rows(rowsMax);
  return {
    reduce: (value) => reduce(rows, value, { free: false, top: true, depth: depthMax, layers: layersMax }),
    cut: rows,
  };
}

class Rows implements RowsCut {
  rows = 0;
  uncounted = false;
  #left: number;
  constructor(rowsMax: number) {
    this.#left = rowsMax;
  }
  take(isCounted = true): boolean {
    if (this.#left > 0) {
      this.#left--;
      return true;
    }
    if (isCounted) this.rows++;
    else this.uncounted = true;
    return false;
  }
}

function reduce(rows: Rows, value: unknown, place: Place): unknown {
  if (typeof value === 'string') return reduceText(rows, value, place);
  if (isScalar(value)) return place.free || rows.take() ? value : undefined;
  if (place.depth === 0) {
    rows.uncounted = true;
    return undefined;
  }
  const inside = { ...place, top: false, depth: place.depth - 1 };
  if (!Array.isArray(value)) return reduceObject(rows, value as object, place, inside);
  if (value.length === 0) return place.free || rows.take() ? value : undefined;
  const items = value.map((item) => reduce(rows, item, { ...inside, free: false })).filter(isLeft);
  return items.length === 0 ? undefined : items;
}

function reduceObject(rows: Rows, value: object, place: Place, inside: Place): unknown {
  const members = Object.entries(value);
  const isRow =
    members.length === 0 ||
    (members.some(([, member]) => isScalar(member)) && !(place.top && isEnvelope(members)));
  const isTaken = !isRow || place.free || rows.take();
  const belongs = isRow ? rowMembers(members) : namesOfValues(members);
  const kept: [string, unknown][] = [];
  // also of a row that is left out every member is counted
  for (const [name, member] of members) {
    const reduced = reduce(rows, member, { ...inside, free: belongs.has(name) });
    if (name.length > rowCharsMax) rows.uncounted = true;
    else if (isTaken && reduced !== undefined) kept.push([name, reduced]);
  }
  return isTaken && (kept.length > 0 || members.length === 0) ? Object.fromEntries(kept) : undefined;
}

function reduceText(rows: Rows, text: string, place: Place): string | undefined {
  const whole = readJson(text, place);
  if (whole !== undefined) return reduceJson(rows, text, whole.value, place);
  if (text === '') return place.free || rows.take() ? text : undefined;
  let { free } = place;
  const kept: string[] = [];
  let mark = '';
  let isCut = false;
  for (const { text: piece, makes } of piecesOf(text, (line) => readJson(line, place) !== undefined)) {
    const one = makes === 'json' ? reduceText(rows, piece, { ...place, free }) : piece;
    const isKept = makes === 'json' ? one !== undefined : free || rows.take(makes === 'row');
    free = false;
    if (isKept && one !== undefined) kept.push(one);
    else if (!isCut) {
      isCut = true;
      mark = makes === 'more' ? '…' : '';
    }
  }
  if (kept.length === 0) return undefined;
  return isCut ? `${kept.join('').trimEnd()}${mark}` : kept.join('');
}

/** As it was written, when nothing of it was cut. */
function reduceJson(rows: Rows, text: string, value: unknown, place: Place): string | undefined {
  const before = { rows: rows.rows, uncounted: rows.uncounted };
  const reduced = reduce(rows, value, { ...place, top: true, layers: place.layers - 1 });
  if (reduced === undefined) return undefined;
  const isWhole = rows.rows === before.rows && rows.uncounted === before.uncounted;
  return isWhole ? text : `${JSON.stringify(reduced)}${/\s*$/.exec(text.slice(-2))?.[0] ?? ''}`;
}

function namesOfValues(members: readonly [string, unknown][]): ReadonlySet<string> {
  return new Set(members.filter(([, member]) => isScalar(member)).map(([name]) => name));
}

/** The members that are fields of one row: values under a name that a field may have, and what is embedded in it once. */
function rowMembers(members: readonly [string, unknown][]): ReadonlySet<string> {
  const fields = new Set<string>();
  const names = new Set(members.map(([name]) => name));
  const stems = new Set<string>();
  for (const [name, member] of members) {
    const stem = name.replace(/\d+$/, '');
    if (fields.size >= fieldsMax || !fieldName.test(name) || stems.has(stem)) continue;
    stems.add(stem);
    if (isScalar(member)) fields.add(name);
    else if (isEmbedded(member, names)) {
      fields.add(name);
      for (const inner of Object.keys(member)) names.add(inner);
    }
  }
  return fields;
}

/** Values only, under names that stand nowhere else in the row: else it is a row beside others of its kind. */
function isEmbedded(member: unknown, taken: ReadonlySet<string>): member is object {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return false;
  const inner = Object.entries(member);
  return (
    inner.length > 0 &&
    inner.length <= fieldsMax &&
    inner.every(([name, value]) => isScalar(value) && !taken.has(name))
  );
}

/** Around the rows of an answer: how many there are, whether there are more. */
function isEnvelope(members: readonly [string, unknown][]): boolean {
  const scalars = members.filter(([, member]) => isScalar(member));
  return (
    scalars.length < members.length &&
    scalars.length <= envelopeMax &&
    scalars.every(([name, member]) => typeof member !== 'string' && fieldName.test(name))
  );
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isLeft(value: unknown): boolean {
  return value !== undefined;
}

/** A list or an object, read as everybody reads it; anything else is a text. */
function readJson(text: string, { layers }: Place): { readonly value: unknown } | undefined {
  if (layers === 0 || !/^\s*[[{]/.test(text) || !/[\]}]/.test(text.trimEnd().at(-1) ?? '')) return undefined;
  const read = readExactly(text);
  return typeof read === 'string' || typeof read.value !== 'object' ? undefined : read;
}
