/**
 * Arguments against the pinned input schema (control 13). The schema was written by whoever wrote the upstream tool, so
 * it is hostile input itself: no reference leaves it, patterns run on RE2 (linear), formats are bounded, `uniqueItems` is
 * linear, its cost is bounded before it is compiled, and what cannot be compiled makes the tool unusable. Compiled on
 * first use and kept with the facts.
 */
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import { canonicalJson, type JsonObject } from '@gamut/kernel/canonical-json';
import { stepsOf } from './json-pointer.ts';
import { schemaCost } from './schema-cost.ts';
import { namesIn, sayPlace } from './schema-names.ts';
import { tightenSchema } from './tighten-schema.ts';

export interface ArgumentFault {
  /** JSON Pointer of the argument, `*` for a name that the schema does not know; empty for the arguments as a whole. */
  readonly pointer: string;
  readonly message: string;
  readonly unknown: boolean;
}

export type ArgumentCheck =
  | { readonly usable: true; readonly check: (args: JsonObject) => readonly ArgumentFault[] }
  | { readonly usable: false; readonly because: string };

const formatCharsMax = 2048;
const patternCharsMax = 1000;
const patternProgramMax = 20_000;
/** Of all patterns of one schema together: many that are each within bounds would hold Gateway for seconds. */
const patternProgramsMax = 100_000;
const faultsMax = 16;
/** Above this many characters of arguments only the first fault is looked for. */
const explainCharsMax = 65_536;
const schemaCharsMax = 262_144;

const formats = [
  'date', 'time', 'date-time', 'duration', 'uri', 'uri-reference', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid',
  'json-pointer', 'relative-json-pointer',
] as const; // prettier-ignore

const dialects: Readonly<Record<string, 'draft-07' | '2019-09' | '2020-12'>> = {
  'http://json-schema.org/draft-07/schema': 'draft-07',
  'https://json-schema.org/draft-07/schema': 'draft-07',
  'http://json-schema.org/draft-06/schema': 'draft-07',
  'https://json-schema.org/draft/2019-09/schema': '2019-09',
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
};

const compilers = new Map<string, Ajv>();

/** Compiled checks by the schema's own canonical text: facts change often, schemas seldom. A pure memo, bounded. */
const compiled = new Map<string, ArgumentCheck>();
const compiledMax = 1024;

/** @returns the check, or why the tool cannot be used */
export function compileArgumentCheck(schema: Readonly<Record<string, unknown>>): ArgumentCheck {
  try {
    const key = canonicalJson(schema);
    if (key.length > schemaCharsMax)
      return { usable: false, because: `it is longer than ${schemaCharsMax} characters` };
    const held = compiled.get(key) ?? compileOnce(JSON.parse(key) as Record<string, unknown>);
    compiled.delete(key);
    compiled.set(key, held);
    if (compiled.size > compiledMax) compiled.delete(compiled.keys().next().value as string);
    return held;
  } catch {
    return { usable: false, because: 'it is not plain JSON' };
  }
}

function compileOnce(schema: Readonly<Record<string, unknown>>): ArgumentCheck {
  try {
    const dialect = dialectOf(schema);
    if (dialect === undefined) return { usable: false, because: 'it names a dialect that is not known' };
    if (schema['type'] !== undefined && schema['type'] !== 'object') {
      return { usable: false, because: 'it does not describe an object' };
    }
    const cost = schemaCost(schema);
    if (typeof cost === 'string') return { usable: false, because: cost };
    const tight = tightenSchema(schema);
    // each compiler knows its own dialect, and not the other spellings of its name
    delete tight['$schema'];
    const first = compile(dialect, false, tight);
    let all: ValidateFunction | undefined;
    let names: ReadonlySet<string> | undefined;
    return {
      usable: true,
      check: (args) => {
        if (cost.over(args))
          return [{ pointer: '', message: 'nests deeper than this schema can be checked', unknown: false }];
        if (first(args)) return [];
        names ??= namesIn(tight);
        const said = { args, names };
        if (canonicalJson(args).length > explainCharsMax) return faultsOf(first.errors, said);
        all ??= compile(dialect, true, tight);
        return faultsOf(all(args) ? first.errors : all.errors, said);
      },
    };
  } catch (error) {
    return {
      usable: false,
      because: error instanceof Error ? `it cannot be compiled: ${error.message}` : 'it cannot be compiled',
    };
  }
}

