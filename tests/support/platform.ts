/**
 * The platform, composed in this process on a real database with two tenants and a person of every role in each: what the
 * tests of routes, sign-in and slices stand on. Requests go through the whole server, only the socket is left out.
 */
import type { LightMyRequestResponse } from 'fastify';
import { randomBytes } from '@gamut/crypto/random';
import { vaultPublicKey } from '@gamut/crypto/seal';
import { sha256Hex } from '@gamut/crypto/hash';
import type { TenantRef } from '@gamut/database/database';
import { encodeBase64url } from '@gamut/kernel/base64url';
import { newId } from '@gamut/kernel/id';
import type { Clock } from '@gamut/kernel/time-source';
import { createLogger } from '@gamut/service/logger';
import { composePlatform, type RunningPlatform } from '../../apps/platform/src/compose.ts';
import type { RateRules } from '../../apps/platform/src/limits/rate-rules.ts';
import { readPlatformConfig, type PlatformSecrets } from '../../apps/platform/src/config.ts';
import { startSession } from '../../apps/platform/src/access/start-session.ts';
import { cookieName, csrfTokenOf } from '../../apps/platform/src/access/session-cookie.ts';
import { compileAtUse } from './compile-at-use.ts';
import { testDatabase, type TestDatabase } from './postgres.ts';

export const origin = 'https://console.example';
export const operatorToken = 'operator-token-of-the-tests';
export const roleNames = ['administrator', 'advanced', 'standard', 'subscriber', 'operator'] as const;
export type RoleName = (typeof roleNames)[number];

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads whatever the route under test answers
export type AnyJson = any;

/** Somebody signed in. */
export interface Client {
  readonly userId: string;
  readonly email: string;
  readonly cookie: string;
  readonly csrfToken: string;
  call(request: Call): Promise<Answer>;
}
export interface Answer {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  readonly text: string;
  readonly json: AnyJson;
}

export interface PlatformUnderTest {
  readonly running: RunningPlatform;
  readonly secrets: PlatformSecrets;
  readonly database: TestDatabase;
  readonly tenant: TenantRef;
  readonly other: TenantRef;
  readonly logged: string[];
  /** A fresh session of the person with this role. */
  as(role: RoleName, tenant?: TenantRef): Promise<Client>;
  anonymous(request: Call): Promise<Answer>;
  /** Whoever this cookie belongs to. */
  with(cookie: string): Promise<Client>;
  /** Another platform process on the same database, with the same keys. */
  another(): Promise<RunningPlatform>;
  close(): Promise<void>;
}

export interface TestOptions {
  readonly clock?: Clock;
  readonly plan?: string;
  readonly mode?: 'development' | 'production';
  readonly env?: Readonly<Record<string, string>>;
  /** Absent: nobody is ever limited. */
  readonly rateRules?: RateRules;
  /** Where the tenants `alpha` and `beta` are made, instead of one database of the shared server. */
  readonly database?: TestDatabase;
}

const unlimited = { burst: 1e6, perMinute: 1e9 };
const noLimits: RateRules = {
  read: unlimited,
  change: unlimited,
  sensitive: unlimited,
  heavy: unlimited,
  sign_in: unlimited,
};

