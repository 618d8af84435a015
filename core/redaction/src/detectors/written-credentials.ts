/**
 * Credentials that only the place they are written in marks: keys in the files of kubectl, PuTTY and Docker, JSON Web Keys, headers of
 * requests, an element named password, .netrc, .pgpass and the command line of curl. Whatever else may stand in such a place stays.
 */
import { decodeBase64url } from '@gamut/kernel/base64url';
import { patternDetector, type Detector } from '../detector.ts';
import { withoutPlaceholders } from '../span.ts';

/** What people write instead of it. */
const stands =
  /^[$%]|\$[({]|[{}]|^(?:your|insert|replace|example|changeme|string|password$|secret$|x{3,}|\*{3,}|\.{3,})/i;
const isGiven = (found: string): boolean => withoutPlaceholders(found) !== '' && !stands.test(found);
const looksDrawn = (found: string): boolean =>
  isGiven(found) && (/[0-9]/.test(found) || (/[a-z]/.test(found) && /[A-Z]/.test(found)));

/** How far around a member of a key its type may stand, and before its flag the word curl. */
const [keyChars, commandChars] = [4000, 512];

const isOfKey = (_found: string, { input, index }: RegExpExecArray): boolean =>
  input.slice(Math.max(0, index - keyChars), index + keyChars).includes('"kty');

const isOfCurl = (found: string, { input, index }: RegExpExecArray): boolean =>
  isGiven(found) &&
  /[^0-9]/.test(found) &&
  /\bcurl\s/.test(input.slice(Math.max(0, index - commandChars), index));

const attribute = /^(?:path|domain|expires|max-age|samesite|priority)$/i;

/** Of all that a browser sends back, or a server sets, something is long enough to let in who has it. */
function holdsSession(cookies: string): boolean {
  return cookies.split(';').some((pair) => {
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1);
    return value.length >= 8 && !attribute.test(pair.slice(0, at).trim()) && looksDrawn(value);
  });
}

/** `name:password`, as registries want it. */
function isPair(encoded: string): boolean {
  const bytes = decodeBase64url(encoded.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'));
  return bytes !== undefined && bytes.indexOf(0x3a) > 0 && bytes.every((byte) => byte > 0x20 && byte < 0x7f);
}

export const writtenCredentials: readonly Detector[] = [
  patternDetector(
    'secret',
    'kubeconfig_key',
    ['client-key-data'],
    /(?<![A-Za-z0-9-])client-key-data\\{0,8}["']?[ \t]{0,8}:[ \t]{0,8}\\{0,8}["']?([A-Za-z0-9+/]{40,16384}={0,2})/,
    { group: 1 },
  ),
  patternDetector(
    'secret',
    'putty_key',
    ['Private-Lines:'],
    /Private-Lines:[ \t]{0,4}[0-9]{1,4}\s{1,8}([A-Za-z0-9+/]{16,80}={0,2}(?:\s{1,8}(?!Private-)[A-Za-z0-9+/]{1,80}={0,2}){0,200})/,
    { group: 1 },
  ),
  patternDetector(
    'secret',
    'jwk_private',
    ['kty'],
    /(?<=["'])(?:d|k|p|q|dp|dq|qi)\\{0,8}["']\s{0,8}:\s{0,8}\\{0,8}["']([A-Za-z0-9_-]{16,2048})(?=\\{0,8}["'])/,
    { group: 1, accept: isOfKey },
  ),
  patternDetector(
    'secret',
    'docker_auth',
    ['auth'],
    /(?<=["'])auth\\{0,8}["']\s{0,8}:\s{0,8}\\{0,8}["']([A-Za-z0-9+/]{6,2048}={0,2})(?=\\{0,8}["'])/,
    { group: 1, accept: isPair },
  ),
  patternDetector(
    'secret',
    'authorization_header',
    ['authorization'],
    /(?<![A-Za-z])authorization\\{0,8}["']?[ \t]{0,4}:[ \t]{0,4}\\{0,8}["']?(?:basic|token|api-?key|key)[ \t]{1,4}([A-Za-z0-9._~+/-]{8,2048}={0,2})/i,
    { group: 1, accept: looksDrawn },
  ),
  patternDetector(
    'secret',
    'cookie',
    ['cookie'],
    /(?<![A-Za-z])(?:set-)?cookie\\{0,8}["']?[ \t]{0,4}:[ \t]{0,4}\\{0,8}["']?([\w!#$%&*+.^`|~-]{1,128}=[^\s;,"'\\]{0,4096}(?:;[ \t]{0,2}[\w!#$%&*+.^`|~-]{1,128}=[^\s;,"'\\]{0,4096}){0,64})/i,
    { group: 1, accept: holdsSession },
  ),
  patternDetector(
    'secret',
    'password_element',
    ['</'],
    /<(?:[\w.-]{1,32}:)?(?:password|passwd|passphrase|client-?secret|secret-?key|api-?key)(?:[ \t][^<>]{0,64})?>([^<>\s]{4,256})<\//i,
    { group: 1, accept: isGiven },
  ),
  patternDetector(
    'secret',
    'netrc_password',
    ['machine'],
    /(?<![A-Za-z])machine\s{1,8}[\w.-]{1,253}\s{1,8}login\s{1,8}[^\s"']{1,256}\s{1,8}password\s{1,8}([^\s"'\\]{1,256})/,
    { group: 1, accept: isGiven },
  ),
  patternDetector(
    'secret',
    'pgpass_password',
    [':54', ':6432:', ':*:'],
    /(?<![^\s"'])[\w.*-]{1,253}:(?:54[0-9]{2}|6432|\*):[^\s:"']{1,63}:[^\s:"']{1,63}:([^\s:"'\\]{1,256})(?![^\s"'\\])/,
    { group: 1, accept: isGiven },
  ),
  patternDetector(
    'secret',
    'curl_password',
    ['curl'],
    /(?<=\s)(?:-u|--user)[ \t=]{0,2}["']?[^\s"':]{1,128}:([^\s"'\\]{1,256})/,
    { group: 1, accept: isOfCurl },
  ),
];
