/**
 * Secrets that no vendor's prefix marks: private keys, JSON Web Tokens, credentials in addresses and connection strings,
 * authorisation headers, and whatever is assigned to a name that says it is a secret.
 */
import { patternDetector, type Detector } from '../detector.ts';
import { withoutPlaceholders } from '../span.ts';

const keyLabel = /-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;

/** PEM and OpenPGP private keys, also inside JSON texts; one that is cut off is hidden as far as it goes. */
const privateKey: Detector = {
  name: 'private_key',
  kind: 'secret',
  find: (text, spans) => {
    if (!text.includes('PRIVATE KEY')) return;
    let endAt = -1;
    let runAt = -1;
    keyLabel.lastIndex = 0;
    for (let match = keyLabel.exec(text); match !== null; match = keyLabel.exec(text)) {
      const bodyAt = keyLabel.lastIndex;
      if (endAt !== Infinity && endAt < bodyAt) endAt = positionOf(text.indexOf('-----END ', bodyAt));
      // from anywhere inside a run it ends at the same place, which is looked for once
      if (endAt === Infinity && runAt < bodyAt) runAt = runEnd(text, bodyAt);
      const end = endAt === Infinity ? runAt : endAt;
      if (!isFiller(text.slice(bodyAt, Math.min(end, bodyAt + 200)))) {
        const tail = endAt === Infinity ? end : labelEnd(text, end);
        spans.push({ start: match.index, end: tail, detector: 'private_key' });
        keyLabel.lastIndex = tail;
      }
    }
  },
};

function positionOf(index: number): number {
  return index < 0 ? Infinity : index;
}

function labelEnd(text: string, at: number): number {
  const closing = text.indexOf('-----', at + '-----END '.length);
  return closing < 0 || closing - at > 100 ? at : closing + 5;
}

