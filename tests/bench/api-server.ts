/**
 * The platform in a process of its own, with a signed-in administrator and an agent in each of so many tenants: the server's half
 * of the `api` bench. All that a request meets is there, its line in the log too (written to nowhere); only the limits are wide.
 */
import { randomBytes } from '@gamut/crypto/random';
import type { TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import { createLogger } from '@gamut/service/logger';
import { csrfTokenOf } from '../../apps/platform/src/access/session-cookie.ts';
import { startSession } from '../../apps/platform/src/access/start-session.ts';
import { composePlatform, type RunningPlatform } from '../../apps/platform/src/compose.ts';
import { readPlatformConfig } from '../../apps/platform/src/config.ts';
import { fillBenchTenant } from './bench-tenant.ts';

export interface ApiServerOrder {
  readonly databaseUrl: string;
  /** Ids. */
  readonly tenants: readonly string[];
  readonly sessionsEach: number;
}
export interface ApiCaller {
  readonly tenant: number;
  readonly cookie: string;
  readonly csrfToken: string;
  readonly agent: string;
}
export interface ApiServerAnswer {
  readonly port: number;
  readonly callers: readonly ApiCaller[];
}

const wide = { burst: 1e6, perMinute: 1e9 };
const rateRules = { read: wide, change: wide, sensitive: wide, heavy: wide, sign_in: wide };
const keys = [
  'DATA_ENCRYPTION_KEY',
  'TOKEN_PEPPER',
  'JOURNAL_SIGNING_KEY',
  'EDGE_KEY_GATEWAY_TO_PLATFORM',
  'EDGE_KEY_PLATFORM_TO_GATEWAY',
  'EDGE_KEY_CLAW_TO_PLATFORM',
  'EDGE_KEY_PLATFORM_TO_CLAW',
];

async function serve(order: ApiServerOrder): Promise<ApiServerAnswer> {
  const { config, secrets } = readPlatformConfig({
    ...Object.fromEntries(keys.map((name) => [name, encodeBase64url(randomBytes(32))])),
    DATABASE_URL: order.databaseUrl,
    GAMUT_MODE: 'development',
    GAMUT_DEPLOYMENT: 'bench',
    GAMUT_PLATFORM_PORT: '0',
  });
  const logger = createLogger('platform', { secrets: secrets.all, target: { write: () => undefined } });
  const running = await composePlatform(config, secrets, { logger, rateRules });
  const callers: ApiCaller[] = [];
  for (const [at, id] of order.tenants.entries()) {
    const tenant = (await running.platform.db.findTenant({ id })) as TenantRef;
    callers.push(...(await peopleOf(running, tenant, at, order.sessionsEach)));
  }
  return { port: await running.listen(), callers };
}

async function peopleOf(
  { platform }: RunningPlatform,
  tenant: TenantRef,
  at: number,
  sessions: number,
): Promise<ApiCaller[]> {
  const { db, tokenPepper } = platform;
  const { agent } = await fillBenchTenant(db, tenant);
  const account = {
    user_id: newId('usr', Date.now(), randomBytes(16)),
    name: 'Bench Person',
    email: `person@${tenant.slug}.example`,
    password_hash: null,
    tenant_id: tenant.id,
  };
  await db.control(async (tx) => {
    await tx.query(
      'INSERT INTO control.users (id, email, name, created_at, updated_at) VALUES ($1, $2, $3, now(), now())',
      [account.user_id, account.email, account.name],
    );
    await tx.query(
      `INSERT INTO control.memberships (user_id, tenant_id, role, created_at) VALUES ($1, $2, 'administrator', now())`,
      [account.user_id, tenant.id],
    );
  });
  const made: ApiCaller[] = [];
  for (let n = 0; n < sessions; n++) {
    const { cookieValue } = await startSession(platform, account, 'bench');
    const csrfToken = csrfTokenOf(tokenPepper, cookieValue);
    made.push({ tenant: at, cookie: `gamut_session=${cookieValue}`, csrfToken, agent });
  }
  return made;
}

process.once('message', (order) => {
  void serve(order as ApiServerOrder).then((answer) => process.send?.(answer));
});
