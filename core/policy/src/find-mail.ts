/**
 * Finds what could be an e-mail address in a text, from each `@` outwards: every local part that RFC 5322 allows (quoted, with
 * comments, blanks and signs), and an `@` with nothing readable before it. Total, and linear: each `@` looks at so many characters.
 */
export interface FoundMail {
  /** Spellings of the local part; none when there is nothing before the `@` that could be one. */
  readonly locals: readonly string[];
  readonly host: string;
  /** Written in a way that mail programs read differently: it may be any mailbox at the host. */
  readonly odd: boolean;
}

const sideCharsMax = 64;
const partsMax = 4;
const plain = /[\p{L}\p{N}\p{Cs}._%+'-]/u;
const sign = /[!#$&*/=?^`{|}~]/;
const blank = /[ \t\r\n]/;
const [isPlain, isSign, isBlank] = [plain, sign, blank].map(tableOf) as [CharTest, CharTest, CharTest];
const hostName = /[\p{L}\p{N}._-]{1,253}/uy;

type CharTest = (char: string) => boolean;

/** Most letters are of ASCII, and looked up. */
function tableOf(pattern: RegExp): CharTest {
  const ascii = Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCharCode(code)));
  return (char) => ascii[char.charCodeAt(0)] ?? pattern.test(char);
}

export function* findMail(text: string): Generator<FoundMail> {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const host = hostAfter(text, at + 1);
    if (host !== undefined) yield { host, ...localBefore(text, at) };
  }
}

function hostAfter(text: string, from: number): string | undefined {
  let start = from;
  const end = Math.min(text.length, from + sideCharsMax);
  while (start < end && (isBlank(text[start] as string) || text[start] === '[')) start++;
  if (text[start] === '(') {
    const close = text.slice(start, end).indexOf(')');
    start = close < 0 ? start : start + close + 1;
  }
  hostName.lastIndex = start;
  return hostName.exec(text)?.[0];
}

function localBefore(text: string, at: number): Pick<FoundMail, 'locals' | 'odd'> {
  const end = skipBack(text, at);
  const quoted = text[end - 1] === '"' ? quotedBefore(text, end - 1) : undefined;
  if (quoted !== undefined) return { locals: spellings([quoted.replace(/\\(.)/gs, '$1')]), odd: true };
  const start = runBack(text, end, isPlain);
  const whole = runBack(text, end, (char) => isPlain(char) || isSign(char));
  const locals = spellings([text.slice(start, end), text.slice(whole, end)]);
  return { locals, odd: end < at || whole < start || locals.length === 0 };
}

/** Back over blanks and comments. */
function skipBack(text: string, from: number): number {
  let end = from;
  for (let part = 0; part < partsMax; part++) {
    end = runBack(text, end, isBlank);
    if (text[end - 1] !== ')') break;
    const open = runBack(text, end - 1, (char) => char !== '(');
    if (text[open - 1] !== '(') break;
    end = open - 1;
  }
  return end;
}

function quotedBefore(text: string, close: number): string | undefined {
  const open = runBack(text, close, (char) => char !== '"');
  return text[open - 1] === '"' && open < close ? text.slice(open, close) : undefined;
}

function runBack(text: string, from: number, belongs: (char: string) => boolean): number {
  let start = from;
  while (start > 0 && from - start < sideCharsMax && belongs(text[start - 1] as string)) start--;
  return start;
}

/** Of a list, of emphasis: they stand at the edge of an address without being of it. */
const marks = /^['._%+~-]+|['._%+~-]+$/g;

function withoutMarks(local: string): string {
  const inside = local.replace(marks, '');
  // two dashes part words as well
  return inside.replace(/^.*--|^[0-9]{1,3}\./s, '').replace(marks, '');
}

/** Without what stands around, and without a tag. */
function spellings(locals: readonly string[]): string[] {
  const trimmed = locals.map((local) => local.trim().replace(/^['.]+|['.]+$/g, ''));
  const bare = trimmed.flatMap((local) => [local, withoutMarks(local)]);
  const all = new Set(bare.flatMap((local) => [local, local.replace(/\+.*$/s, '')]));
  return [...all].filter((local) => local !== '');
}
