/**
 * The HTTP working group's structured field vectors (RFC 8941) against the parser and the writer of core/protocol. The
 * parser reads every type in them; where the standard leaves a choice (`can_fail`), ours is to refuse.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  parseDictionary,
  parseItem,
  parseList,
  type BareItem,
  type Item,
  type Member,
  type Parameters,
} from '@gamut/protocol/structured-field';
import { formatDictionary, formatItem, formatList } from '@gamut/protocol/structured-field-text';
import { createTally, type Tally, type VectorResult } from './vector-result.ts';

interface Vector {
  readonly name: string;
  readonly raw: readonly string[];
  readonly header_type: 'item' | 'list' | 'dictionary';
  readonly expected?: unknown;
  readonly must_fail?: boolean;
  readonly can_fail?: boolean;
  readonly canonical?: readonly string[];
}

export async function run(vectorsDir: string): Promise<VectorResult> {
  const tally = createTally();
  const folder = join(vectorsDir, 'sfv');
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json'))) {
    for (const vector of JSON.parse(await readFile(join(folder, file), 'utf8')) as Vector[])
      judge(tally, `${file} ${vector.name}`, vector);
  }
  return tally.result('structured fields (RFC 8941)');
}

function judge(tally: Tally, name: string, vector: Vector): void {
  const raw = vector.raw.join(', ');
  const read = reading(vector.header_type, raw);
  if (vector.must_fail === true) tally.check(name, read === undefined);
  else if (vector.can_fail === true && read === undefined) tally.refused(name, true);
  else {
    const canonical = (vector.canonical ?? vector.raw).join(', ');
    tally.check(
      name,
      read !== undefined && isDeepStrictEqual(read.value, vector.expected) && read.text === canonical,
    );
  }
}

function reading(type: Vector['header_type'], raw: string): { value: unknown; text: string } | undefined {
  if (type === 'item') {
    const item = parseItem(raw);
    return item && { value: plainItem(item), text: formatItem(item) };
  }
  if (type === 'list') {
    const list = parseList(raw);
    return list && { value: list.map(plainMember), text: formatList(list) };
  }
  const dictionary = parseDictionary(raw);
  return (
    dictionary && {
      value: [...dictionary].map(([key, member]) => [key, plainMember(member)]),
      text: formatDictionary(dictionary),
    }
  );
}

/** The vectors' own notation. */
function plainMember(member: Member): unknown {
  return member.kind === 'item'
    ? plainItem(member)
    : [member.items.map(plainItem), plainParameters(member.parameters)];
}

function plainItem(item: Item): unknown {
  return [plainBare(item.bare), plainParameters(item.parameters)];
}

function plainParameters(parameters: Parameters): unknown {
  return [...parameters].map(([key, bare]) => [key, plainBare(bare)]);
}

function plainBare(bare: BareItem): unknown {
  if (bare.kind === 'token') return { __type: 'token', value: bare.value };
  if (bare.kind === 'bytes') return { __type: 'binary', value: base32(bare.value) };
  return bare.value;
}

/** RFC 4648 section 6, with padding. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five.padEnd(5, '0'), 2)] as string,
  );
  return letters.join('').padEnd(Math.ceil(letters.length / 8) * 8, '=');
}
