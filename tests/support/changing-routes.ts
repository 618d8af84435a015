/** For each route that changes something a request that would succeed, and who sends it: for tests that break what must hold around it. */
import assert from 'node:assert/strict';
import { openOwnerSession } from '@gamut/database/owner-session';
import type { Route } from '../../apps/platform/src/http/route.ts';
import { inTwoTenants } from './people-world.ts';
import type { Client, PlatformUnderTest } from './platform.ts';
import { bodyFor } from './route-bodies.ts';
import { makeWorld, pathFor, type RouteWorld } from './route-world.ts';

export const nameOf = (route: Route): string => `${route.method} ${route.path}`;
/** Takes somebody with places in two organisations, proven by the password of their account. */
const crossesOver = (route: Route): boolean => nameOf(route) === 'POST /v1/session/tenant';
/** Done by somebody whose sessions nobody else needs. */
const endsSessions = (route: Route): boolean =>
  ['DELETE /v1/session', 'POST /v1/sessions/end-others', 'PUT /v1/session/password'].includes(nameOf(route));

export interface ChangeAsked {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** What has to be done first for the request to succeed. */
const preparations: Readonly<Record<string, (world: RouteWorld) => { path: string; body: unknown }>> = {
  'POST /v1/agents/:agentId/reactivate': ({ agentId }) => ({
    path: `/v1/agents/${agentId}/suspend`,
    body: { reason: 'first suspended' },
  }),
  'POST /v1/people/:personId/reactivate': ({ personId }) => ({
    path: `/v1/people/${String(personId)}/suspend`,
    body: { reason: 'first suspended' },
  }),
};
const needsItsOwn = (route: Route): boolean =>
  nameOf(route) in preparations || nameOf(route) === 'POST /v1/tool-permissions';

/** The administrator, but for what ends the sessions of whoever asks, or goes over to another tenant: the same ones for all of a test. */
export function callersOf(under: PlatformUnderTest, administrator: Client, role: 'standard' | 'advanced') {
  let leaver: Promise<Client> | undefined;
  let crosser: Promise<Client> | undefined;
  return async (route: Route): Promise<Client> => {
    if (crossesOver(route)) return (crosser ??= inTwoTenants(under));
    if (endsSessions(route)) return (leaver ??= under.as(role));
    return administrator;
  };
}

/** One of everything for many routes, until one finds that another has taken what it needs. */
export function changeRequests(under: PlatformUnderTest, administrator: Client) {
  let shared: RouteWorld | undefined;
  let last: RouteWorld | undefined;
  return {
    /** What the last request is about. */
    world: (): RouteWorld => {
      if (last === undefined) throw new Error('nothing was asked for yet');
      return last;
    },
    startAnew: (): void => void (shared = undefined),
    /** What would succeed; in a world of its own where the shared one has been changed, or is to be. */
    async request(route: Route, unique: string, how: 'shared' | 'own' = 'shared'): Promise<ChangeAsked> {
      const isOwn = how === 'own' || needsItsOwn(route);
      const world =
        isOwn || shared === undefined ? await makeWorld(under, administrator, under.tenant) : shared;
      if (!needsItsOwn(route)) shared = world;
      last = world;
      const preparation = preparations[nameOf(route)]?.(world);
      if (nameOf(route) === 'POST /v1/tool-permissions') {
        const gone = await administrator.call({
          method: 'DELETE',
          path: `/v1/tool-permissions/${world['toolPermissionId']}`,
        });
        assert.equal(gone.status, 200, gone.text);
      } else if (preparation !== undefined) {
        assert.equal((await administrator.call({ method: 'POST', ...preparation })).status, 200);
      }
      const body = bodyFor(route, world, unique);
      return { method: route.method, path: pathFor(route, world), ...(body === undefined ? {} : { body }) };
    },
  };
}

/** No entry of a tenant's audit stream, or of the platform's own, can be written while it is broken. */
export async function breakStream(
  under: PlatformUnderTest,
  whose: 'tenant' | 'platform',
  broken: boolean,
): Promise<void> {
  const session = await openOwnerSession(under.database.superuserUrl, 'gamut-test');
  const [table, check] =
    whose === 'platform'
      ? ['control.journal_entries', 'false']
      : [`"${under.tenant.schema}".journal_entries`, "stream <> 'audit'"];
  try {
    if (broken) await session.script(`ALTER TABLE ${table} ADD CONSTRAINT broken CHECK (${check}) NOT VALID`);
    else await session.script(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS broken`);
  } finally {
    await session.close();
  }
}
