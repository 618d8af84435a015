/** A tenant with reading tools and agents that may use none of them: what the tests of observe mode stand on. */
import assert from 'node:assert/strict';
import type { DecisionKind } from '@gamut/kernel/agentic-terms';
import { decideCall, type DecidedCall } from './decided-calls.ts';
import { makeReader, makeReadingTools } from './observe-world.ts';
import { testPlatform, type AnyJson, type Answer, type Client, type PlatformUnderTest } from './platform.ts';

export const reason = { reason: 'because the test says so' };

export interface Observing {
  readonly under: PlatformUnderTest;
  readonly administrator: Client;
  readonly operator: Client;
  readonly another: Client;
  readonly connectorId: string;
  readonly toolIds: Readonly<Record<string, string>>;
  post(client: Client, path: string, body: unknown): Promise<Answer>;
  /** As an operator sees it. */
  get(path: string): Promise<AnyJson>;
  /** An agent that lacks everything but a permission. */
  reader(tier?: string): Promise<string>;
  open(agentId: string, more?: object, client?: Client): Promise<Answer>;
  read(
    agentId: string,
    path?: string,
    tool?: string,
    clocks?: { readonly decidedMs?: number; readonly committedMs?: number },
  ): Promise<DecidedCall>;
  kindOf(agentId: string, path?: string, tool?: string): Promise<DecisionKind>;
  /** State and how it ended. */
  endOf(periodId: string): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

export async function startObserving(): Promise<Observing> {
  const under = await testPlatform();
  const [administrator, operator, another] = [
    await under.as('administrator'),
    await under.as('operator'),
    await secondOperator(under),
  ];
  const tools = await makeReadingTools(under, administrator, 'files');
  const { connectorId } = tools;
  const owners = { humanOwnerId: operator.userId, securityOwnerId: another.userId };
  let agents = 0;
  const post: Observing['post'] = (client, path, body) => client.call({ method: 'POST', path, body });
  const get: Observing['get'] = async (path) => (await operator.call({ method: 'GET', path })).json;
  const read: Observing['read'] = (agentId, path = 'a.txt', tool = 'files_read_file', clocks = {}) =>
    decideCall(under, under.tenant, { agentId, tool, arguments: { path } }, clocks);
  return {
    ...{ under, administrator, operator, another, ...tools, post, get, read },
    reader: (tier = 'low') => makeReader(administrator, `reader-${++agents}`, owners, tier),
    open: (agentId, more = {}, client = administrator) =>
      post(client, '/v1/observe-periods', {
        ...{ agentId, connectorIds: [connectorId], hours: 24 },
        ...reason,
        ...more,
      }),
    kindOf: async (...asked) => (await read(...asked)).entry.decision.kind,
    endOf: async (id) => {
      const { state, endedHow } = await get(`/v1/observe-periods/${id}`);
      return [state, endedHow];
    },
    close: () => under.close(),
  };
}

/** The one of role advanced, who operates agents too: their rights are those of a session of after. */
async function secondOperator(under: PlatformUnderTest): Promise<Client> {
  const { userId } = await under.as('advanced');
  const path = `/v1/people/${userId}/roles`;
  const body = { role: 'advanced', additiveRoles: ['agent_operator'] };
  const given = await (await under.as('administrator')).call({ method: 'PUT', path, body });
  assert.equal(given.status, 200, given.text);
  return under.as('advanced');
}
