/** Gateways as processes of their own, as many as a test wants, behind a platform that it has; each can be killed as the system would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from '@gamut/crypto/random';
import { encodeBase64url } from '@gamut/kernel/base64url';
import type { Edge } from '@gamut/service/edge';
import { compiled } from './compiled.ts';

const program = join(import.meta.dirname, '..', '..', 'apps/gateway/src/main.ts');

export interface GatewayProcess {
  readonly origin: string;
  said(): string;
  /** As the system kills it: without a chance to finish anything. */
  kill(): Promise<void>;
}

export interface GatewayFleet {
  /** @param env settings beside those that every Gateway needs */
  start(env?: Readonly<Record<string, string>>): Promise<GatewayProcess>;
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly platformUrl: string;
  /** Gateway → platform, with its answers' key. */
  readonly edge: Pick<Edge, 'key' | 'answerKey'>;
  readonly egressAllow: readonly string[];
}

/** All of them hold the same keys, as the Gateways of one deployment do. */
export function gatewayFleet(options: FleetOptions): GatewayFleet {
  const home = mkdtempSync(join(tmpdir(), 'gamut-fleet-'));
  const key = (): string => encodeBase64url(randomBytes(32));
  const shared = {
    PATH: process.env['PATH'] ?? '',
    ...compiled,
    GAMUT_MODE: 'development',
    GAMUT_PLATFORM_URL: options.platformUrl,
    GAMUT_GATEWAY_PORT: '0',
    GAMUT_EGRESS_ALLOW: options.egressAllow.join(','),
    GATEWAY_VAULT_KEY: key(),
    AGENTIC_SIGNING_SECRET: key(),
    EDGE_KEY_GATEWAY_TO_PLATFORM: encodeBase64url(options.edge.key),
    EDGE_KEY_PLATFORM_TO_GATEWAY: encodeBase64url(options.edge.answerKey),
    EDGE_KEY_CLAW_TO_GATEWAY: key(),
    EDGE_KEY_GATEWAY_TO_CLAW: key(),
  };
  const children = new Set<ChildProcess>();
  let started = 0;
  return {
    start: async (env = {}) => {
      const runner = join(home, String(++started));
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
        env: { ...shared, GAMUT_RUNNER_HOME: runner, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      children.add(child);
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part: string) => (said += part));
      const port = await portOf(child, () => said);
      return {
        origin: `http://127.0.0.1:${String(port)}`,
        said: () => said,
        kill: async () => {
          children.delete(child);
          await end(child);
        },
      };
    },
    close: async () => {
      await Promise.all([...children].map(end));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function portOf(child: ChildProcess, said: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const port = /"port":(\d+)/.exec(said())?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('exit', () => reject(new Error(`Gateway did not start: ${said()}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
