/**
 * A platform beside a real key service, with a clock that only the test moves: what the tests of a tenant's own key stand on.
 * `alpha` gets the key port, `beta` has none.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLedger } from '../../apps/platform/src/features/agentic/decisions/commit-ledger.ts';
import type { RunningPlatform } from '../../apps/platform/src/compose.ts';
import { startKeyService, type KeyService } from './key-service.ts';
import { operatorToken, testPlatform, type Answer, type PlatformUnderTest } from './platform.ts';

export interface KeyPortPlatform {
  readonly under: PlatformUnderTest;
  readonly service: KeyService;
  /** Of the second service, `mount`: a folder of key files. */
  readonly folder: string;
  /** Both clocks go on by so much, and nothing else happens. */
  pass(ms: number): void;
  operator(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Puts alpha under the service's key `acme`. */
  setPort(): Promise<void>;
  /** One check of every tenant in this process, to its end. */
  round(of?: RunningPlatform): Promise<void>;
  /** What is stored of alpha's keys. */
  storedKeys(): Promise<StoredKey[]>;
  storedPort(): Promise<StoredPort | undefined>;
  close(): Promise<void>;
}
export interface StoredKey {
  readonly version: number;
  readonly wrapped: string;
  readonly port: string | null;
}
export interface StoredPort {
  readonly state: string;
  readonly reason: string | null;
  readonly opened_at: Date;
}

export const portPath = '/operator/v1/tenants/alpha/key-port';
export const acme = { service: 'vault', key_name: 'acme' } as const;

export async function keyPortPlatform(env: Readonly<Record<string, string>> = {}): Promise<KeyPortPlatform> {
  const service = await startKeyService();
  service.createKey('acme');
  const folder = mkdtempSync(join(tmpdir(), 'gamut-mounted-keys-'));
  let passed = 0;
  const clock = { nowMs: () => Date.now() + passed, monotonicMs: () => performance.now() + passed };
  const under = await testPlatform({
    clock,
    env: {
      GAMUT_KEY_SERVICES: JSON.stringify({
        vault: { kind: 'transit', origin: service.origin },
        mount: { kind: 'file', folder },
      }),
      KEY_SERVICE_TOKENS: JSON.stringify({ vault: service.token }),
      ...env,
    },
  });
  const { db } = under.running.platform;
  const operator: KeyPortPlatform['operator'] = (method, path, body) =>
    under.anonymous({
      method,
      path,
      headers: { authorization: `Bearer ${operatorToken}` },
      ...(body === undefined ? {} : { body }),
    });
  return {
    under,
    service,
    folder,
    pass: (ms) => void (passed += ms),
    operator,
    setPort: async () => {
      const answer = await operator('PUT', portPath, acme);
      if (answer.status !== 200) throw new Error(`the key port was not set: ${answer.text}`);
    },
    round: ({ platform } = under.running) => platform.sealing.round(),
    storedKeys: () =>
      db.readControl((tx) =>
        tx.query<StoredKey>(
          'SELECT version, wrapped, port FROM control.tenant_keys WHERE tenant_id = $1 ORDER BY version',
          [under.tenant.id],
        ),
      ),
    storedPort: async () =>
      (
        await db.readControl((tx) =>
          tx.query<StoredPort>(
            'SELECT state, reason, opened_at FROM control.tenant_key_ports WHERE tenant_id = $1',
            [under.tenant.id],
          ),
        )
      )[0],
    close: async () => {
      await under.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ledger of a process, as its signed route would use it. */
export function ledgerOf({ platform }: RunningPlatform): ReturnType<typeof createLedger> {
  const { db, clock, random, keys } = platform;
  return createLedger({ db, clock, random, keys });
}
