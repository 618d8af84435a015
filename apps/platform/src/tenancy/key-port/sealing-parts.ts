/** What the sealing of tenants stands on: made once where the platform is put together. */
import type { Database, TenantRef } from '@gamut/database/database';
import type { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Logger } from '@gamut/service/logger';
import type { KeyPort } from './key-port.ts';

export interface CheckTimes {
  /** Between two checks of a tenant. */
  readonly checkEveryMs: number;
  /** How long a tenant stays open after the last good check was sent. */
  readonly sealAfterMs: number;
}

/** The bounds of the promise: sixty seconds, of which five are for what is under way when a tenant is sealed. */
export const checkTimes: CheckTimes = { checkEveryMs: 15_000, sealAfterMs: 55_000 };

export interface SealingParts {
  readonly db: Database;
  readonly ports: ReadonlyMap<string, KeyPort>;
  readonly encryptionKeys: readonly [Uint8Array, ...Uint8Array[]];
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
  readonly times: CheckTimes;
  /** Called in the moment of sealing, before anything is awaited: whoever holds keys of the tenant drops them. */
  readonly onSealed: (tenantId: string, why: AppError) => void;
  /** Moves the tenant's facts, so that every Gateway fetches them and decides anew. */
  readonly moveFacts: (tenant: TenantRef) => Promise<void>;
}
