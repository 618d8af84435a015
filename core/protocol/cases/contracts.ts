/**
 * The contracts between processes, and of what is recorded, a line per member: what it may be, how long, how many. `contracts.golden.txt`
 * keeps them as they were reviewed; `node core/protocol/cases/contracts.ts` writes it anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { IsSchema, type TSchema } from 'typebox';

const goldenFile = new URL('contracts.golden.txt', import.meta.url);
const source = new URL('../src/', import.meta.url);

/** What a schema says beside what it is made of. */
interface Words {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly TSchema[];
  readonly items?: TSchema;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  readonly additionalProperties?: unknown;
}
const madeOf = new Set<string>([
  'type',
  'const',
  'enum',
  'anyOf',
  'items',
  'properties',
  'required',
  'patternProperties',
  'additionalProperties',
]);

/** Every schema that is exported, by file and name. */
export async function contracts(): Promise<ReadonlyMap<string, TSchema>> {
  const found = new Map<string, TSchema>();
  const files = readdirSync(source).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  for (const file of files.sort()) {
    // eslint-disable-next-line no-restricted-syntax -- the walls are about what programs contain; this reads its own folder
    const exported = (await import(new URL(file, source).href)) as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(exported).sort())
      if (isContract(exported[name])) found.set(`${file.replace('.ts', '')} ${name}`, exported[name]);
  }
  return found;
}

/** Members that others are made of are none by themselves. */
function isContract(exported: unknown): exported is TSchema {
  return IsSchema(exported) && [...madeOf].some((word) => Object.hasOwn(exported, word));
}

/** A contract inside of another is told by its name. */
export function tellContracts(all: ReadonlyMap<string, TSchema>): string {
  const names = new Map([...all].map(([name, schema]) => [schema, name.replace(/^\S+ /, '')]));
  return [...all]
    .map(([name, schema]) => [name, ...tell(schema, '', (inner) => names.get(inner))].join('\n  '))
    .join('\n\n')
    .concat('\n');
}

export function readGoldenContracts(): string {
  return readFileSync(goldenFile, 'utf8');
}

type NameOf = (schema: TSchema) => string | undefined;

function tell(schema: TSchema, at: string, nameOf: NameOf): string[] {
  const { type, properties, required = [], anyOf, items, patternProperties = {}, ...more } = schema as Words;
  const said = at === '' ? '' : `${at}: `;
  const inside = (inner: TSchema, place: string): string[] => {
    const name = nameOf(inner);
    return name === undefined ? tell(inner, place, nameOf) : [`${place}: ${name}`];
  };
  const kind = Object.keys(patternProperties).length > 0 ? 'of any members' : type;
  const words = [...(kind === undefined ? [] : [kind]), ...bounds(schema), ...closed(more)];
  const line = `${said}${words.length === 0 ? 'anything' : words.join(' ')}`;
  return [
    anyOf === undefined ? line : `${said}one of`,
    ...(anyOf ?? []).flatMap((one, place) => inside(one, `${at}|${place + 1}`)),
    ...(items === undefined ? [] : inside(items, `${at}[]`)),
    ...Object.entries(properties ?? {}).flatMap(([name, one]) =>
      inside(one, `${at}.${name}${required.includes(name) ? '' : '?'}`),
    ),
    ...Object.entries(patternProperties).flatMap(([pattern, one]) => inside(one, `${at}.${pattern}`)),
  ];
}

function bounds(schema: TSchema): string[] {
  const { const: only, enum: all } = schema as Words;
  const others = Object.entries(schema).filter(([name]) => !madeOf.has(name) && !name.startsWith('~'));
  return [
    ...(only === undefined ? [] : [JSON.stringify(only)]),
    ...(all === undefined ? [] : [all.map((one) => JSON.stringify(one)).join(' ')]),
    ...others.map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`),
  ];
}

function closed({ additionalProperties }: Words): string[] {
  return additionalProperties === false ? ['closed'] : [];
}

if (import.meta.main) writeFileSync(goldenFile, tellContracts(await contracts()));
