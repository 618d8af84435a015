/**
 * The directory over all cells. A cell that does not answer in time keeps its last known entries and holds up nobody; an
 * entry counts only when its tenant lives in that cell, so what a move left behind, or a broken cell invents, routes nothing
 * of another's. The version is drawn from the entries themselves: two platforms that know the same say the same number.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import type { Database } from '@gamut/database/database';
import { within } from './within.ts';
import { loadCellDirectory, type CellDirectory } from './agent-directory-store.ts';

export interface AgentDirectory {
  readonly version: number;
  readonly tenants: Readonly<Record<string, string>>;
}

export interface DirectoryReader {
  load(): Promise<AgentDirectory>;
}

const empty: AgentDirectory = { version: 0, tenants: {} };

/** @param cellWithinMs how long one cell may take */
export function createAgentDirectory(db: Database, cellWithinMs: number): DirectoryReader {
  const known = new Map<string, { readonly directory: CellDirectory; readonly asked: number }>();
  let asked = 0;
  let merged = empty;
  let mergedFrom: readonly CellDirectory[] = [];

  async function refresh(cell: string): Promise<void> {
    const mine = ++asked;
    const directory = await loadCellDirectory(db, cell, known.get(cell)?.directory);
    // an answer that comes late does not undo one that was asked for after it
    if (mine > (known.get(cell)?.asked ?? 0)) known.set(cell, { directory, asked: mine });
  }

  async function load(): Promise<AgentDirectory> {
    const [home = '', ...others] = db.cells;
    await Promise.all([
      refresh(home),
      ...others.map((cell) => within(cellWithinMs, refresh(cell)).catch(() => undefined)),
    ]);
    const parts = db.cells.flatMap((cell) => known.get(cell)?.directory ?? []);
    if (parts.length === mergedFrom.length && parts.every((part, at) => part === mergedFrom[at]))
      return merged;
    merged = merge(known, await livingIn(db));
    mergedFrom = parts;
    return merged;
  }

  return { load };
}

async function livingIn(db: Database): Promise<ReadonlyMap<string, string>> {
  return new Map((await db.listTenants()).map(({ id, cell }) => [id, cell]));
}

function merge(
  known: ReadonlyMap<string, { readonly directory: CellDirectory }>,
  cellOf: ReadonlyMap<string, string>,
): AgentDirectory {
  const entries = [...known].flatMap(([cell, { directory }]) =>
    directory.entries.filter(([, tenant]) => cellOf.get(tenant) === cell),
  );
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return { version: versionOf(entries), tenants: Object.fromEntries(entries) };
}

/** 48 bits: exact in a number, and never 0, which asks for the directory whatever it is. */
function versionOf(entries: readonly (readonly [string, string])[]): number {
  const digest = sha256Hex(entries.map(([agent, tenant]) => `${agent} ${tenant}\n`).join(''));
  return Number.parseInt(digest.slice(0, 12), 16) || 1;
}
