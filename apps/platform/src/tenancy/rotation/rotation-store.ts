/** All SQL of control.key_rotations: a rotation begun, found, taken in hand by one process at a time, and moved on. */
import type { ControlReader, ControlTx } from '@gamut/database/tenant-transaction';
import type { Rotation, RotationCursor, RotationKind, StepResult } from './rotation.ts';

const columns = `id, kind, tenant_id AS "tenantId", to_key_id AS "toKeyId", state, cursor, sealed_again AS "sealedAgain"`;

export async function insertRotation(
  tx: ControlTx,
  rotation: {
    readonly id: string;
    readonly kind: RotationKind;
    readonly tenantId: string | null;
    readonly toKeyId: string;
    readonly cursor: RotationCursor;
  },
  at: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO control.key_rotations (id, kind, tenant_id, to_key_id, cursor, started_at, updated_at)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $6)`,
    [rotation.id, rotation.kind, rotation.tenantId, rotation.toKeyId, JSON.stringify(rotation.cursor), at],
  );
}

export async function listRunningRotations(tx: ControlReader): Promise<Rotation[]> {
  return tx.query<Rotation>(
    `SELECT ${columns} FROM control.key_rotations WHERE state = 'running' ORDER BY id`,
  );
}

/** Undefined when another process has it in hand, or it has ended. */
export async function takeRotation(tx: ControlTx, id: string): Promise<Rotation | undefined> {
  const [row] = await tx.query<Rotation>(
    `SELECT ${columns} FROM control.key_rotations WHERE id = $1 AND state = 'running' FOR UPDATE SKIP LOCKED`,
    [id],
  );
  return row;
}

export async function recordStep(tx: ControlTx, id: string, step: StepResult, at: string): Promise<void> {
  const state = step.outcome === 'done' || step.outcome === 'failed' ? step.outcome : 'running';
  await tx.query(
    `UPDATE control.key_rotations SET cursor = $2::jsonb, sealed_again = sealed_again + $3::bigint, state = $4, failure = $5,
       updated_at = $6::timestamptz, finished_at = CASE WHEN $4 = 'running' THEN NULL ELSE $6::timestamptz END
     WHERE id = $1`,
    [id, JSON.stringify(step.cursor), step.moved, state, step.failure ?? null, at],
  );
}

export interface ListedRotation {
  readonly id: string;
  readonly kind: RotationKind;
  readonly tenant: string | null;
  readonly toKeyId: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly phase: string;
  readonly sealedAgain: number;
  readonly failure: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** The newest first; the older ones are in the platform's own stream. */
export async function listRotations(tx: ControlReader): Promise<ListedRotation[]> {
  return tx.query<ListedRotation>(
    `SELECT r.id, r.kind, t.slug AS tenant, r.to_key_id AS "toKeyId", r.state, r.cursor ->> 'phase' AS phase,
       r.sealed_again AS "sealedAgain", r.failure, r.started_at AS "startedAt", r.finished_at AS "finishedAt"
     FROM control.key_rotations r LEFT JOIN control.tenants t ON t.id = r.tenant_id ORDER BY r.id DESC LIMIT 200`,
  );
}
