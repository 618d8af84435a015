/**
 * Platform's gates as one thing: passed once before anything is served, looked at again while it serves, and between every
 * part of the program and the database.
 */
import { randomBytes } from '@gamut/crypto/random';
import type { Database } from '@gamut/database/database';
import type { Clock } from '@gamut/kernel/time-source';
import { createGateWatch, type GateWatch } from '@gamut/service/gate-watch';
import type { Logger } from '@gamut/service/logger';
import type { PlatformConfig, PlatformSecrets } from './config.ts';
import { guardDatabase } from './guard-database.ts';
import { createOwnSecrets, type OwnSecrets } from './separation/own-secrets.ts';
import { lookAtGates, passPlatformGates, type GateParts } from './start-platform-gates.ts';

export interface PlatformGates {
  /** Opens nothing while a gate is shut. */
  readonly db: Database;
  readonly watch: GateWatch;
  readonly ownSecrets: OwnSecrets;
}

export interface GatesOptions {
  readonly config: Pick<PlatformConfig, 'deployment' | 'vaultPublicKey' | 'operatorTokenSha256'>;
  readonly secrets: PlatformSecrets;
  readonly witnessPublicKey: Uint8Array | undefined;
  readonly db: Database;
  readonly clock: Clock;
  readonly logger?: Logger;
}

/** @throws GateFailure before anything is written */
export async function openPlatformGates(options: GatesOptions): Promise<PlatformGates> {
  const { config, secrets, db, clock, logger } = options;
  const ownSecrets = createOwnSecrets({
    db,
    deployment: config.deployment,
    held: secrets.held,
    witnessPublicKey: options.witnessPublicKey,
    vaultPublicKey: config.vaultPublicKey,
    operatorTokenSha256: config.operatorTokenSha256,
  });
  const parts: GateParts = {
    databaseUrl: secrets.databaseUrl,
    cellUrls: secrets.cellUrls,
    tenantLoginSecret: secrets.tenantLoginSecret,
    deployment: config.deployment,
    db,
    encryptionKeys: secrets.encryptionKeys,
    ownSecrets,
    clock,
    random: randomBytes,
  };
  const watch = createGateWatch({
    known: await passPlatformGates(parts),
    look: () => lookAtGates(parts),
    onChange: (shut) => {
      if (shut.length === 0) logger?.info('every gate holds again');
      for (const { gate, reason } of shut)
        logger?.error({ gate, reason }, 'a gate is shut: nothing is committed');
    },
  });
  return { db: guardDatabase(db, () => watch.shut()), watch, ownSecrets };
}
