/**
 * A cell beside home, asked at the moment of its use: `provision work` starts while one is away, so that cell alone waits, and
 * nothing is done in it before its gates have been passed (security.md section 3).
 */
import { findShutOwnerGate } from '@gamut/database/owner-posture';
import { AppError } from '@gamut/kernel/app-error';
import type { GateResult } from '@gamut/service/gate-watch';
import type { ProvisionParts } from './provision-parts.ts';
import { passCellGates } from './run-worker.ts';

/** @returns the gate that is shut. @throws when the cell is away */
export async function lookAtCell(
  parts: ProvisionParts,
  cell: string,
  deployment: string,
): Promise<GateResult | undefined> {
  const url = cell === 'home' ? parts.migratorUrl : (parts.cellUrls[cell] ?? '');
  const { nowMs } = parts.clock;
  const shut = await findShutOwnerGate({ url, cell, deployment, as: 'migrator', nowMs });
  if (shut !== undefined && cell !== 'home') return { ...shut, reason: `cell ${cell}: ${shut.reason}` };
  if (shut !== undefined) return shut;
  try {
    await passCellGates(parts, cell);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error;
    return { gate: 'database', reason: error.message, fix: error.fix ?? 'see the message' };
  }
}

/** @throws AppError `unavailable` naming the gate that is shut, or because the cell is away: both may pass */
export async function assertCell(parts: ProvisionParts, cell: string, deployment: string): Promise<void> {
  const shut = await lookAtCell(parts, cell, deployment);
  if (shut === undefined) return;
  throw new AppError('unavailable', `gate ${shut.gate}: ${shut.reason ?? ''}`, {
    fix: shut.fix,
    who: 'whoever operates Gamut',
  });
}
