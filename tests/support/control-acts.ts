/** Every change in control as something that can be asked for, and what stands of it: for tests that break what must hold around it. */
import assert from 'node:assert/strict';
import type { OwnerSession } from '@gamut/database/owner-session';
import { carriedEvents } from '../../apps/platform/src/audit/carried-events.ts';
import { carryOutbox } from '../../apps/platform/src/audit/carry-outbox.ts';
import { isKeyed, isRepeatable } from '../../apps/platform/src/http/change-guards.ts';
import type { Route } from '../../apps/platform/src/http/route.ts';
import { routeTable } from '../../apps/platform/src/http/route-table.ts';
import { callersOf, changeRequests, nameOf } from './changing-routes.ts';
import { peopleActs, setUpPassword } from './people-world.ts';
import {
  operatorToken,
  origin,
  type AnyJson,
  type Answer,
  type Client,
  type PlatformUnderTest,
} from './platform.ts';

/** A change that can be asked for again and again until it succeeds. */
export interface Act {
  /** The records that it leaves, in their order. */
  readonly events: readonly string[];
  readonly status: number;
  readonly keyed: boolean;
  readonly repeatable: boolean;
  ask(headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

export const inControl = routeTable.filter(({ operation }) => operation.kind === 'control');
/** Before anybody is signed in, or by the operator of a development machine. */
export const before = routeTable.filter(
  ({ operation, audit }) => operation.kind === 'open' && (carriedEvents as readonly string[]).includes(audit),
);

interface World {
  readonly under: PlatformUnderTest;
  readonly administrator: Client;
}

const password = 'a-fresh-lantern-for-the-orchard-7';
const tokenOf = (url: string): string => new URL(url).hash.slice(1);
let made = 0;

export async function somebody({ under, administrator }: World): Promise<Client & { readonly id: string }> {
  const email = `control-${String(++made)}@people.example`;
  return { ...(await peopleActs(under).addActive(administrator, { email })), email };
}

function post(
  { under }: World,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return under.anonymous({ method: 'POST', path, body, headers: { origin, ...headers } });
}

export function mintLink(world: World): Promise<Answer> {
  const body = { tenant: 'alpha', email: 'advanced@alpha.example' };
  const headers = { authorization: `Bearer ${operatorToken}` };
  return post(world, '/operator/v1/sign-in-links', body, headers);
}

/** How each of `before` is done; a sign-in link is used up by the visit, before anything is recorded of it. */
export const actsBefore: Readonly<Record<string, (world: World) => Promise<Pick<Act, 'ask' | 'events'>>>> = {
  'POST /v1/session': async (world) => {
    const { email } = await somebody(world);
    return {
      events: ['session.started'],
      ask: () => post(world, '/v1/session', { email, password: setUpPassword }),
    };
  },
  'POST /v1/set-up': async (world) => {
    const { json } = await peopleActs(world.under).add(world.administrator);
    return {
      events: ['person.set_up', 'session.started'],
      ask: () => post(world, '/v1/set-up', { token: tokenOf(json.url), password }),
    };
  },
  'POST /v1/password-reset': async (world) => {
    const { id } = await somebody(world);
    const path = `/v1/people/${id}/reset-link`;
    const { json } = await world.administrator.call({ method: 'POST', path });
    return {
      events: ['person.password_reset', 'session.started'],
      ask: () => post(world, '/v1/password-reset', { token: tokenOf(json.url), password }),
    };
  },
  'POST /operator/v1/sign-in-links': (world) =>
    Promise.resolve({ events: ['sign_in_link.minted'], ask: () => mintLink(world) }),
};

export async function actOf(world: World, route: Route): Promise<Act> {
  const { under, administrator } = world;
  if (route.operation.kind === 'open') {
    const act = await actsBefore[nameOf(route)]?.(world);
    assert.ok(act !== undefined, `${nameOf(route)}: nobody knows how it is done`);
    return { status: route.status, keyed: false, repeatable: false, ...act };
  }
  const asked = await changeRequests(under, administrator).request(route, `c${String(++made)}`, 'own');
  const client = await callersOf(under, administrator, 'standard')(route);
  return {
    events: [route.audit],
    status: route.status,
    keyed: isKeyed(route),
    repeatable: isRepeatable(route),
    ask: (headers = {}) => client.call({ ...asked, headers }),
  };
}

const columns: Readonly<Record<string, string>> = {
  sessions: "id || coalesce(ended_at::text, '')",
  api_tokens: "id || coalesce(revoked_at::text, '')",
  memberships: 't::text',
  users: 't::text',
  sign_in_links: 't::text',
  support_grants: "id || status || coalesce(ended_by, '')",
  idempotency_keys: 't::text',
  audit_outbox: 't::text',
  journal_entries: 'seq::text',
  journal_heads: 't::text',
};

/** What control holds of people, keys, entries and what waits, and how long the tenant's stream is. */
export async function standingIn(
  owner: OwnerSession,
  { under }: World,
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const [table, row] of Object.entries(columns)) {
    const [all] = await owner.query<{ rows: string }>(
      `SELECT coalesce(string_agg(${row}, ';' ORDER BY ${row}), '') AS rows FROM control.${table} t`,
    );
    found[table] = all?.rows ?? '';
  }
  return { ...found, stream: String(await headOf(owner, under.tenant.schema)) };
}

/** @param schema of a tenant, or of control for the platform's own stream */
export async function headOf(owner: OwnerSession, schema: string): Promise<number> {
  const [row] = await owner.query<{ seq: number }>(
    `SELECT seq FROM "${schema}".journal_heads WHERE stream IN ('audit', 'platform')`,
  );
  return Number(row?.seq);
}

export interface RecordRead {
  readonly kind: string;
  readonly subject: string;
  readonly body: AnyJson;
}

export async function recordsAfter(owner: OwnerSession, schema: string, seq: number): Promise<RecordRead[]> {
  const rows = await owner.query<{ kind: string; subject: string; bytes: string }>(
    `SELECT kind, subject, bytes FROM "${schema}".journal_entries
     WHERE stream IN ('audit', 'platform') AND seq > $1 ORDER BY seq`,
    [seq],
  );
  return rows.map(({ bytes, ...row }) => ({ ...row, body: (JSON.parse(bytes) as AnyJson).body }));
}

export async function carryAll({ under }: Pick<World, 'under'>): Promise<void> {
  const { db, clock } = under.running.platform;
  for (const tenant of [under.tenant, under.other]) while ((await carryOutbox(db, tenant, clock)) > 0);
}