function dialectOf(
  schema: Readonly<Record<string, unknown>>,
): 'draft-07' | '2019-09' | '2020-12' | undefined {
  const named = schema['$schema'];
  if (named === undefined) return '2020-12';
  if (typeof named !== 'string') return undefined;
  const name = named.replace(/#$/, '');
  return Object.hasOwn(dialects, name) ? dialects[name] : undefined;
}

function compile(dialect: string, allErrors: boolean, schema: object): ValidateFunction {
  const key = `${dialect} ${allErrors}`;
  let ajv = compilers.get(key);
  if (ajv === undefined) compilers.set(key, (ajv = createCompiler(dialect, allErrors)));
  programLeft = patternProgramsMax;
  try {
    const validate = ajv.compile(schema);
    // An asynchronous schema answers with a promise, which is truthy whatever it comes to.
    if ('$async' in validate) throw new Error('an asynchronous schema is refused');
    return validate;
  } finally {
    ajv.removeSchema(schema);
  }
}

function createCompiler(dialect: string, allErrors: boolean): Ajv {
  const options: Options = {
    strict: false,
    allErrors,
    ownProperties: true,
    validateSchema: true,
    inlineRefs: false,
    logger: false,
    messages: true,
    code: { regExp: linearPattern },
  };
  const ajv =
    dialect === 'draft-07'
      ? new Ajv(options)
      : dialect === '2019-09'
        ? new Ajv2019(options)
        : new Ajv2020(options);
  for (const name of formats) {
    const format = ajvFormats.default.get(name);
    const matches = formatTest(format);
    ajv.addFormat(name, (text: string) => text.length <= formatCharsMax && matches(text));
  }
  ajv.addFormat('regex', isLinearPattern);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: hasUniqueItems,
    errors: false,
  });
  return ajv;
}

function formatTest(format: unknown): (text: string) => boolean {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => format(text) === true;
  const inner = (format as { validate?: unknown } | undefined)?.validate;
  if (inner === undefined) throw new TypeError('a format without a test');
  return formatTest(inner);
}

/** What is left of the bound for the schema that is being compiled; compiling is synchronous. */
let programLeft = 0;

const linearPattern = Object.assign(
  (pattern: string) => {
    if (pattern.length > patternCharsMax)
      throw new Error(`a pattern is longer than ${patternCharsMax} characters`);
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    if (compiled.programSize() > patternProgramMax) throw new Error('a pattern is too large');
    programLeft -= compiled.programSize();
    if (programLeft < 0) throw new Error('its patterns are too large together');
    return { test: (text: string) => compiled.test(text), toString: () => `/${pattern}/` };
  },
  { code: 'linearPattern' },
);

function isLinearPattern(text: string): boolean {
  try {
    programLeft = patternProgramMax;
    linearPattern(text);
    return true;
  } catch {
    return false;
  }
}

function hasUniqueItems(wanted: boolean, items: readonly unknown[]): boolean {
  if (!wanted) return true;
  const seen = new Set<string>();
  for (const item of items) seen.add(canonicalJson(item));
  return seen.size === items.length;
}

interface Said {
  readonly args: JsonObject;
  readonly names: ReadonlySet<string>;
}

/** Pointers and rules, never values: an argument may be a secret or somebody's name, and reasons are journalled. */
function faultsOf(errors: readonly ErrorObject[] | null | undefined, said: Said): readonly ArgumentFault[] {
  const faults = new Map<string, ArgumentFault>();
  for (const error of errors ?? []) {
    const fault = faultOf(error, said);
    if (fault !== undefined) faults.set(`${fault.pointer} ${fault.message}`, fault);
    if (faults.size >= faultsMax) break;
  }
  if (faults.size === 0)
    faults.set('', { pointer: '', message: 'does not match the schema', unknown: false });
  return [...faults.values()];
}

function faultOf(error: ErrorObject, { args, names }: Said): ArgumentFault | undefined {
  const place = stepsOf(error.instancePath) ?? [];
  const named: unknown =
    error.params['additionalProperty'] ?? error.params['unevaluatedProperty'] ?? error.params['propertyName'];
  if (typeof named === 'string') {
    return {
      pointer: sayPlace([...place, named], args, names),
      message: 'is not a member that the schema takes',
      unknown: true,
    };
  }
  // The members of a propertyNames check report again through their parent.
  if (error.propertyName !== undefined) return undefined;
  return {
    pointer: sayPlace(place, args, names),
    message: error.message ?? `breaks ${error.keyword}`,
    unknown: false,
  };
}
