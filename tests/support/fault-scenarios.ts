/**
 * The ways on which something is performed, given out or said: what the sweep of faults walks. Each scenario is one request,
 * after whatever must stand before it, and says how a success of it would look.
 */
import { sha256Hex } from '@gamut/crypto/hash';
import { bumpFacts } from '../../apps/platform/src/features/agentic/facts/bump-facts.ts';
import { approveAs } from './approve.ts';
import type { FaultyGateway } from './faulty-gateway.ts';
import { makeToken, someId } from './gateway-facts.ts';
import { giveSkill } from './skill-world.ts';
import { doing, type TokenAgent, type TokenWorld } from './token-world.ts';

type Told = Awaited<ReturnType<FaultyGateway['post']>>;
export interface Scenario {
  readonly name: string;
  /** Without a fault it succeeds. */
  readonly passes: boolean;
  /** Platform's facts move under it, for every tenant's token that is out. */
  readonly moves?: true;
  /** Can perform something. */
  readonly performs: boolean;
  readonly run: (at: FaultyGateway, effect: string, given: string) => Promise<Told>;
  readonly succeeded: (told: Told) => boolean;
  /** Done by a Gateway that nothing is wrong with; what it gives is handed to `run`. */
  readonly before?: (steady: FaultyGateway, effect: string) => Promise<string>;
}

export interface ScenarioAgents {
  readonly senior: TokenAgent;
  readonly asking: TokenAgent;
  readonly reduced: TokenAgent;
  readonly limited: TokenAgent;
}

const mcp = (method: string, params: object) => ({ jsonrpc: '2.0', id: 1, method, params });
const call = (effect: string) => {
  const { tool, arguments: args } = doing(effect);
  return mcp('tools/call', { name: tool, arguments: args });
};
const performedByMcp = ({ status, json }: Told) =>
  status === 200 && json.result !== undefined && json.result.isError !== true;

export function scenariosOf(
  world: TokenWorld,
  agents: ScenarioAgents,
  administrator: string,
): readonly Scenario[] {
  const { db } = world.under.running.platform;
  const { tenant } = agents.senior;
  const byMcp = (agent: TokenAgent) => ({
    performs: true,
    run: (at: FaultyGateway, effect: string) => at.post('/mcp', call(effect), agent.token),
    succeeded: performedByMcp,
  });
  const decide = (at: FaultyGateway, effect: string) =>
    at.post('/v1/decide', doing(effect), agents.senior.token);
  return [
    { name: 'call', passes: true, ...byMcp(agents.senior) },
    // its answer is gone through in a thread of its own
    { name: 'call with a long answer', passes: true, ...byMcp(agents.senior) },
    { name: 'call in a safe form', passes: true, ...byMcp(agents.reduced) },
    {
      name: 'call that was approved',
      passes: true,
      ...byMcp(agents.asking),
      before: async (steady, effect) => {
        const asked = await steady.post('/mcp', call(effect), agents.asking.token);
        const approval = String(asked.json.result.structuredContent.approval_id);
        await db.tenant(tenant, (tx) => approveAs(tx, approval, administrator));
        return approval;
      },
    },
    { name: 'call that waits for a person', passes: false, ...byMcp(agents.asking) },
    { name: 'call beyond a limit', passes: false, ...byMcp(agents.limited) },
    {
      name: 'call after the facts moved',
      passes: true,
      moves: true,
      ...byMcp(agents.senior),
      before: async () => {
        await db.tenant(tenant, (tx) => bumpFacts(tx));
        return '';
      },
    },
    {
      name: 'decide',
      passes: true,
      performs: false,
      run: decide,
      succeeded: ({ json }) => json.token !== undefined,
    },
    {
      name: 'perform',
      passes: true,
      performs: true,
      before: async (steady, effect) => String((await decide(steady, effect)).json.token),
      run: (at, effect, token) => at.post('/v1/perform', { token, ...doing(effect) }, agents.senior.token),
      succeeded: ({ status }) => status === 200,
    },
    {
      name: 'question',
      passes: true,
      performs: false,
      run: (at, effect) => {
        const { tool, arguments: args } = doing(effect);
        const body = {
          subject: { type: 'agent', id: agents.senior.id },
          action: { name: 'call', properties: { arguments: args } },
          resource: { type: 'tool', id: tool },
        };
        return at.post('/access/v1/evaluation', body, agents.senior.token);
      },
      succeeded: ({ json }) => json.decision === true,
    },
    {
      name: 'listing of tools',
      passes: true,
      performs: false,
      run: (at) => at.post('/mcp', mcp('tools/list', {}), agents.senior.token),
      succeeded: ({ json }) => json.result?.tools !== undefined,
    },
    {
      name: 'signing key',
      passes: true,
      moves: true,
      performs: false,
      before: () => newCredential(world, agents.senior),
      run: (at, _effect, token) => at.post('/v1/signing-key', {}, token),
      succeeded: ({ json }) => json.signing_key !== undefined,
    },
    {
      name: 'words of a skill',
      passes: true,
      moves: true,
      performs: false,
      before: () => giveSkill(world, agents.senior, 'Do what was asked for, once.'),
      run: (at, _effect, name) => at.post('/mcp', mcp('prompts/get', { name }), agents.senior.token),
      succeeded: ({ json }) => json.result?.messages !== undefined,
    },
    {
      name: 'body that is no call',
      passes: false,
      performs: false,
      run: (at) => at.post('/mcp', '{"a":1,"a":2}', agents.senior.token),
      succeeded: ({ status }) => status === 200,
    },
  ];
}

async function newCredential({ under }: TokenWorld, agent: TokenAgent): Promise<string> {
  const token = makeToken(agent.id);
  await under.running.platform.db.tenant(agent.tenant, async (tx) => {
    await tx.query(
      `INSERT INTO agent_credentials (id, agent_id, name, sha256, created_at) VALUES ($1, $2, $3, $4, now())`,
      [someId('crd'), agent.id, someId('crd'), sha256Hex(token)],
    );
    await bumpFacts(tx);
  });
  return token;
}
