/** One route that stops in the middle of its change, until a test lets it go on: for what happens to rights meanwhile. */
import { createServer } from '@gamut/service/http-server';
import { createReadingLog } from '../../apps/platform/src/audit/record-reading.ts';
import { updateAgent } from '../../apps/platform/src/features/agentic/agents/update-agent.ts';
import { createDenialLog } from '../../apps/platform/src/http/denial-log.ts';
import { mountRoutes } from '../../apps/platform/src/http/pipeline.ts';
import type { ChangeCall, Route } from '../../apps/platform/src/http/route.ts';
import { routeTable } from '../../apps/platform/src/http/route-table.ts';
import { createRateLimits } from '../../apps/platform/src/limits/rate-limits.ts';
import { rateRules } from '../../apps/platform/src/limits/rate-rules.ts';
import { setUp } from './people-world.ts';
import { origin, type Client, type PlatformUnderTest } from './platform.ts';

export type Losing = Client & { readonly id: string };
let people = 0;

/** Somebody who may change agents, for now. */
export async function addLosing(under: PlatformUnderTest, administrator: Client): Promise<Losing> {
  const body = {
    email: `losing-${++people}@alpha.example`,
    name: `Losing ${people}`,
    role: 'standard',
    additiveRoles: ['agent_operator'],
  };
  const { json } = await administrator.call({ method: 'POST', path: '/v1/people', body });
  return { ...(await setUp(under, json.url)), id: json.id };
}

interface Stopped {
  readonly under: PlatformUnderTest;
  readonly agentId: string;
  readonly where: 'before the record' | 'after the record';
}

/** One route that stops where the test says, until the test lets it go on. */
export async function serveStopped({ under, agentId, where }: Stopped) {
  const { platform } = under.running;
  const patch = routeTable.find(
    (route) => route.method === 'PATCH' && route.path === '/v1/agents/:agentId',
  ) as Route;
  const reader = routeTable.find((route) => route.method === 'GET' && route.path === patch.path) as Route;
  const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const run = async ({
    change,
    body,
  }: ChangeCall<unknown, unknown, { purpose: string }>): Promise<unknown> => {
    const stop = (): Promise<void> => (arrived.resolve(), released.promise);
    if (where === 'before the record') await stop();
    const success = await updateAgent(change, agentId, body);
    if (where === 'after the record') await stop();
    return success;
  };
  const server = createServer({ logger: platform.logger, checks: [] });
  const limits = createRateLimits(platform.db, platform.clock, rateRules);
  const parts = {
    platform,
    limits,
    denials: createDenialLog(platform),
    recordReading: createReadingLog(platform),
  };
  mountRoutes(server, parts, [{ ...patch, operation: { kind: 'change', run } } as unknown as Route, reader]);
  await server.ready();
  const call = (headers: Record<string, string>, purpose: string) =>
    server.inject({
      method: 'PATCH',
      url: `/v1/agents/${agentId}`,
      payload: { purpose },
      headers: { 'if-match': '*', ...headers },
    });
  return { call, arrived: arrived.promise, release: () => released.resolve() };
}

export const asSession = ({ cookie, csrfToken }: Client): Record<string, string> => ({
  cookie,
  origin,
  'x-csrf-token': csrfToken,
});

export async function makeToken(person: Client) {
  const body = { name: 'a script', permissions: ['agent.update'] };
  const { json } = await person.call({ method: 'POST', path: '/v1/access-tokens', body });
  const headers: Record<string, string> = { authorization: `Bearer ${String(json.token)}` };
  return { headers, tokenId: String(json.id) };
}
export const asToken = async (person: Client) => (await makeToken(person)).headers;
