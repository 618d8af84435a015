/**
 * What a migration may not say: words that end or leave its transaction, change who speaks, or can't stand in a transaction at
 * all. Each would leave half a migration behind, or one whose ledger row lies. Found by reading the text, before anything runs.
 */

const refused: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'ends its own transaction',
    /^(BEGIN|START TRANSACTION|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE|PREPARE TRANSACTION)\b/,
  ],
  ['changes who speaks', /^(SET|RESET) (LOCAL |SESSION )?(ROLE|SESSION AUTHORIZATION)\b/],
  ['changes the session', /^(SET (?!LOCAL |CONSTRAINTS )|RESET |DISCARD |LISTEN |LOAD |LOCK DATABASE )/],
  [
    'is made CONCURRENTLY, which no transaction allows',
    /^(CREATE|DROP|REINDEX|REFRESH|ALTER)\b.* CONCURRENTLY\b/,
  ],
  [
    'can’t stand in a transaction',
    /^(VACUUM|CREATE DATABASE|DROP DATABASE|ALTER SYSTEM|CREATE TABLESPACE|DROP TABLESPACE|CREATE SUBSCRIPTION|REINDEX (DATABASE|SYSTEM))\b/,
  ],
  ['copies from or to a file or a program', /^COPY\b/],
  ['has a body between BEGIN ATOMIC and END; put it between dollar signs', /\bBEGIN ATOMIC\b/],
];

/** @returns what is wrong with the first statement that may not stand there, or undefined */
export function findRefusedStatement(sql: string): string | undefined {
  if (sql.includes('\0')) return 'holds a NUL character';
  // Postgres ends a comment at one too: with lines ended in one way alone, both read the same lines
  if (sql.includes('\r')) return 'holds a carriage return';
  const bare = stripTexts(sql);
  if (bare === undefined)
    return 'has a text or a comment without an end, or a text E’…’ that goes on after its end';
  const foreign = /[^\t\n\f\v -~]/.exec(bare)?.[0];
  // such a letter is part of a name or of a dollar tag to Postgres: where a text begins would be read in two ways
  if (foreign !== undefined)
    return `holds ${JSON.stringify(foreign)} outside of texts, comments and quoted names`;
  for (const statement of bare.split(';').filter((one) => one.trim() !== '')) {
    const words = statement.trim().replaceAll(/\s+/g, ' ').toUpperCase();
    for (const [what, pattern] of refused) if (pattern.test(words)) return `“${words.slice(0, 60)}” ${what}`;
  }
  return undefined;
}

/** Texts, quoted names, dollar bodies and comments become blanks. @returns undefined when one has no end */
function stripTexts(sql: string): string | undefined {
  let bare = '';
  for (let at = 0; at < sql.length;) {
    const run = runFrom(sql, at);
    bare += run;
    at += run.length;
    if (at === sql.length) break;
    const length = textLength(sql, at);
    if (length === undefined) return undefined;
    bare += length === 0 ? (sql[at] as string) : sql[at] === '"' ? ' "" ' : ' ';
    at += Math.max(1, length);
  }
  return bare;
}

/** What stands here before the next letter with which a text, a quoted name or a comment could begin. */
function runFrom(sql: string, at: number): string {
  const plain = /[^-/"'$]*/y;
  plain.lastIndex = at;
  return plain.exec(sql)?.[0] ?? '';
}

/** Of the text, name or comment that begins here: 0 when none does, undefined when it has no end. */
function textLength(sql: string, at: number): number | undefined {
  const rest = (end: number, closing: number) => (end < 0 ? undefined : end + closing - at);
  const two = sql.slice(at, at + 2);
  if (two === '--') {
    const end = sql.indexOf('\n', at);
    return end < 0 ? sql.length - at : end - at;
  }
  if (two === '/*') return commentLength(sql, at);
  if (sql[at] === '"') return rest(sql.indexOf('"', at + 1), 1);
  if (sql[at] === "'") {
    if (!/[eE]/.test(sql[at - 1] ?? '') || isNamed(sql[at - 2])) return rest(sql.indexOf("'", at + 1), 1);
    return escapedLength(sql.slice(at));
  }
  if (sql[at] === '$' && !isNamed(sql[at - 1])) {
    const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(sql.slice(at, at + 66))?.[0];
    if (tag !== undefined) return rest(sql.indexOf(tag, at + tag.length), tag.length);
  }
  return 0;
}

/** Whether a name goes on behind it. */
function isNamed(letter: string | undefined): boolean {
  return letter !== undefined && /[\w$\u0080-\uffff]/.test(letter);
}

/** Postgres lets `E'a'` go on in a later line as `'b'`, with its escapes: such a one counts as without an end. */
function escapedLength(rest: string): number | undefined {
  const text = /^'(?:[^'\\]|\\.|'')*'/s.exec(rest)?.[0];
  if (text === undefined || /^(?:\s|--[^\n]*\n)*'/.test(rest.slice(text.length))) return undefined;
  return text.length;
}

/** Comments nest in Postgres. */
function commentLength(sql: string, at: number): number | undefined {
  let depth = 0;
  for (let here = at; here < sql.length;) {
    const two = sql.slice(here, here + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    here += two === '/*' || two === '*/' ? 2 : 1;
    if (depth === 0) return here - at;
  }
  return undefined;
}
