/**
 * A Gateway in this process, before a platform that it reaches by a wire of its own, that can be broken at every call of its
 * one wrapper: the hook before, after and instead of the real thing, and the wire under it. What it called is written down.
 */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { holdSecrets } from '@gamut/service/hold-secrets';
import { createLogger } from '@gamut/service/logger';
import { composeGateway } from '../../apps/gateway/src/compose.ts';
import { readGatewayConfig } from '../../apps/gateway/src/config.ts';
import type { DependencyName, FaultHook } from '../../apps/gateway/src/decide/dependency.ts';
import type { Told } from './token-world.ts';

/** What becomes of an answer on the wire. `dropped` and `halved`: what was asked for was done, and nobody hears that. */
type WireFault = 'forged' | 'dropped' | 'halved';
export const faultKinds = [
  'error',
  'hang',
  'garbage',
  'nothing',
  'written and an error',
  'written and a hang',
  'forged',
  'dropped',
  'halved',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly name: DependencyName;
  /** Counted from 1 for each name; from this call on. */
  readonly nth: number;
  /** How many calls it lasts; without it, all that follow. */
  readonly times?: number;
  readonly kind: FaultKind;
}

export interface FaultyGateway {
  readonly origin: string;
  /** Names of the calls since the last arming, in their order. */
  readonly seen: readonly DependencyName[];
  /** How long each of them, in the same order, may take at most. */
  readonly deadlinesMs: readonly number[];
  /** Whether the fault came to bear. */
  readonly struck: boolean;
  arm(fault: Fault | undefined): void;
  post(path: string, body: unknown, token: string): Promise<Told & { readonly text: string }>;
  close(): Promise<void>;
}

const never = () => new Promise<never>(() => undefined);

export async function startFaultyGateway(
  environment: Readonly<Record<string, string>>,
  platformPort: number,
): Promise<FaultyGateway> {
  const wire = await startWire(platformPort);
  let fault: Fault | undefined;
  let seen: DependencyName[] = [];
  let deadlinesMs: number[] = [];
  let struck = false;
  const hook: FaultHook = async (name, real, deadlineMs) => {
    seen.push(name);
    deadlinesMs.push(deadlineMs);
    const nth = seen.filter((one) => one === name).length;
    if (fault?.name !== name || nth < fault.nth) return real();
    if (nth >= fault.nth + (fault.times ?? Infinity)) return real();
    struck = true;
    return broken(fault.kind, real, wire);
  };
  const env = { ...environment, GAMUT_PLATFORM_URL: `http://127.0.0.1:${String(wire.port)}` };
  const logger = createLogger('gateway', { level: process.env['TEST_LOG'] ?? 'silent' });
  const gateway = composeGateway(readGatewayConfig(env), holdSecrets('gateway', env), {
    logger,
    fault: hook,
  });
  const { origin } = await gateway.listen();
  return {
    origin,
    get seen() {
      return seen;
    },
    get deadlinesMs() {
      return deadlinesMs;
    },
    get struck() {
      return struck;
    },
    arm: (next) => {
      fault = next;
      seen = [];
      deadlinesMs = [];
      struck = false;
      if (next === undefined) wire.fault = undefined;
    },
    post: (path, body, token) => post(`${origin}${path}`, body, token),
    close: async () => {
      await gateway.close();
      wire.close();
    },
  };
}

async function broken<T>(kind: FaultKind, real: () => Promise<T>, wire: Wire): Promise<T> {
  if (kind === 'error') throw new Error('broken');
  if (kind === 'hang') return never();
  if (kind === 'garbage') return { nonsense: true } as never;
  if (kind === 'nothing') return undefined as never;
  if (kind === 'written and an error' || kind === 'written and a hang') {
    await real();
    if (kind === 'written and a hang') return never();
    throw new Error('broken');
  }
  wire.fault = kind;
  wire.waiting += 1;
  try {
    return await real();
  } finally {
    wire.waiting -= 1;
    // an outcome that was kept may be handed in meanwhile: whoever ends first mends nothing for the other
    if (wire.waiting === 0) wire.fault = undefined;
  }
}

interface Wire {
  readonly port: number;
  fault: WireFault | undefined;
  /** Calls under way that it is broken for. */
  waiting: number;
  close(): void;
}

/** Passes requests on whole, and answers as its fault says. */
async function startWire(platformPort: number): Promise<Wire> {
  const wire: Pick<Wire, 'fault' | 'waiting'> = { fault: undefined, waiting: 0 };
  const server = createServer((asked, answered) => {
    const { method, url, headers } = asked;
    const onward = request({ host: '127.0.0.1', port: platformPort, method, path: url, headers }, (answer) =>
      passOn(answer, answered, wire.fault),
    );
    onward.on('error', () => answered.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(wire, { port: (server.address() as AddressInfo).port, close });
}

function passOn(answer: IncomingMessage, answered: ServerResponse, fault: WireFault | undefined): void {
  const parts: Buffer[] = [];
  answer.on('data', (part: Buffer) => parts.push(part));
  answer.on('end', () => {
    const body = Buffer.concat(parts);
    const headers = { ...answer.headers };
    if (fault === 'dropped') return void answered.destroy();
    if (fault === 'forged')
      headers['signature'] = String(headers['signature']).replace(
        /:(.)/,
        (_, first) => `:${first === 'A' ? 'B' : 'A'}`,
      );
    answered.writeHead(answer.statusCode ?? 500, headers);
    if (fault !== 'halved') return void answered.end(body);
    answered.write(body.subarray(0, body.length >> 1), () => answered.destroy());
  });
}

/** The answer of a plain route, or of MCP, which may come as an event. */
async function post(url: string, body: unknown, token: string): Promise<Told & { text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  return { status: response.status, json: JSON.parse(data), text };
}
