/** All SQL of saved states and simulations. */
import type { TenantReader, TenantTx } from '@gamut/database/tenant-transaction';
import { refuseTaken } from '../../../http/expected-refusals.ts';
import type { AskedPage } from '../../../http/list-page.ts';
import { isoText } from '../iso-text.ts';
import type { PolicySnapshot, Simulation } from './simulation.ts';

const snapshots = `SELECT jsonb_build_object('id', s.id, 'name', s.name, 'factsSha256', s.facts_sha256, 'factsVersion', s.facts_version,
    'savedBy', jsonb_build_object('id', p.id, 'name', p.name), 'savedAt', ${isoText('s.saved_at')}) AS item
  FROM policy_snapshots s JOIN people p ON p.id = s.saved_by`;

export async function listSnapshots(tx: TenantReader, asked: AskedPage): Promise<PolicySnapshot[]> {
  const rows = await tx.query<{ item: PolicySnapshot }>(
    `${snapshots} WHERE $1::text IS NULL OR s.id < $1 ORDER BY s.id DESC LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return rows.map((row) => row.item);
}

export async function findSnapshot(tx: TenantReader, id: string): Promise<PolicySnapshot | undefined> {
  const [row] = await tx.query<{ item: PolicySnapshot }>(`${snapshots} WHERE s.id = $1`, [id]);
  return row?.item;
}

export async function insertSnapshot(tx: TenantTx, snapshot: PolicySnapshot): Promise<void> {
  const { id, name, factsSha256, factsVersion, savedBy, savedAt } = snapshot;
  await refuseTaken(
    tx.query(
      `INSERT INTO policy_snapshots (id, name, facts_sha256, facts_version, saved_by, saved_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, name, factsSha256, factsVersion, savedBy.id, savedAt],
    ),
    'A snapshot of this name',
  );
}

const simulations = `SELECT jsonb_build_object('id', s.id, 'name', s.name, 'snapshotId', s.snapshot_id, 'factsSha256', s.facts_sha256,
    'policySha256', s.policy_sha256, 'edits', s.edits, 'asked', s.asked, 'result', s.result,
    'runBy', jsonb_build_object('id', p.id, 'name', p.name), 'runAt', ${isoText('s.run_at')}) AS item
  FROM simulations s JOIN people p ON p.id = s.run_by`;

export async function listSimulations(tx: TenantReader, asked: AskedPage): Promise<Simulation[]> {
  const rows = await tx.query<{ item: Simulation }>(
    `${simulations} WHERE $1::text IS NULL OR s.id < $1 ORDER BY s.id DESC LIMIT $2`,
    [asked.after?.[0] ?? null, asked.limit + 1],
  );
  return rows.map((row) => row.item);
}

export async function findSimulation(tx: TenantReader, id: string): Promise<Simulation | undefined> {
  const [row] = await tx.query<{ item: Simulation }>(`${simulations} WHERE s.id = $1`, [id]);
  return row?.item;
}

export async function insertSimulation(tx: TenantTx, made: Simulation): Promise<void> {
  await tx.query(
    `INSERT INTO simulations (id, name, snapshot_id, facts_sha256, policy_sha256, edits, asked, result, run_by, run_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::jsonb, $9, $10)`,
    [
      made.id,
      made.name,
      made.snapshotId,
      made.factsSha256,
      made.policySha256,
      JSON.stringify(made.edits),
      JSON.stringify(made.asked),
      JSON.stringify(made.result),
      made.runBy.id,
      made.runAt,
    ],
  );
}

export async function deleteSimulationRow(tx: TenantTx, id: string): Promise<void> {
  await tx.query('DELETE FROM simulations WHERE id = $1', [id]);
}
