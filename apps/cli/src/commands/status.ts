/** `gamut status`: each process, where it is, whether it is ready and what it waits for. Exit 0 when all is ready, 1 when not. */
import { existsSync } from 'node:fs';
import { parseArguments } from '../arguments.ts';
import { origins } from '../environments.ts';
import { services } from '../ports.ts';
import { worker } from '../programs.ts';
import { askReadiness, describeReadiness } from '../readiness.ts';
import { listRunning } from '../running-record.ts';
import { findRunningState } from '../running-state.ts';
import type { World } from '../world.ts';

export async function status(args: readonly string[], world: World): Promise<number> {
  const asJson = parseArguments(args, { json: 'switch' }, 0).on('json');
  const state = findRunningState(world.home);
  if (state === undefined) {
    const left = existsSync(world.home.run) ? listRunning(world.home.run).map(({ name }) => name) : [];
    const orphans =
      left.length === 0
        ? ''
        : ` A killed launcher left ${left.join(', ')}: npm start takes over, npx gamut stop ends them.`;
    if (asJson) world.answer(JSON.stringify({ running: false, home: world.home.path, left }));
    else world.answer(`not running (${world.home.path}). Start it with npm start.${orphans}`);
    return 1;
  }
  const pids = new Map(listRunning(world.home.run).map(({ name, identity }) => [name, identity.pid]));
  const urls = origins(state.ports);
  const served = await Promise.all(
    services.map(async (service) => {
      const answer = await askReadiness(urls[service]);
      return {
        name: service,
        pid: pids.get(service) ?? null,
        url: urls[service],
        ready: answer.ready,
        detail: describeReadiness(answer),
      };
    }),
  );
  const rows = [...served, workerRow(pids.get(worker))];
  if (asJson) {
    world.answer(
      JSON.stringify(
        {
          running: true,
          home: world.home.path,
          launcherPid: state.launcherPid,
          startedAt: state.startedAt,
          postgresPort: state.postgresPort,
          processes: rows,
        },
        null,
        2,
      ),
    );
  } else {
    world.answer(`launcher  pid ${state.launcherPid}, since ${state.startedAt}, home ${world.home.path}`);
    world.answer(`postgres  ${state.postgresPort === null ? 'your own' : `127.0.0.1:${state.postgresPort}`}`);
    for (const row of rows) {
      world.answer(
        `${row.name.padEnd(9)} ${(row.url ?? 'no port').padEnd(21)}  pid ${String(row.pid ?? '-').padEnd(7)} ${row.detail}`,
      );
    }
  }
  return rows.every((row) => row.ready) ? 0 : 1;
}

/** It listens nowhere, so that it runs is all that can be said; what it does stands in the jobs. */
function workerRow(pid: number | undefined) {
  const runs = pid !== undefined;
  return {
    name: worker,
    pid: pid ?? null,
    url: null,
    ready: runs,
    detail: runs ? 'waits for work' : 'not running',
  };
}