export async function testPlatform(options: TestOptions = {}): Promise<PlatformUnderTest> {
  const database = options.database ?? (await testDatabase());
  const [first, second] = [
    await database.createTenant('alpha', { plan: options.plan ?? 'enterprise' }),
    await database.createTenant('beta'),
  ];
  const logged: string[] = [];
  const { config, secrets } = readPlatformConfig({
    ...environment(database.appUrl, options.mode ?? 'development'),
    ...options.env,
  });
  const compose = () =>
    composePlatform(config, secrets, {
      logger: createLogger('platform', {
        secrets: secrets.all,
        target: { write: (line) => void logged.push(line) },
      }),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      rateRules: options.rateRules ?? noLimits,
      passwordCostLog2: 12,
      compilers: compileAtUse,
    });
  const running = await compose();
  const { db, clock } = running.platform;
  const tenant = (await db.findTenant({ id: first.id })) as TenantRef;
  const other = (await db.findTenant({ id: second.id })) as TenantRef;
  const people = new Map<string, { id: string; email: string; name: string }>();
  for (const ref of [tenant, other])
    for (const role of roleNames) people.set(`${ref.id} ${role}`, await addPerson(running, ref, role));

  const send = async ({ method, path, body, headers = {} }: Call): Promise<Answer> => {
    const response = await running.server.inject({
      method: method as 'GET',
      url: path,
      headers,
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const json: unknown = /\bjson\b/.test(String(response.headers['content-type']))
      ? JSON.parse(response.body)
      : undefined;
    return { status: response.statusCode, headers: response.headers, text: response.body, json };
  };

  const clientOf = (cookieValue: string, who: { id: string; email: string }): Client => {
    const cookie = `${cookieName(config.mode)}=${cookieValue}`;
    const csrfToken = csrfTokenOf(secrets.tokenPepper, cookieValue);
    const call: Client['call'] = (request) =>
      send({
        ...request,
        headers: {
          cookie,
          ...(request.method === 'GET' ? {} : { origin, 'x-csrf-token': csrfToken }),
          // whatever is there: what is refused of an older state has tests of its own
          ...(request.method === 'PATCH' || request.method === 'PUT' ? { 'if-match': '*' } : {}),
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
        },
      });
    return { userId: who.id, email: who.email, cookie, csrfToken, call };
  };

  return {
    running,
    secrets,
    database,
    tenant,
    other,
    logged,
    as: async (role, ref = tenant) => {
      const person = people.get(`${ref.id} ${role}`) as { id: string; email: string; name: string };
      const account = {
        user_id: person.id,
        name: person.name,
        email: person.email,
        password_hash: null,
        tenant_id: ref.id,
      };
      const { cookieValue } = await startSession(running.platform, account, 'test');
      return clientOf(cookieValue, person);
    },
    with: async (cookie) => {
      const answer = await send({ method: 'GET', path: '/v1/session', headers: { cookie } });
      return clientOf(
        cookie.slice(cookie.indexOf('=') + 1),
        answer.json.user as { id: string; email: string },
      );
    },
    anonymous: (request) =>
      send({
        ...request,
        headers: {
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
        },
      }),
    another: compose,
    close: async () => {
      await running.close();
      await database.close();
    },
  };

  async function addPerson(
    platform: RunningPlatform,
    ref: TenantRef,
    role: RoleName,
  ): Promise<{ id: string; email: string; name: string }> {
    const at = new Date(clock.nowMs()).toISOString();
    const person = {
      id: newId('usr', clock.nowMs(), randomBytes(16)),
      email: `${role}@${ref.slug}.example`,
      name: `${role} of ${ref.slug}`,
    };
    const [tenantRole, additive] = role === 'operator' ? ['standard', ['agent_operator']] : [role, []];
    await platform.platform.db.control(async (tx) => {
      await tx.query(
        `INSERT INTO control.users (id, email, name, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)`,
        [person.id, person.email, person.name, at],
      );
      await tx.query(
        'INSERT INTO control.memberships (user_id, tenant_id, role, additive_roles, created_at) VALUES ($1, $2, $3, $4::text[], $5)',
        [person.id, ref.id, tenantRole, additive, at],
      );
    });
    await platform.platform.db.tenant(ref, (tx) =>
      tx.query('INSERT INTO people (id, name, email) VALUES ($1, $2, $3)', [
        person.id,
        person.name,
        person.email,
      ]),
    );
    return person;
  }
}

function environment(databaseUrl: string, mode: string): Record<string, string> {
  const key = (): string => encodeBase64url(randomBytes(32));
  const keys = [
    'DATA_ENCRYPTION_KEY',
    'TOKEN_PEPPER',
    'JOURNAL_SIGNING_KEY',
    'EDGE_KEY_GATEWAY_TO_PLATFORM',
    'EDGE_KEY_PLATFORM_TO_GATEWAY',
    'EDGE_KEY_CLAW_TO_PLATFORM',
    'EDGE_KEY_PLATFORM_TO_CLAW',
  ];
  return {
    ...Object.fromEntries(keys.map((name) => [name, key()])),
    DATABASE_URL: databaseUrl,
    GAMUT_MODE: mode,
    GAMUT_DEPLOYMENT: 'tests',
    GAMUT_PLATFORM_PORT: '0',
    GAMUT_CONSOLE_ORIGINS: origin,
    GAMUT_OPERATOR_TOKEN_SHA256: sha256Hex(operatorToken),
    GATEWAY_VAULT_PUBLIC_KEY: encodeBase64url(vaultPublicKey(randomBytes(32))),
  };
}
