/**
 * A rotation while serving: a row in control.key_rotations that says which key, how far, and what is left, so that it goes on
 * after a kill, in any process. Everything that it moves is moved by compare-and-set in bounded batches; a step that is done
 * twice does nothing the second time.
 */
import type { Database } from '@gamut/database/database';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { KeyPorts } from '../key-ports.ts';
import type { TenantKeys } from '../tenant-keys.ts';

export interface RotationParts {
  readonly db: Database;
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly keys: TenantKeys;
  readonly ports: KeyPorts;
  /** A named place between two commits, where a test kills the process. */
  readonly kill?: (point: string) => void;
}

export const rotationKinds = ['encryption_key', 'data_key'] as const;
export type RotationKind = (typeof rotationKinds)[number];

/**
 * `rewrap`: data keys under the new DATA_ENCRYPTION_KEY. `spread`: until every process knows the new data key. `reseal`: the
 * values of each column under it. `settle`: until nothing under the old one can be on its way. `check`: over all columns again,
 * as often as it finds something.
 */
export const rotationPhases = ['rewrap', 'spread', 'reseal', 'settle', 'check'] as const;
export type RotationPhase = (typeof rotationPhases)[number];

export interface RotationCursor {
  readonly phase: RotationPhase;
  /** A tenant's key: the authority epoch that this pass saw the rows of. A restore raises it, and puts others in their place. */
  readonly epoch?: number;
  /** Where the next batch begins: behind this row. */
  readonly table: string | null;
  readonly column: string | null;
  readonly after: string | null;
  /** Phases that wait: until then (ISO text). */
  readonly notBefore: string | null;
  /** In this pass: moved, and those that no key opens with the place of the first. */
  readonly moved: number;
  readonly unopened: number;
  readonly firstUnopened: string | null;
}

export interface Rotation {
  readonly id: string;
  readonly kind: RotationKind;
  readonly tenantId: string | null;
  readonly toKeyId: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly cursor: RotationCursor;
  /** What was sealed or wrapped again, over all passes. */
  readonly sealedAgain: number;
}

/** What one step leaves in the row. `pause`: nothing to do until later. */
export interface StepResult {
  readonly outcome: 'more' | 'pause' | 'done' | 'failed';
  readonly cursor: RotationCursor;
  readonly moved: number;
  readonly failure?: string;
}

export function startOfPass(phase: RotationPhase, notBefore: string | null = null): RotationCursor {
  return {
    phase,
    table: null,
    column: null,
    after: null,
    notBefore,
    moved: 0,
    unopened: 0,
    firstUnopened: null,
  };
}
