/**
 * The gate `database-url`: the address of a Postgres, read strictly. The driver takes every parameter of a URL as a setting
 * of its own (another host, another role, no verification), so only three are known here; the rest is refused unseen.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { isLoopbackHost } from './loopback.ts';
import { GateFailure } from './start-gates.ts';

const example = 'postgres://login:password@host:5432/database';
const parameters = ['sslmode', 'sslrootcert', 'application_name'] as const;
const weakModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'no-verify'];

/** @throws GateFailure `database-url` or `transport`, naming the variable and never what is in it */
export function assertDatabaseUrl(name: string, text: string): void {
  const refuse = (reason: string): never => {
    throw new GateFailure('database-url', `${name} ${reason}`, `set ${name} to ${example}`);
  };
  const problem = shapeProblem(text);
  if (problem !== undefined) refuse(problem);
  const url = new URL(text);
  for (const [what, part] of [
    ['login', url.username],
    ['password', url.password],
    ['database', url.pathname.slice(1)],
  ] as const) {
    const decoded = percentDecoded(part);
    if (decoded === undefined) refuse(`has a ${what} with a broken percent sign`);
    else if (/[\u0000-\u001f\u007f]/.test(decoded)) refuse(`has a control character in its ${what}`);
  }
  assertParameters(url, refuse);
  assertTransportOf(name, url);
}

/** What can be said of the text before it is taken apart. */
function shapeProblem(text: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(text)) return 'does not begin with postgres://';
  if (/[\u0000-\u0020\u007f]/.test(text)) return 'has a space or a control character in it';
  if (/[^\u0021-\u007e]/.test(text)) return 'has characters beyond ASCII, which must be percent-encoded';
  if (text.includes('#')) return 'has a fragment, or a # that must be written %23';
  if (text.includes('\\')) return 'has a backslash, which must be written %5C';
  const authority = /^[a-z]+:\/\/([^/?]*)/.exec(text)?.[1] ?? '';
  if (authority.split('@').length !== 2) return 'must have one @ between login and host';
  const [login, place] = authority.split('@') as [string, string];
  if (login === '' || login.startsWith(':')) return 'names no login';
  if (login.split(':').length > 2) return 'has a colon in its password that must be written %3A';
  return placeProblem(place) ?? databaseProblem(text, authority);
}

function placeProblem(place: string): string | undefined {
  if (place.includes(',')) return 'names more than one host';
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(place) ?? [];
  if (host === '') return 'names no host';
  if (port !== undefined && !(/^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535))
    return 'has a port that is none';
  return isHost(host) ? undefined : 'has a host that is none';
}

/** A name, an IPv4 address in four decimal parts, an IPv6 address in brackets, or the folder of a socket as %2F… */
function isHost(host: string): boolean {
  if (host.startsWith('[')) return isIP(host.slice(1, -1)) === 6;
  if (/^%2f/i.test(host)) return /^(?:%2F|[A-Za-z0-9._-])+$/i.test(host);
  if (/^[\d.]+$/.test(host) || /(?:^|\.)0x/i.test(host)) return isIP(host) === 4;
  return /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}\.)*[A-Za-z0-9_-]{0,62}[A-Za-z0-9]?\.?$/.test(host);
}

function databaseProblem(text: string, authority: string): string | undefined {
  const rest = text.slice(text.indexOf(authority) + authority.length);
  const path = rest.split('?', 1)[0] ?? '';
  if (!/^\/[^/]+$/.test(path)) return 'must name one database after the host';
  return URL.canParse(text) ? undefined : 'cannot be read as a URL';
}

function assertParameters(url: URL, refuse: (reason: string) => never): void {
  const allowed: readonly string[] = parameters;
  const given = [...url.searchParams.keys()];
  if (given.some((one) => !allowed.includes(one)))
    refuse(`has a parameter that is not allowed (known are ${parameters.join(', ')})`);
  if (new Set(given).size !== given.length) refuse('has one parameter twice');
  // the driver reads more out of a broken percent sign than the URL parser does
  if (/%(?![0-9a-fA-F]{2})/.test(url.search)) refuse('has a parameter with a broken percent sign');
  const application = url.searchParams.get('application_name');
  if (application !== null && !/^[A-Za-z0-9_.-]{1,63}$/.test(application))
    refuse('has an application_name of other signs than letters, digits, _ . and -');
}

/** Off this machine the server must prove by its certificate that it is the one that was named. */
function assertTransportOf(name: string, url: URL): void {
  const refuse = (reason: string, fix: string): never => {
    throw new GateFailure('transport', `${name} ${reason}`, fix);
  };
  const near = isLoopbackHost(url.hostname) || /^%2f/i.test(url.hostname);
  const mode = url.searchParams.get('sslmode');
  const fix = `add sslmode=verify-full (and sslrootcert=/path/ca.pem for a CA of your own) to ${name}`;
  if (mode !== null && mode !== 'verify-full' && !(near && mode === 'disable')) {
    const said = weakModes.includes(mode)
      ? `sslmode=${mode}, which does not verify the server`
      : 'an sslmode that is none';
    refuse(`has ${said}`, fix);
  }
  if (!near && mode === null) refuse('names a host off this machine without sslmode=verify-full', fix);
  if (!near && url.password === '')
    refuse('has no password for a host off this machine', `write the password into ${name}`);
  const root = url.searchParams.get('sslrootcert');
  if (root === null) return;
  if (mode !== 'verify-full') refuse('has sslrootcert without sslmode=verify-full', fix);
  if (!isCertificate(root))
    refuse(
      'has an sslrootcert that is no readable PEM certificate',
      'point sslrootcert at the CA certificate of the server',
    );
}

function isCertificate(path: string): boolean {
  try {
    return path.startsWith('/') && readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
}

function percentDecoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
