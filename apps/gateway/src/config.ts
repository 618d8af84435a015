/** Gateway's settings from the environment; its secrets are a separate object (`holdSecrets('gateway', env)`). */
import { resolve } from 'node:path';
import { readEnvironment, type Mode } from '@gamut/service/environment';
import type { Environment } from '@gamut/service/hold-secrets';
import { GateFailure } from '@gamut/service/start-gates';
import { isLoopbackHost } from '@gamut/service/loopback';
import { assertTransport } from '@gamut/service/transport';

export interface GatewayConfig {
  readonly mode: Mode;
  readonly host: string;
  readonly port: number;
  readonly platformUrl: string;
  /** The origin at which platform reaches this Gateway, to push to it; without one it is loopback's, or nothing is pushed. */
  readonly pushUrl: string | undefined;
  /** Where people approve: the start of every approval's address. */
  readonly consoleUrl: string;
  /** Exact origins that the operator lets connectors reach as they are. */
  readonly egressAllow: readonly string[];
  /** Path of the catalogue of stdio tool servers. */
  readonly toolServers: string | undefined;
  readonly runnerHome: string;
  /** Host names, beside loopback's, under which agents reach Gateway. */
  readonly hosts: readonly string[];
  /** Digest of the build, when the one who built it says so; otherwise it is taken from the sources at start. */
  readonly buildSha256: string | undefined;
  /** A proxy that terminates TLS stands before Gateway: browsers and clients must come by TLS alone. */
  readonly tlsProxy: boolean;
}

/** @throws GateFailure `config` */
export function readGatewayConfig(env: Environment): GatewayConfig {
  const read = readEnvironment(env);
  const mode = read.mode();
  const egressAllow = read.origins('GAMUT_EGRESS_ALLOW');
  const buildSha256 = read.text('GAMUT_BUILD_SHA256');
  if (buildSha256 !== undefined && !/^[0-9a-f]{64}$/.test(buildSha256)) {
    throw new GateFailure(
      'config',
      'GAMUT_BUILD_SHA256 is not a SHA-256',
      'set it to 64 lower-case hexadecimal characters, or leave it out',
    );
  }
  const pushUrl =
    env['GAMUT_GATEWAY_PUSH_URL'] === undefined ? undefined : read.origin('GAMUT_GATEWAY_PUSH_URL', '');
  const config = {
    mode,
    host: '127.0.0.1',
    port: read.port('GAMUT_GATEWAY_PORT', 4610),
    platformUrl: read.origin('GAMUT_PLATFORM_URL', 'http://127.0.0.1:4600'),
    consoleUrl: read.origin('GAMUT_CONSOLE_URL', read.origin('GAMUT_PLATFORM_URL', 'http://127.0.0.1:4600')),
    egressAllow,
    toolServers: read.text('GAMUT_TOOL_SERVERS'),
    runnerHome: resolve(read.text('GAMUT_RUNNER_HOME') ?? '.gamut/runner'),
    pushUrl,
    hosts: (read.text('GAMUT_GATEWAY_HOSTS') ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    buildSha256,
    tlsProxy: proxyOf(read.text('GAMUT_TLS_PROXY')),
  };
  assertTransport(env, {
    origins: {
      GAMUT_PLATFORM_URL: [config.platformUrl],
      GAMUT_CONSOLE_URL: [config.consoleUrl],
      GAMUT_GATEWAY_PUSH_URL: pushUrl === undefined ? [] : [pushUrl],
    },
  });
  if (!config.tlsProxy && !config.hosts.every((host) => isLoopbackHost(host))) {
    throw new GateFailure(
      'transport',
      'GAMUT_GATEWAY_HOSTS names hosts beyond this machine, and Gateway itself speaks no TLS',
      'put a proxy that terminates TLS before Gateway and set GAMUT_TLS_PROXY=declared',
    );
  }
  return config;
}

function proxyOf(text: string | undefined): boolean {
  if (text === undefined || text === 'declared') return text === 'declared';
  throw new GateFailure(
    'config',
    'GAMUT_TLS_PROXY is not "declared"',
    'set GAMUT_TLS_PROXY=declared, or leave it out',
  );
}
