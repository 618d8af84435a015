/**
 * The gates again while `provision work` runs (security.md section 3): self-test and every cell, every five minutes, and soon
 * again while one is shut. It listens on no port, so its readiness is whether it takes jobs; why not stands in its log.
 */
import { createGateWatch, selfTestFix, type GateResult, type GateWatch } from '@gamut/service/gate-watch';
import { failedSigningTest } from '@gamut/service/self-test-of-signing';
import { lookAtCell } from './assert-cell.ts';
import { cellNames, type ProvisionParts } from './provision-parts.ts';

export interface WorkerGates {
  readonly deployment: string;
  readonly everyMs?: number;
  readonly againMs?: number;
  readonly selfTest?: () => string | undefined;
}

export function watchWorkerGates(parts: ProvisionParts, gates: WorkerGates): GateWatch {
  const { deployment, selfTest = failedSigningTest, ...pace } = gates;
  /** What each cell said last: one that is away now changes nothing. */
  const known = new Map<string, GateResult | undefined>();

  async function look(): Promise<GateResult[]> {
    for (const cell of cellNames(parts)) {
      try {
        known.set(cell, await lookAtCell(parts, cell, deployment));
      } catch {
        // away: whoever needs it says so
      }
    }
    const cells = [...known.values()].filter((result) => result !== undefined);
    return [{ gate: 'self-test', reason: selfTest(), fix: selfTestFix }, ...cells];
  }

  return createGateWatch({
    look,
    ...pace,
    onChange: (shut) => {
      if (shut.length === 0) parts.say('every gate holds again: provision takes work');
      for (const { gate, reason, fix } of shut)
        parts.say(`gate ${gate}: ${reason ?? ''}. Fix: ${fix}. No work is taken until it holds`);
    },
  });
}
