/**
 * What must hold before a port opens, and every five minutes after (security.md section 3), once the secrets themselves were
 * judged: the primitives compute what the standards say, the databases are the right ones and as they must be, this key is
 * the one that sealed them, and no secret of this process serves another purpose elsewhere.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { failedSelfTest } from '@gamut/crypto/self-test';
import { homeCell, type Database } from '@gamut/database/database';
import { ensureInstallation } from '@gamut/database/installation';
import { readMigrations } from '@gamut/database/migration';
import { checkPosture, type PostureFinding } from '@gamut/database/posture';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { GateResult } from '@gamut/service/gate-watch';
import { GateFailure, passGates, type Gate } from '@gamut/service/start-gates';
import { migrationsFolder } from './provisioning/migrations-folder.ts';
import type { OwnSecrets } from './separation/own-secrets.ts';
import { whySentinelStaysShut } from './tenancy/database-sentinel.ts';

export interface GateParts {
  readonly databaseUrl: string;
  readonly cellUrls?: Readonly<Record<string, string>>;
  readonly tenantLoginSecret?: Uint8Array | undefined;
  readonly deployment: string;
  /** Unguarded: what is asked here is whether the guard may let anybody through. */
  readonly db: Database;
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly ownSecrets: OwnSecrets;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** A tenant that is being made or moved can look unfinished for a moment: what is shut is looked at twice. */
const confirmAfterMs = 500;

/** @returns each gate, open. @throws GateFailure before anything is written */
export async function passPlatformGates(parts: GateParts): Promise<readonly GateResult[]> {
  const names = new Set<string>();
  const database = {
    name: 'database',
    fix: 'start Postgres, or correct DATABASE_URL',
    check: async () => {
      for (const { gate, cell } of await startDatabase(parts)) if (cell === homeCell) names.add(gate);
      return undefined;
    },
  };
  const others = [...inMemory(parts), sentinel(parts), installation(parts), registration(parts)];
  const [selfTest, publicKeys, ...asked] = others as [Gate, Gate, ...Gate[]];
  await passGates([selfTest, publicKeys, database, ...asked]);
  for (const { name } of others) names.add(name);
  return [...names].map((gate) => ({ gate, reason: undefined, fix: '' }));
}

/** The same again, cell by cell. @throws AppError `unavailable` when home is away: nothing was learnt then */
export async function lookAtGates(parts: GateParts): Promise<readonly GateResult[]> {
  const broken = await resultsOf(inMemory(parts));
  if (broken.some(({ reason }) => reason !== undefined)) return broken;
  const first = await lookAtDatabase(parts);
  if (first.every(({ reason }) => reason === undefined)) return [...broken, ...first];
  await pause(confirmAfterMs, undefined, { ref: false });
  return [...broken, ...(await lookAtDatabase(parts))];
}

function inMemory({ ownSecrets }: GateParts): Gate[] {
  return [
    { name: 'self-test', fix: 'do not run on this machine or build', check: () => failedSelfTest() },
    {
      name: 'secrets-distinct',
      fix: 'make a key of its own for each purpose',
      check: () => ownSecrets.whySecretsMeet(),
    },
  ];
}

function sentinel(parts: GateParts): Gate {
  return {
    name: 'database-sentinel',
    fix: 'give the platform the DATA_ENCRYPTION_KEY of this database',
    check: () => whySentinelStaysShut(parts),
  };
}

function installation(parts: GateParts): Gate {
  return {
    name: 'database-installation',
    fix: 'give each process the addresses of its own deployment’s databases',
    check: async () => {
      const { databaseUrl: url, cellUrls: cells, deployment } = parts;
      const others = await ensureInstallation({ url, cells, deployment });
      for (const { cell, why } of others) if (cell !== homeCell) parts.db.shutCell(cell, why);
      return others.find(({ cell }) => cell === homeCell)?.why;
    },
  };
}

function registration({ ownSecrets, clock }: GateParts): Gate {
  return {
    name: 'secrets-distinct',
    fix: 'make a key of its own for each purpose',
    check: async () => {
      try {
        await ownSecrets.register(clock.nowMs());
        return undefined;
      } catch (error) {
        if (error instanceof AppError && error.code === 'secret_shared')
          return error.message.replace(/\.$/, '');
        throw error;
      }
    },
  };
}

async function posture(parts: GateParts): Promise<PostureFinding[]> {
  const { clock } = parts;
  return checkPosture({
    url: parts.databaseUrl,
    cells: parts.cellUrls,
    tenantLoginSecret: parts.tenantLoginSecret,
    deployment: parts.deployment,
    migrations: readMigrations(migrationsFolder),
    nowMs: () => clock.nowMs(),
  });
}

async function startDatabase(parts: GateParts): Promise<readonly PostureFinding[]> {
  const findings = await posture(parts);
  for (const { away, cell, detail } of findings) if (away) parts.db.shutCell(cell, detail);
  const first = findings.find((finding) => !finding.ok && !finding.away);
  if (first !== undefined) throw new GateFailure(first.gate, first.detail, first.fix);
  return findings;
}

async function lookAtDatabase(parts: GateParts): Promise<GateResult[]> {
  const findings = await posture(parts);
  const home = findings
    .filter(({ cell }) => cell === homeCell)
    .map(({ gate, ok, detail, fix }) => ({ gate, reason: ok ? undefined : detail, fix }));
  for (const [cell, of] of Map.groupBy(findings, ({ cell }) => cell)) {
    if (cell === homeCell) continue;
    const shut = of.find(({ ok }) => !ok);
    if (shut === undefined) parts.db.openCell(cell);
    else parts.db.shutCell(cell, `${shut.gate}: ${shut.detail}`);
  }
  if (home.some(({ reason }) => reason !== undefined)) return home;
  return [...home, ...(await resultsOf([sentinel(parts), installation(parts), registration(parts)]))].filter(
    // one gate, one line: the later look at it is the one that wrote
    ({ gate }, at, all) => all.findLastIndex((one) => one.gate === gate) === at,
  );
}

/** What can't be asked because Postgres went away is not a gate that is shut. */
async function resultsOf(gates: readonly Gate[]): Promise<GateResult[]> {
  const results: GateResult[] = [];
  for (const { name, fix, check } of gates) results.push({ gate: name, reason: await check(), fix });
  return results;
}
