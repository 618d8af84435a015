/** What runs: each process's own readiness, check by check (the database's posture and the tool servers' walls among them), and its size. */
import { existsSync, readFileSync } from 'node:fs';
import { origins } from '../environments.ts';
import { services } from '../ports.ts';
import { worker } from '../programs.ts';
import { askReadiness } from '../readiness.ts';
import { listRunning } from '../running-record.ts';
import { findRunningState } from '../running-state.ts';
import type { World } from '../world.ts';
import { notable, well, wrong, type Finding } from './finding.ts';

const residentMbMax = 300;

export async function runningFindings(world: World): Promise<Finding[]> {
  const state = findRunningState(world.home);
  if (state === undefined) return [notable('processes', 'not running', 'npm start starts them')];
  const urls = origins(state.ports);
  const asked = await Promise.all(
    services.map(async (service): Promise<Finding[]> => {
      const answer = await askReadiness(urls[service]);
      if (!answer.reachable)
        return [wrong(service, `${urls[service]} does not answer`, `read ${world.home.logs}/${service}.log`)];
      const checks = answer.checks.map((check) =>
        check.ok
          ? well(`${service}: ${check.name}`, check.detail === '' ? 'holds' : check.detail)
          : wrong(`${service}: ${check.name}`, check.detail, `read ${world.home.logs}/${service}.log`),
      );
      return checks.length > 0
        ? checks
        : [
            answer.ready
              ? well(service, 'ready')
              : wrong(service, 'not ready', `read ${world.home.logs}/${service}.log`),
          ];
    }),
  );
  return [...asked.flat(), workerFinding(world), ...memoryFindings(world)];
}

function workerFinding({ home }: World): Finding {
  const runs = listRunning(home.run).some(({ name }) => name === worker);
  return runs
    ? well(worker, 'waits for work')
    : wrong(worker, 'not running: tenants are not made, moved or deleted', `read ${home.logs}/${worker}.log`);
}

function memoryFindings(world: World): Finding[] {
  return listRunning(world.home.run).flatMap(({ name, identity }) => {
    const status = `/proc/${identity.pid}/status`;
    if (!existsSync(status)) return [];
    const resident = Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024);
    const what = `memory of ${name}`;
    return [
      resident <= residentMbMax
        ? well(what, `${resident} MB`)
        : notable(what, `${resident} MB, more than the ${residentMbMax} MB aimed at`),
    ];
  });
}
