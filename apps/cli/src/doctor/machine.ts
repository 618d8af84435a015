/** The machine: Node, disk, memory, clock, ports. */
import { existsSync, statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { choosePorts, portVariables, services, wantedPorts } from '../ports.ts';
import { findRunningState } from '../running-state.ts';
import type { World } from '../world.ts';
import { notable, well, wrong, type Finding } from './finding.ts';

const nodeNeeded = 24;
const diskNeededMb = 500;
const memoryNeededMb = 2000;

export async function machineFindings(world: World): Promise<Finding[]> {
  return [node(), memory(), disk(world), clock(), ...(await ports(world))];
}

function node(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const detail = `${process.versions.node} on ${process.platform} ${process.arch}`;
  return major >= nodeNeeded
    ? well('node', detail)
    : wrong('node', detail, 'run npm ci: the project brings its own Node');
}

function memory(): Finding {
  const mb = Math.round(totalmem() / 1e6);
  return mb >= memoryNeededMb
    ? well('memory', `${mb} MB`)
    : notable('memory', `${mb} MB; Gamut needs about ${memoryNeededMb} MB`, 'give the machine more memory');
}

function disk(world: World): Finding {
  let place = world.home.path;
  while (!existsSync(place)) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  const mb = Math.round((bavail * bsize) / 1e6);
  return mb >= diskNeededMb
    ? well('disk', `${mb} MB free at ${place}`)
    : wrong(
        'disk',
        `${mb} MB free at ${place}; Gamut needs ${diskNeededMb} MB`,
        'free space, or set GAMUT_HOME to a larger disk',
      );
}

/** Signed calls allow two seconds between the processes; a clock before this code was written is surely wrong. */
function clock(): Finding {
  const now = new Date();
  return now.getUTCFullYear() >= 2026 && now.getUTCFullYear() < 2100
    ? well('clock', now.toISOString())
    : wrong('clock', now.toISOString(), 'set the system clock: signatures and leases depend on it');
}

async function ports(world: World): Promise<Finding[]> {
  if (findRunningState(world.home) !== undefined) return [];
  const wanted = wantedPorts(world.env);
  const chosen = await choosePorts(wanted, () => undefined);
  return services.map((service) =>
    wanted[service] === 0 || chosen[service] === wanted[service]
      ? well(`port of ${service}`, String(wanted[service] === 0 ? 'any' : wanted[service]))
      : notable(
          `port of ${service}`,
          `${wanted[service]} is taken; the start would use ${chosen[service]}`,
          `set ${portVariables[service]} to choose`,
        ),
  );
}
