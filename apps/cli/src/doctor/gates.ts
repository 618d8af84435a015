/** Who refused to start, and by which gate: the last line of a process's log, when it is a gate's, with the gate's own fix. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readIfPresent } from '../durable-file.ts';
import type { World } from '../world.ts';
import { wrong, type Finding } from './finding.ts';

export function gateFindings({ home }: Pick<World, 'home'>): Finding[] {
  if (!existsSync(home.logs)) return [];
  return readdirSync(home.logs)
    .filter((file) => file.endsWith('.log'))
    .sort()
    .flatMap((file) => {
      const shut = shutGate(readIfPresent(join(home.logs, file)) ?? '');
      return shut === undefined ? [] : [wrong(file.slice(0, -'.log'.length), shut.reason, shut.fix)];
    });
}

/** Undefined when the process went on after the line, or never met a gate. */
function shutGate(log: string): { reason: string; fix: string } | undefined {
  const last = log.trimEnd().split('\n').at(-1) ?? '';
  const said = /^(gate [a-z-]+: .+)\. Fix: (.+)$/.exec(last);
  return said === null ? undefined : { reason: said[1] as string, fix: said[2] as string };
}
