/**
 * The gate `transport` (security.md section 3): what leaves this machine goes by TLS and is verified, or the process does not
 * start. Servers listen on loopback; who shows them to a network declares the proxy that terminates TLS before them.
 */
import tls from 'node:tls';
import { assertDatabaseUrl } from './database-url.ts';
import type { Environment } from './hold-secrets.ts';
import { isLoopbackHost } from './loopback.ts';
import { GateFailure } from './start-gates.ts';

export interface TransportParts {
  /** Addresses of databases, by the variable that they came in. */
  readonly databases?: Readonly<Record<string, string>>;
  /** Where this process calls others, and under which origins people reach it, by variable. */
  readonly origins?: Readonly<Record<string, readonly string[]>>;
}

/** What the driver would read beside the address: each could send it elsewhere, or take the verification away. */
const driverSettings =
  /^PG(HOST|HOSTADDR|PORT|DATABASE|USER|PASSWORD|PASSFILE|OPTIONS|SSL[A-Z]*|REQUIRESSL|SERVICE|SERVICEFILE|CLIENTENCODING|CLIENT_ENCODING|BINARY|REPLICATION|APPNAME)$/;

/** Settings of the runtime that open a port to everything in memory, write the keys of TLS down, or take old protocols. */
const weakening = /(?:^|\s)--(?:inspect|tls-keylog|tls-min-v1\.[0-2]|insecure-http-parser|security-revert)/;

/** @throws GateFailure `database-url` or `transport` */
export function assertTransport(env: Environment, parts: TransportParts): void {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new GateFailure(
      'transport',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 takes the verification away from every TLS connection',
      'unset it; name a CA of your own in NODE_EXTRA_CA_CERTS',
    );
  }
  const options = env['NODE_OPTIONS'] ?? '';
  if (env['GAMUT_MODE'] !== 'development' && weakening.test(options)) {
    throw new GateFailure(
      'transport',
      'NODE_OPTIONS opens or weakens the runtime',
      'start without --inspect, --tls-keylog, --tls-min, --insecure-http-parser and --security-revert',
    );
  }
  if (parts.databases !== undefined) {
    const setting = Object.keys(env).find((name) => driverSettings.test(name) && env[name] !== '');
    if (setting !== undefined)
      throw new GateFailure(
        'database-url',
        `${setting} is set, and the driver would read it beside the address`,
        `unset ${setting}: everything stands in the address`,
      );
    for (const [name, url] of Object.entries(parts.databases)) assertDatabaseUrl(name, url);
  }
  for (const [name, origins] of Object.entries(parts.origins ?? {}))
    for (const origin of origins) assertOriginTransport(name, origin);
}

function assertOriginTransport(name: string, origin: string): void {
  const url = new URL(origin);
  if (url.protocol === 'https:' || isLoopbackHost(url.hostname)) return;
  throw new GateFailure(
    'transport',
    `${name} leaves this machine without TLS`,
    `set ${name} to an https origin, or to one on 127.0.0.1`,
  );
}

/** TLS 1.3 is the floor for every connection that this process opens; processes that call customers' servers set it per client. */
export function raiseTlsFloor(): void {
  tls.DEFAULT_MIN_VERSION = 'TLSv1.3';
}
