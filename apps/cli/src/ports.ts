/**
 * One free loopback port for each process, chosen before any child starts, so that all of them are told the final ones.
 * A taken port is moved to the next free one, and the launcher says so.
 */
import { createServer } from 'node:net';
import { AppError } from '@gamut/kernel/app-error';

export const services = ['platform', 'gateway', 'claw', 'witness'] as const;
export type Service = (typeof services)[number];
export type Ports = Readonly<Record<Service, number>>;

export const portVariables: Readonly<Record<Service, string>> = {
  platform: 'GAMUT_PLATFORM_PORT',
  gateway: 'GAMUT_GATEWAY_PORT',
  claw: 'GAMUT_CLAW_PORT',
  witness: 'GAMUT_WITNESS_PORT',
};

const defaults: Ports = { platform: 4600, gateway: 4610, claw: 4620, witness: 4630 };
const attemptsMax = 40;

/** The wanted ports as the environment says; 0 asks for any free one. */
export function wantedPorts(env: Readonly<Record<string, string | undefined>>): Ports {
  const wanted = { ...defaults };
  for (const service of services) {
    const text = env[portVariables[service]];
    if (text === undefined || text === '') continue;
    const port = Number(text);
    if (!/^\d{1,5}$/.test(text) || port > 65_535) {
      throw new AppError('bad_request', `${portVariables[service]} is "${text}", which is no port`, {
        fix: 'set a number from 1 to 65535, or 0 for any free one',
      });
    }
    wanted[service] = port;
  }
  return wanted;
}

/** @param say told of every port that had to move */
export async function choosePorts(wanted: Ports, say: (line: string) => void): Promise<Ports> {
  const chosen = { ...wanted };
  const taken = new Set<number>();
  for (const service of services) {
    const port = await firstFree(wanted[service], taken);
    if (wanted[service] !== 0 && port !== wanted[service]) {
      say(
        `port ${wanted[service]} is taken, so ${service} uses ${port} (set ${portVariables[service]} to choose)`,
      );
    }
    chosen[service] = port;
    taken.add(port);
  }
  return chosen;
}

async function firstFree(from: number, taken: ReadonlySet<number>): Promise<number> {
  if (from === 0) return anyFree(taken);
  for (let port = from; port < from + attemptsMax && port <= 65_535; port++) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  return anyFree(taken);
}

/**
 * Below the ports that systems give out by themselves (32768 and up on Linux, 49152 elsewhere): nobody holds it until its process
 * starts, and whatever asks for any port meanwhile, the database first of all, would get it.
 */
const ownRange = { from: 20_000, to: 32_000 } as const;

async function anyFree(taken: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const port = ownRange.from + Math.floor(Math.random() * (ownRange.to - ownRange.from));
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new AppError('unavailable', 'no free port on 127.0.0.1', {
    fix: 'stop programs that hold ports, then start again',
  });
}

async function isFree(port: number): Promise<boolean> {
  return (await bindOnce(port)) !== undefined;
}

function bindOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
