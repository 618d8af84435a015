/**
 * The log of a process: one JSON object a line, on stdout. Every secret that the process holds is struck from each line in
 * all its spellings before the line leaves, whatever field it hid in; headers and members that carry credentials go by name;
 * free text (messages, errors, stacks) passes the product's own redactor (security.md section 10).
 */
import { pino, type Logger } from 'pino';
import { createRedactor } from '@gamut/redaction/redactor';

export type { Logger };

export interface LogTarget {
  write(line: string): void;
}

export interface LoggerOptions {
  readonly level?: string;
  /** Values that must never be printed: keys as bytes, passwords and URLs as text. The list may grow later, as secrets are read. */
  readonly secrets?: readonly (Uint8Array | string | undefined)[];
  readonly target?: LogTarget;
}

const censoredNames = [
  'authorization',
  'cookie',
  'set-cookie',
  'signature',
  'password',
  'token',
  'secret',
  'key',
  'credential',
  'csrfToken',
  'x-csrf-token',
];
const censoredPaths = censoredNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

export function createLogger(name: string, options: LoggerOptions = {}): Logger {
  const target = options.target ?? { write: (line: string) => void process.stdout.write(line) };
  const strike = createStrike(options.secrets ?? []);
  return pino(
    {
      name,
      level: options.level ?? 'info',
      base: { name },
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: censoredPaths, censor: '[redacted]' },
    },
    {
      write: (line: string) => {
        target.write(strike(redactFreeText(line)));
      },
    },
  );
}

const redactor = createRedactor();

/** Structured members are ours; what others said stands in `msg` and `err`. A line that is not JSON is not let out. */
function redactFreeText(line: string): string {
  const record = JSON.parse(line) as { msg?: string; err?: unknown };
  if (record.msg !== undefined) record.msg = redactor.redact(record.msg).text;
  if (record.err !== undefined) record.err = redactor.redactValue(record.err).value;
  return `${JSON.stringify(record)}\n`;
}

/** A function that replaces every spelling of every secret in a line. */
export function createStrike(
  secrets: readonly (Uint8Array | string | undefined)[],
): (line: string) => string {
  let known = -1;
  let spellings: string[] = [];
  return (line) => {
    if (known !== secrets.length) {
      known = secrets.length;
      // longest first: a spelling inside another must not leave the rest of the other behind
      spellings = [
        ...new Set(secrets.flatMap((secret) => (secret === undefined ? [] : spellingsOf(secret)))),
      ].sort((a, b) => b.length - a.length);
    }
    let struck = line;
    for (const spelling of spellings)
      if (struck.includes(spelling)) struck = struck.replaceAll(spelling, '[redacted]');
    return struck;
  };
}

function spellingsOf(secret: Uint8Array | string): string[] {
  const bytes = Buffer.from(typeof secret === 'string' ? Buffer.from(secret, 'utf8') : secret);
  const spellings = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
  ];
  if (typeof secret === 'string')
    for (const text of [secret, ...passwordsIn(secret)])
      spellings.push(text, encodeURIComponent(text), ...inJson(text));
  return spellings.filter((spelling) => spelling.length >= 8);
}

/** As a member of a line, and as one of JSON that is a member of a line. */
function inJson(text: string): string[] {
  const once = JSON.stringify(text).slice(1, -1);
  return [once, JSON.stringify(once).slice(1, -1)];
}

/** The password of an address, as it stands there and as it is sent. */
function passwordsIn(address: string): string[] {
  const password = /^[a-z]+:\/\/[^/@:]*:([^@/]+)@/.exec(address)?.[1];
  if (password === undefined) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
