/**
 * Carries out one provision command with the secrets that it needs, and nothing else in its hands: bootstrap holds the
 * superuser's URL for a moment, everything later the migrator's. A process of its own, never part of a serving one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from '@gamut/crypto/random';
import { bootstrapDatabase } from '@gamut/database/bootstrap';
import { createTenant } from '@gamut/database/create-tenant';
import { migrateDatabase } from '@gamut/database/migrate';
import { readMigrations } from '@gamut/database/migration';
import { assertNewTenant, type NewTenant } from '@gamut/database/new-tenant';
import { driftLine, reportDrift } from '@gamut/database/drift';
import { claimDatabase } from '@gamut/database/owner-posture';
import { AppError } from '@gamut/kernel/app-error';
import { readEnvironment } from '@gamut/service/environment';
import { holdSecrets, type Environment } from '@gamut/service/hold-secrets';
import { GateFailure } from '@gamut/service/start-gates';
import { systemTime } from '@gamut/service/system-time';
import { appendControl } from '../audit/append-control.ts';
import { parseCellUrls } from '../cell-urls.ts';
import type { ProvisionCommand } from './command.ts';
import { assertPlan } from './assert-plan.ts';
import { assertCell } from './assert-cell.ts';
import { assertDistinctFromOthers } from './distinct-provision-secrets.ts';
import { jobHandlers } from './job-handlers.ts';
import { migrationsFolder } from './migrations-folder.ts';
import { passProvisionGates } from './pass-provision-gates.ts';
import type { ProvisionParts } from './provision-parts.ts';
import { raiseAuthority } from './raise-authority.ts';
import { renewLogins } from './renew-logins.ts';
import { drainJobs, passWorkerGates, workUntilStopped } from './run-worker.ts';
import { watchWorkerGates } from './watch-worker-gates.ts';

export type ProvisionResult = Readonly<Record<string, string | number | boolean>>;

/** @param signal ends `work` after the step that it is in */
export async function runProvision(
  command: ProvisionCommand,
  env: Environment,
  onProgress: (text: string) => void,
  signal: AbortSignal,
): Promise<ProvisionResult> {
  if (command.kind === 'bootstrap') return bootstrap(env);
  const { parts, deployment } = await holdParts(env, onProgress, command.kind === 'work');
  if (command.kind === 'migrate') return migrate(parts, deployment);
  if (command.kind === 'work') return work(parts, deployment, command.once, signal);
  if (command.kind === 'drift') return drift(parts);
  if (command.kind === 'logins renew') return { renewed: await renewLogins(parts) };
  if (command.kind === 'authority raise') return raise(parts, command.cell);
  return make(parts, command);
}

async function bootstrap(env: Environment): Promise<ProvisionResult> {
  const secrets = holdSecrets('bootstrap', env);
  const own = readEnvironment(env).text('GAMUT_TENANT_LOGINS');
  if (own !== undefined && own !== 'own')
    throw new GateFailure('config', 'GAMUT_TENANT_LOGINS will not do', 'set it to own, or leave it out');
  const url = secrets.SUPERUSER_DATABASE_URL;
  await passProvisionGates(env, {
    databases: [{ variable: 'SUPERUSER_DATABASE_URL', cell: 'home', url }],
    as: 'administrator',
    nowMs: systemTime.nowMs,
  });
  const { openDoors } = await bootstrapDatabase({
    superuserUrl: url,
    appPassword: secrets.GAMUT_APP_PASSWORD,
    migratorPassword: secrets.GAMUT_MIGRATOR_PASSWORD,
    tenantLogins: own,
  });
  return { bootstrapped: true, ...(openDoors.length === 0 ? {} : { openDoors: openDoors.length }) };
}

interface Held {
  readonly parts: ProvisionParts;
  readonly deployment: string;
}

async function holdParts(
  env: Environment,
  say: (text: string) => void,
  cellsMayBeAway: boolean,
): Promise<Held> {
  const secrets = holdSecrets('provision', env);
  const migratorUrl = secrets.MIGRATOR_DATABASE_URL;
  const variable = 'MIGRATOR_CELL_DATABASE_URLS';
  const cellUrls = parseCellUrls(variable, secrets[variable], migratorUrl);
  const cells = Object.entries(cellUrls).map(([cell, url]) => ({ variable, cell, url }));
  const home = { variable: 'MIGRATOR_DATABASE_URL', cell: 'home', url: migratorUrl };
  const deployment = await passProvisionGates(env, {
    databases: [home, ...cells],
    as: 'migrator',
    nowMs: systemTime.nowMs,
    cellsMayBeAway,
  });
  await assertDistinctFromOthers(migratorUrl, deployment, secrets);
  const parts = {
    migratorUrl,
    cellUrls,
    tenantLoginSecret: secrets.TENANT_LOGIN_SECRET,
    migrations: readMigrations(migrationsFolder),
    exportFolder: readEnvironment(env).text('GAMUT_EXPORT_FOLDER') ?? join(process.cwd(), 'exports'),
    handlers: jobHandlers,
    clock: systemTime,
    random: randomBytes,
    say,
  };
  return { parts, deployment };
}