/** How far a key without an end goes: over its lines, whatever stands before and between them (a quote's mark, a header, a comment). */
function runEnd(text: string, from: number): number {
  let end = from;
  for (
    let line = lineOfKey(text, from, headCharsMax);
    line !== undefined;
    line = lineOfKey(text, end, gapCharsMax)
  )
    end = line.start + line.chars;
  const run = /(?:[A-Za-z0-9+/=\s:,.-]|\\[^"])*/y;
  run.lastIndex = from;
  run.test(text);
  if (end === from) return run.lastIndex;
  // its last line and what is reckoned from it are shorter; a quote ends them where no other line of the same list follows
  const rest =
    /(?:(?:[^A-Za-z0-9+/=\\"]|\\.|"[\s,+]{0,8}"(?![^"]{0,99}"\s{0,4}:)){1,16}[A-Za-z0-9+/=]{1,19}){0,4}/sy;
  rest.lastIndex = end;
  rest.test(text);
  return Math.max(run.lastIndex, rest.lastIndex);
}

/** Names in a program or of a file are as long, and seldom of capitals, small letters and digits. */
function isLine(letters: string): boolean {
  return letters.length >= 20 && /[A-Z]/.test(letters) && /[a-z]/.test(letters) && /[0-9]/.test(letters);
}

const [headCharsMax, gapCharsMax] = [400, 200];

function lineOfKey(
  text: string,
  from: number,
  within: number,
): { readonly start: number; readonly chars: number } | undefined {
  const letters = /[A-Za-z0-9+/=]+/g;
  letters.lastIndex = from;
  for (let match = letters.exec(text); match !== null; match = letters.exec(text)) {
    if (match.index > from + within) return undefined;
    if (isLine(match[0])) return { start: match.index, chars: match[0].length };
  }
  return undefined;
}

/** `...`, `***`, `xxx`: what people write instead of a key. */
function isFiller(body: string): boolean {
  const letters = body.replace(/\\[nr]|\s/g, '');
  return letters.length < 8 || /^(.)\1*$/.test(letters) || withoutPlaceholders(letters) === '';
}

/** `header.payload` or `header.payload.signature`, where both begin as the base64url of `{"` does. */
const jsonWebToken: Detector = {
  name: 'jwt',
  kind: 'secret',
  find: (text, spans) => {
    const segment = /[A-Za-z0-9_-]*/y;
    let start = text.indexOf('eyJ');
    while (start >= 0) {
      segment.lastIndex = start;
      segment.test(text);
      const headerEnd = segment.lastIndex;
      let end = headerEnd;
      if (headerEnd - start >= 10 && text.startsWith('.eyJ', headerEnd)) {
        segment.lastIndex = headerEnd + 1;
        segment.test(text);
        const payloadEnd = segment.lastIndex;
        end = payloadEnd;
        if (text[payloadEnd] === '.') {
          segment.lastIndex = payloadEnd + 1;
          segment.test(text);
          end = segment.lastIndex;
        }
        if (payloadEnd - headerEnd > 10) spans.push({ start, end, detector: 'jwt' });
        else end = headerEnd;
      }
      start = text.indexOf('eyJ', Math.max(end, start + 3));
    }
  },
};

const templated = /\$[({]|[{}<>]|^YOUR_|^REPLACE_|^\*+$|^x+$/i;

/** `scheme://user:password@host`: the part before the host is hidden. */
function urlCredentials(name: string, schemes: string): Detector {
  return patternDetector(
    'secret',
    name,
    ['://'],
    new RegExp(
      `(?<![A-Za-z0-9+.-])(?:${schemes})://([^\\s/:@"'<>]{0,256}:[^\\s/"'<>]{1,256})@(?=[A-Za-z0-9[])`,
      'i',
    ),
    {
      group: 1,
      accept: (found) => {
        const password = withoutPlaceholders(found.slice(found.indexOf(':') + 1));
        return withoutPlaceholders(found).includes(':') && password !== '' && !templated.test(password);
      },
    },
  );
}

const secretNames = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'api_key',
  'api-key',
  'apikey',
  'token',
  'access_key',
  'accesskey',
  'private_key',
];
const placeholderValue =
  /^[$%]|\$[({]|\{\{|[<>]|^(?:your|insert|replace|example|changeme|dummy|test|foo|x{3,}|\*{3,}|\.{3,})|(?:here|example)$/i;

/** A value assigned to a name that says it is a secret, when it looks like one: letters and digits, no blanks. Also in JSON that is a text. */
const assignedSecret: Detector = patternDetector(
  'secret',
  'assigned_secret',
  secretNames,
  /(?:password|passwd|passphrase|pwd|secret|api[_-]?key|token|access_?key|private_key)[A-Za-z0-9_]{0,24}(?:\\{0,3}["'\]]){0,2}[ \t]{0,8}(?::=|=>|=|:)[ \t]{0,8}(?:\\{0,3}["'`])?([^\s"'`,;<>(){}[\]]{8,256}(?<!\\))/i,
  {
    group: 1,
    accept: (found) =>
      /[A-Za-z]/.test(found) &&
      /[0-9]/.test(found) &&
      !placeholderValue.test(found) &&
      !found.includes('://'),
  },
);

/** `Password=…;` in a connection string of semicolons. */
const connectionPassword: Detector = patternDetector(
  'secret',
  'connection_password',
  ['password', 'pwd'],
  /;[ ]{0,4}(?:password|pwd)[ ]{0,4}=[ ]{0,4}([^;\s"'<>${}]{4,256})(?=;|$|["'\s])/i,
  { group: 1, accept: (found) => withoutPlaceholders(found) !== '' && !placeholderValue.test(found) },
);

const authorisation: Detector = patternDetector(
  'secret',
  'authorization_header',
  ['bearer', 'basic'],
  /(?<![A-Za-z])(?:bearer|basic)[ \t]{1,4}([A-Za-z0-9._~+/-]{16,2048}={0,2})/i,
  { group: 1, accept: (found) => /[0-9]/.test(found) || (/[a-z]/.test(found) && /[A-Z]/.test(found)) },
);

export const genericDetectors: readonly Detector[] = [
  privateKey,
  jsonWebToken,
  urlCredentials(
    'connection_string',
    'jdbc:[a-z]{1,16}|mongodb(?:\\+srv)?|mysql|mariadb|postgres(?:ql)?|rediss?|amqps?|mssql|sqlserver|clickhouse|nats|ldaps?|cockroachdb',
  ),
  urlCredentials('url_credentials', 'https?|ftps?|sftp|ssh|git|svn|wss?|smb|smtps?|imaps?'),
  assignedSecret,
  connectionPassword,
  authorisation,
  patternDetector('secret', 'hex_private_key', ['0x'], /(?<![0-9A-Za-z])0x([0-9A-Fa-f]{64})(?![0-9A-Fa-f])/, {
    group: 1,
  }),
];
