/**
 * What has been done to which database by which code, so that a second start does it not again: roles, migrations, demo
 * tenant. The record names the cluster by Postgres's own system identifier; another database or changed code, and all of
 * it runs anew (every step of it is idempotent). An operator's own database is never taken for provisioned.
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@gamut/crypto/hash';
import { readJsonIfPresent, writeDurably } from './durable-file.ts';
import type { Home } from './home.ts';

const recordName = 'provisioned.json';
const recordFormat = 1;

export interface ProvisionedState {
  readonly cluster: string;
  readonly code: string;
}

/** @returns undefined for a cluster that can't be told from another */
export function provisionedState(home: Home, repository: string): ProvisionedState | undefined {
  const cluster = systemIdentifier(home);
  if (cluster === undefined) return undefined;
  const parts = ['migrations', 'src/provisioning', 'src/provision.ts', 'src/demo'].flatMap((part) =>
    filesUnder(join(repository, 'apps/platform', part)),
  );
  const text = parts
    .map((path) => `${path.slice(repository.length)} ${sha256Hex(readFileSync(path))}`)
    .join('\n');
  return { cluster, code: sha256Hex(`${recordFormat}\n${text}`) };
}

export function isProvisioned(home: Home, state: ProvisionedState | undefined): boolean {
  const record = readJsonIfPresent(join(home.path, recordName)) as Partial<ProvisionedState> | undefined;
  return state !== undefined && record?.cluster === state.cluster && record.code === state.code;
}

export function recordProvisioned(home: Home, state: ProvisionedState | undefined): void {
  if (state !== undefined) writeDurably(join(home.path, recordName), JSON.stringify(state));
}

/** The first eight bytes of global/pg_control: made by initdb, different for every cluster. */
function systemIdentifier(home: Home): string | undefined {
  try {
    const file = openSync(join(home.postgres, 'global', 'pg_control'), 'r');
    try {
      const bytes = Buffer.alloc(8);
      return readSync(file, bytes, 0, 8, 0) === 8 ? bytes.toString('hex') : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function filesUnder(path: string): string[] {
  if (/\.(ts|sql|json)$/.test(path)) return path.endsWith('.test.ts') ? [] : [path];
  try {
    return readdirSync(path)
      .sort()
      .flatMap((name) => filesUnder(join(path, name)));
  } catch {
    return [];
  }
}