/** Home first: what the other cells hold refers to it. */
async function migrate(parts: ProvisionParts, deployment: string): Promise<ProvisionResult> {
  const { migrations, tenantLoginSecret, say } = parts;
  const total = { control: migrations.control.length, tenants: 0, applied: 0 };
  for (const [cell, migratorUrl] of addressesOf(parts)) {
    const done = await migrateDatabase({ migratorUrl, migrations, onProgress: say, tenantLoginSecret });
    await claim(deployment, cell, migratorUrl);
    total.tenants += done.tenants;
    total.applied += done.applied;
  }
  return total;
}

async function claim(deployment: string, cell: string, url: string): Promise<void> {
  const why = await claimDatabase(url, { deployment, cell });
  if (why === undefined) return;
  const fix = 'give each process the addresses of its own deployment’s databases';
  throw new GateFailure('database-installation', why, fix);
}

async function work(
  held: ProvisionParts,
  deployment: string,
  once: boolean,
  signal: AbortSignal,
): Promise<ProvisionResult> {
  const parts = { ...held, assertCell: (name: string) => assertCell(held, name, deployment) };
  await passWorkerGates(parts);
  mkdirSync(parts.exportFolder, { recursive: true, mode: 0o700 });
  if (once) return { worked: await drainJobs(parts, () => signal.aborted) };
  parts.say('provision waits for work');
  const watch = watchWorkerGates(parts, { deployment });
  watch.start();
  await workUntilStopped(parts, signal, undefined, () => watch.shut().length > 0);
  watch.stop();
  return { stopped: true };
}

/** @throws AppError when anything differs, after each difference was said */
async function drift(parts: ProvisionParts): Promise<ProvisionResult> {
  const { migrations, tenantLoginSecret, say } = parts;
  let differences = 0;
  for (const [cell, migratorUrl] of addressesOf(parts)) {
    const found = await reportDrift({ migratorUrl, migrations, cell, tenantLoginSecret });
    for (const one of found) say(`${cell}: ${driftLine(one)}`);
    differences += found.length;
  }
  if (differences === 0) return { drift: 0 };
  throw new AppError('conflict', `${String(differences)} objects are not what the migrations make`, {
    fix: 'read the lines above; undo what was changed by hand, or write it as a migration',
    who: 'whoever operates Gamut',
  });
}

/** @throws AppError naming each tenant where it failed; the others are done, and the command is given again */
async function raise(parts: ProvisionParts, cell: string | undefined): Promise<ProvisionResult> {
  await passWorkerGates(parts);
  const { raised, unreached } = await raiseAuthority(parts, { cell });
  if (unreached.length === 0) return { raised };
  throw new AppError('unavailable', `raised for ${String(raised)}; it failed for: ${unreached.join(', ')}`, {
    fix: 'read the lines above, mend that (a cell that is away, a worker that is busy), then give this command again',
    who: 'whoever operates Gamut',
  });
}

function addressesOf(parts: ProvisionParts): (readonly [cell: string, url: string])[] {
  return [['home', parts.migratorUrl], ...Object.entries(parts.cellUrls)];
}

/** Before the first operator there is nobody to ask for it by the operator's interface; the entry is the same. */
async function make(
  parts: ProvisionParts,
  { tenant, cell }: { readonly tenant: NewTenant; readonly cell: string },
): Promise<ProvisionResult> {
  const { migratorUrl, migrations, tenantLoginSecret } = parts;
  assertNewTenant(tenant);
  assertPlan(tenant.plan);
  const place = {
    ...(tenantLoginSecret === undefined ? {} : { tenantLoginSecret }),
    ...(cell === 'home' ? {} : { cell: { name: cell, migratorUrl: addressOf(parts, cell) } }),
  };
  return {
    ...(await createTenant(migratorUrl, migrations, tenant, {
      ...place,
      onCreated: async (home, { id, slug, plan }) => {
        await appendControl(home, parts, {
          actor: { kind: 'system', id: 'provision', name: 'Provision' },
          event: 'tenant.created',
          subject: { kind: 'tenant', id, name: slug },
          after: { tenant: id, slug, plan, cell },
          concerns: id,
        });
      },
    })),
  };
}

function addressOf({ cellUrls }: ProvisionParts, cell: string): string {
  const url = Object.hasOwn(cellUrls, cell) ? cellUrls[cell] : undefined;
  if (url !== undefined) return url;
  throw new AppError('not_found', `there is no cell ${JSON.stringify(cell.slice(0, 60))}`, {
    fix: 'name it in MIGRATOR_CELL_DATABASE_URLS',
    who: 'whoever operates Gamut',
  });
}
