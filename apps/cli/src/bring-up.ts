/**
 * From keys to five processes: the steps of a start, in order, each said with its time. Provisioning and the
 * console's build run beside each other; the seed runs beside the processes' own start.
 */
import type { DatabaseProcess } from './database-process.ts';
import { openDatabaseProcess } from './database-process.ts';
import { writeDemoClaims } from './demo-claims.ts';
import { holdsDemoAgents } from './demo-credentials.ts';
import { handedOn } from './handed-on.ts';
import { harmless, origins, type Deployment } from './environments.ts';
import { openKeys } from './keys.ts';
import { logFile } from './log-file.ts';
import { choosePorts, services, wantedPorts, type Service } from './ports.ts';
import {
  bootstrapSpec,
  buildConsoleSpec,
  createTenantSpec,
  migrateSpec,
  raiseAuthoritySpec,
  seedSpec,
  serviceSpec,
  stopOrder,
  worker,
  workerSpec,
} from './programs.ts';
import type { Progress } from './progress.ts';
import { isProvisioned, provisionedState, recordProvisioned } from './provisioned-record.ts';
import { derivePublicKeys } from './public-keys.ts';
import { waitUntilReady } from './readiness.ts';
import { writeRunningState } from './running-state.ts';
import { runOnce } from './run-once.ts';
import { supervise, type ChildHost, type ChildSpec, type Supervised } from './supervise.ts';
import { demoTenantId, keepDemoTenant, writeToolServers } from './tool-servers.ts';
import type { World } from './world.ts';

export interface Stack {
  readonly deployment: Deployment;
  readonly database: DatabaseProcess;
  readonly children: readonly Supervised[];
}

/** What has been started so far, so that a start that fails half-way is stopped whole. */
export interface Started {
  database?: DatabaseProcess;
  readonly children: Supervised[];
}

export interface BringUpOptions {
  readonly signal: AbortSignal;
  /** Before anything is served: what every tenant issued until now is void. */
  readonly raiseAuthority: boolean;
}

const readyMs = 60_000;
const stopMs = 5000;
const trimEveryMs = 30_000;

export async function bringUp(
  world: World,
  progress: Progress,
  started: Started,
  { signal, raiseAuthority }: BringUpOptions,
): Promise<Stack> {
  const deployment = await progress.step(
    'keys and ports',
    () => prepareDeployment(world, progress.say),
    (made) => (made.keys.made.length > 0 ? `${made.keys.made.length} keys made` : undefined),
  );
  const built = progress.step('console', () =>
    run(world, buildConsoleSpec(world.env, world.repository), signal),
  );
  built.catch(() => undefined);
  const database = await progress.step(
    'database',
    () => openDatabaseProcess(world.env, world.home, deployment.keys, progress.say),
    (opened) => opened.described,
  );
  started.database = database;
  recordState(world, deployment, database, false);
  signal.throwIfAborted();

  const state = database.port === null ? undefined : provisionedState(world.home, world.repository);
  const provisioned = isProvisioned(world.home, state) && demoTenantId(world.home) !== undefined;
  if (!provisioned) await provision(world, progress, deployment, database, signal);
  if (raiseAuthority)
    await progress.step('authority of every tenant raised', () =>
      run(world, raiseAuthoritySpec(deployment, world.repository), signal),
    );
  await built;
  writeToolServers(world.home, demoTenantId(world.home));
  for (const service of services) started.children.push(startService(service, deployment, world));
  started.children.push(supervise(workerSpec(deployment, world.repository), host(world, worker)));
  const seeded =
    provisioned && holdsDemoAgents(world.home)
      ? Promise.resolve()
      : progress.step('demo tenant', () => run(world, seedSpec(deployment, world.repository), signal));
  await Promise.race([
    Promise.all([
      seeded,
      progress.step('platform, gateway, claw, witness', () =>
        waitUntilReady({ ...origins(deployment.ports) }, { deadlineMs: readyMs, signal }),
      ),
    ]),
    ...started.children.map((child) => child.diedEarly),
  ]);
  if (!provisioned) recordProvisioned(world.home, state);
  for (const child of started.children) child.settle();
  trimLogs(world);
  return { deployment, database, children: started.children };
}

/** For the commands beside this one. */
export function recordState(
  world: World,
  deployment: Deployment,
  database: DatabaseProcess,
  ready: boolean,
): void {
  writeRunningState(world.home, {
    launcherPid: process.pid,
    startedAt: new Date().toISOString(),
    ports: deployment.ports,
    postgresPort: database.port,
    ready,
  });
}

/** In order: who acts first, the record last, Postgres after all. */
export async function bringDown(started: Started, say: (line: string) => void): Promise<void> {
  for (const service of stopOrder) {
    await started.children.find((child) => child.name === service)?.stop(stopMs);
  }
  await started.database?.stop();
  say('Stopped.');
}

async function prepareDeployment(world: World, say: (line: string) => void): Promise<Deployment> {
  const keys = openKeys(world.home.keys);
  const publicKeys = derivePublicKeys(keys, world.home.path);
  writeDemoClaims(world.home.demo);
  const ports = await choosePorts(wantedPorts(world.env), (line) => say(`    ${line}`));
  return {
    home: world.home,
    keys,
    publicKeys,
    ports,
    inherited: harmless(world.env),
    handedOn: handedOn(world.env),
  };
}

async function provision(
  world: World,
  progress: Progress,
  at: Deployment,
  database: DatabaseProcess,
  signal: AbortSignal,
): Promise<void> {
  if (database.needsBootstrap) {
    await progress.step('database roles', () => run(world, bootstrapSpec(at, world.repository), signal));
  }
  await progress.step('migrations', () => run(world, migrateSpec(at, world.repository), signal));
  await progress.step('tenant Meridian Mutual', async () => {
    keepDemoTenant(world.home, await run(world, createTenantSpec(at, world.repository), signal));
  });
}

function run(world: World, spec: ChildSpec, signal: AbortSignal): Promise<string> {
  return runOnce(spec, host(world, spec.name), signal);
}

function startService(service: Service, at: Deployment, world: World): Supervised {
  return supervise(serviceSpec(service, at, world.repository), host(world, service));
}

function host(world: World, name: string): ChildHost {
  return { log: logFile(world.home.logs, name), runFolder: world.home.run, say: world.say };
}

function trimLogs(world: World): void {
  const files = [...services, worker].map((service) => logFile(world.home.logs, service));
  setInterval(() => files.forEach((file) => file.trim()), trimEveryMs).unref();
}
