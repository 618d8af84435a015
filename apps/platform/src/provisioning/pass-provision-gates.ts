/**
 * The start gates of every provision command (security.md section 3: they hold for whatever opens the database, the migrator
 * included): a declared mode, the deployment, transport, the primitives, then each database. Nothing is written before.
 */
import { findShutOwnerGate } from '@gamut/database/owner-posture';
import { AppError } from '@gamut/kernel/app-error';
import { readEnvironment } from '@gamut/service/environment';
import { selfTestFix } from '@gamut/service/gate-watch';
import type { Environment } from '@gamut/service/hold-secrets';
import { failedSigningTest } from '@gamut/service/self-test-of-signing';
import { GateFailure, passGates } from '@gamut/service/start-gates';
import { assertTransport, raiseTlsFloor } from '@gamut/service/transport';
import { deploymentOf } from '../deployment.ts';

export interface ProvisionGates {
  /** Home first. */
  readonly databases: readonly { readonly variable: string; readonly cell: string; readonly url: string }[];
  readonly as: 'administrator' | 'migrator';
  readonly nowMs: () => number;
  /** Set: a cell beside home may be away, and its gates are asked before its use. */
  readonly cellsMayBeAway?: boolean;
}

/** @returns the deployment whose databases these are. @throws GateFailure */
export async function passProvisionGates(env: Environment, gates: ProvisionGates): Promise<string> {
  const environment = readEnvironment(env);
  environment.mode();
  const deployment = deploymentOf(environment.needText('GAMUT_DEPLOYMENT'));
  const urls = gates.databases.map(({ variable, cell, url }) => [`${variable} (${cell})`, url] as const);
  assertTransport(env, { databases: Object.fromEntries(urls) });
  raiseTlsFloor();
  const { as, nowMs } = gates;
  await passGates([
    { name: 'self-test', fix: selfTestFix, check: () => failedSigningTest() },
    ...gates.databases.map(({ variable, cell, url }) => ({
      name: 'database',
      fix: fixOf(variable),
      check: async () => {
        const shut = await findShutOwnerGate({ url, cell, deployment, as, nowMs }).catch((error: unknown) => {
          const away = cell !== 'home' && error instanceof AppError && error.code === 'unavailable';
          if (!away) throw error;
          if (gates.cellsMayBeAway === true) return undefined;
          throw new GateFailure('database', `cell ${cell}: ${error.message}`, fixOf(variable));
        });
        if (shut !== undefined) throw new GateFailure(shut.gate, shut.reason, shut.fix);
        return undefined;
      },
    })),
  ]);
  return deployment;
}

function fixOf(variable: string): string {
  return `start Postgres, or correct ${variable}`;
}
