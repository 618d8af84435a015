/** The observe period of a demo agent: nobody knows yet which tools it needs, so for a time it may read what nobody permitted. */
import type { Agent } from '../features/agentic/agents/agent.ts';
import { listConnectors } from '../features/agentic/connectors/connector-store.ts';
import { listObservePeriods } from '../features/agentic/observe-periods/observe-period-store.ts';
import { openObservePeriod } from '../features/agentic/observe-periods/open-observe-period.ts';
import type { DemoAgent } from './demo-tenant.ts';
import { inChange, read, type Seeding } from './seeding.ts';

const all = { limit: 200, after: undefined } as const;

/** @param agent active by now */
export async function seedPeriod(seeding: Seeding, agent: Agent, { observed }: DemoAgent): Promise<void> {
  if (observed === undefined) return;
  const at = new Date(seeding.clock.nowMs()).toISOString();
  const had = await read(seeding, (tx) => listObservePeriods(tx, at, all, { agentId: agent.id }));
  if (had.length > 0) return;
  const { connector, hours, reason } = observed;
  const connectors = await read(seeding, (tx) => listConnectors(tx, all));
  const connectorIds = connectors.filter(({ name }) => name === connector).map(({ id }) => id);
  await inChange(seeding, (change) =>
    openObservePeriod(change, { agentId: agent.id, connectorIds, hours, reason }),
  );
}
