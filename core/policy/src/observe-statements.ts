/**
 * Statements in the arguments of an observed read: whoever may send one may change, pay and export with a tool that reads. In any argument
 * what has the form of a changing one; where an argument takes statements by its name, whatever is not plainly a read. Bounded and linear.
 */
import { foldLetters } from './fold-letters.ts';
import { changingWord } from './observe-names.ts';
import { unwrapText } from './unwrap-text.ts';

/** What an argument takes, by its name: programs, statements, statements or words to search for, the name of what is done. */
type Takes = 'program' | 'statement' | 'search' | 'action' | undefined;

const taking: readonly [Takes, RegExp][] = [
  ['program', /^(?:command|commands|cmd|script|scripts|shell|bash|powershell|argv|eval)$/],
  [
    'statement',
    /^(?:sql|statement|statements|stmt|graphql|gql|cypher|sparql|code|expression|expr|procedure)$/,
  ],
  ['search', /^(?:query|queries|q|search|filter|where|body|input|pipeline|program)$/],
  ['action', /^(?:action|operation|op|method|verb|mutation)$/],
];

const layersMax = 4;

/** @param value arguments, each under its name */
export function holdsStatement(value: unknown, takes: Takes = undefined, layers = layersMax): boolean {
  if (typeof value === 'string') return textHolds(value, takes, layers);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) =>
    Array.isArray(value)
      ? holdsStatement(member, takes, layers)
      : textHolds(name, undefined, layers) || holdsStatement(member, takenBy(name) ?? takes, layers),
  );
}

function takenBy(name: string): Takes {
  const apart = name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2');
  const words = foldLetters(apart).split(/[^\p{L}\p{N}]+/u);
  return taking.find(([, names]) => words.some((word) => names.test(word)))?.[0];
}

function textHolds(text: string, takes: Takes, layers: number): boolean {
  if (text.trim() === '') return false;
  if (takes === 'program') return true;
  if (takes === 'action' && changingWord(text) !== undefined) return true;
  const inner = jsonIn(text);
  if (inner !== undefined) return layers === 0 || holdsStatement(inner, takes, layers - 1);
  return unwrapText(text).some((one) => readingsOf(one).some((plain) => isNoRead(plain, takes)));
}

/** Without comments, and as if what is commented out were not: some servers run it. */
function readingsOf(text: string): string[] {
  const folded = foldLetters(text);
  const bare = folded.replace(/\/\*|\*\//g, '\n');
  const without = folded
    .replace(/\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/g, ' ')
    .replace(/(?:--|#)[^\n\r]*/g, ' ');
  return [...new Set([bare, without])].map((one) => one.replace(/\s+/g, ' ').trim());
}

function isNoRead(text: string, takes: Takes): boolean {
  if (changes(text)) return true;
  if (takes === 'statement') return !isName(text) && !isReadStatement(text);
  return takes === 'search' && !isSearch(text) && !isReadStatement(text);
}

const kinds =
  '(?:table|tables|database|schema|(?:unique )?index|(?:materialized )?view|user|role|login|function|procedure|trigger|sequence|type|column|collection|constraint|extension|domain|policy|server|keyspace|owned|external|temp|temporary|global|local)';
const name = '(?:"[^"]{1,128}"|`[^`]{1,128}`|\\[[^\\]]{1,128}\\]|[^ ;]{1,128})';
/** Each is a verb with the word that makes it a statement: `delete the draft` and `an update on settings` are none. */
const changing: readonly RegExp[] = [
  /(?<![\p{L}\p{N}_])(?:delete from|(?:insert|merge|replace|upsert)(?: or [a-z]{4,8}| ignore)? into|insert overwrite|detach delete|load data|comment on|execute immediate|bulk insert|select into|unload to) /u,
  new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:drop|truncate|alter|rename|lock|reindex|create(?: or replace)?) ${kinds}(?![\\p{L}\\p{N}_])`,
    'u',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}_])update (?:only )?${name}(?: (?:as )?${name})? set (?:${name} ?=|\\()`, 'u'),
  new RegExp(
    `(?<![\\p{L}\\p{N}_])copy (?:\\(|${name}(?: ?\\([^)]{0,512}\\))? (?:to|from) (?:program|stdin|stdout|['"$]))`,
    'u',
  ),
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:grant|revoke) [^;]{1,256}? (?:to|from) `, 'u'),
  new RegExp(`(?<![\\p{L}\\p{N}_])merge ${name} (?:as )?(?:${name} )?using `, 'u'),
  /(?<![\p{L}\p{N}_])(?:call|exec|execute|perform) (?:[\p{L}\p{N}_.$]{1,128} ?\(|[\p{L}\p{N}.$]{0,64}_)/u,
  /(?<![\p{L}\p{N}_])(?:mutation|subscription)(?: ?[{(@]| [\p{L}\p{N}_]{1,128} ?[{(@])/u,
  /\$(?:out|merge|set|unset|inc|push|pull|where|function|accumulator)(?![\p{L}\p{N}_])/u,
  /(?:delete|update|insert|replace|remove|drop|bulkwrite|findandmodify)(?:one|many|index|all)? ?\(/u,
  /(?<![\p{L}\p{N}_])do \$|(?<![\p{L}\p{N}_])into (?:out|dump)file /u,
];
/** As the first word of a statement, whatever follows. */
const changesFirst =
  /^(?:delete|truncate|drop|exec|execute|vacuum|reindex|grant|revoke|rename|merge|upsert|attach|detach|kill|shutdown|flushall|flushdb|del|commit|rollback|begin|unload|mutation|subscription)(?![\p{L}\p{N}_])/u;

function changes(text: string): boolean {
  return changing.some((form) => form.test(text)) || (startsWithSelect.test(text) && !isReadSelect(text));
}

const startsWithSelect = /(?:^|[;({["'`=:]) ?select (?!$)/u;
const called = /(?<![\p{L}\p{N}_$."`\]])([\p{L}\p{N}_$."`\]]+) ?\(/gu;
const beforeBracket =
  /^(?:select|in|and|or|not|where|from|as|on|any|all|some|exists|values|with|using|over|by|having|when|then|else|union|except|intersect|join|distinct|between|like|case|recursive|materialized)$/;

/** It asks for columns, calls nothing and puts nothing anywhere. */
function isReadSelect(text: string): boolean {
  return (
    !/(?<![\p{L}\p{N}_])(?:into|for (?:no key )?(?:update|share))(?![\p{L}\p{N}_])/u.test(text) &&
    [...text.matchAll(called)].every(([, word = '']) => beforeBracket.test(word))
  );
}

const readStarts = /^[( ]*(?:select|with|show|describe|desc|explain|values)(?![\p{L}\p{N}_])/u;
const graphqlRead = /^(?:query(?: [\p{L}\p{N}_]{1,128})?(?: ?\([^)]{0,1024}\))? ?)?\{/u;

function isReadStatement(text: string): boolean {
  const one = text.endsWith(';') ? text.slice(0, -1).trimEnd() : text;
  if (graphqlRead.test(one))
    return [...one.matchAll(called)].every(([, word = '']) => changingWord(word) === undefined);
  return readStarts.test(one) && !one.includes(';') && isReadSelect(one);
}

/** One word, as an id or a code is. */
function isName(text: string): boolean {
  return /^[\p{L}\p{N}_.:+-]+$/u.test(text) && !changesFirst.test(text);
}

/** Words to search for: nothing that only a language has. */
function isSearch(text: string): boolean {
  return !/[;{}`$|]|[\p{L}\p{N}_]\(/u.test(text) && !changesFirst.test(text) && !startsWithSelect.test(text);
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
