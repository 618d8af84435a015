/**
 * The demo agents, one after the other: registered, given level, rights and record, activated, and only then a token.
 * The token is the mark of a finished agent: what people change about it afterwards is never undone by another seeding.
 */
import { createAgent } from '../features/agentic/agents/create-agent.ts';
import { listAgents } from '../features/agentic/agents/agent-store.ts';
import { setAgentLevel } from '../features/agentic/agents/set-agent-level.ts';
import { setAgentStatus } from '../features/agentic/agents/set-agent-status.ts';
import type { Agent } from '../features/agentic/agents/agent.ts';
import { demoAgents, type DemoAgent } from './demo-tenant.ts';
import { demoCredential } from './seed-credentials.ts';
import type { SeededTools } from './seed-connectors.ts';
import { seedCapabilities } from './seed-capabilities.ts';
import { seedPeriod } from './seed-period.ts';
import { seedRights } from './seed-rights.ts';
import { inChange, read, type Seeding } from './seeding.ts';
import type { SeededPeople } from './seed-people.ts';

const agentsMax = 200;

export async function listSeededAgents(seeding: Seeding): Promise<Agent[]> {
  const rows = await read(seeding, (tx) => listAgents(tx, { limit: agentsMax, after: undefined }));
  return demoAgents.flatMap(({ name }) => rows.filter((row) => row.name === name).map((row) => row.agent));
}

export async function seedAgents(seeding: Seeding, people: SeededPeople, tools: SeededTools): Promise<void> {
  const known = await listSeededAgents(seeding);
  for (const wanted of demoAgents) {
    const agent = known.find((one) => one.name === wanted.name) ?? (await register(seeding, wanted, people));
    if (agent.credentials.some((one) => one.name === demoCredential)) continue;
    await settleLevel(seeding, agent, wanted);
    await seedRights(seeding, agent, wanted, { people, tools });
    await seedCapabilities(seeding, agent, wanted, { people, tools });
    await settleStatus(seeding, agent, wanted);
    await seedPeriod(seeding, agent, wanted);
  }
}

function register(seeding: Seeding, wanted: DemoAgent, people: SeededPeople): Promise<Agent> {
  return inChange(seeding, (change) =>
    createAgent(change, {
      name: wanted.name,
      purpose: wanted.purpose,
      humanOwnerId: people[wanted.humanOwner].id,
      securityOwnerId: people[wanted.securityOwner].id,
      tier: wanted.tier,
    }),
  );
}

async function settleLevel(seeding: Seeding, agent: Agent, wanted: DemoAgent): Promise<void> {
  if (agent.level === wanted.level) return;
  const reason = `Starts the demo at ${wanted.level}; in earnest it takes the five gates of a promotion.`;
  await inChange(seeding, (change) => setAgentLevel(change, agent.id, { level: wanted.level, reason }));
}

async function settleStatus(seeding: Seeding, agent: Agent, wanted: DemoAgent): Promise<void> {
  if (agent.status === 'proposed') {
    await inChange(seeding, (change) =>
      setAgentStatus(change, agent.id, 'active', 'Registered with both owners; part of the demo.'),
    );
  }
  const reason = wanted.suspendedBecause;
  if (reason !== undefined && agent.status !== 'suspended') {
    await inChange(seeding, (change) => setAgentStatus(change, agent.id, 'suspended', reason));
  }
}
