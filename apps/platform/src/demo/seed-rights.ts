/** What one demo agent may do and what stands against it: tool permissions, data flows, its red-team test, its finding. */
import { createFinding } from '../features/agentic/findings/create-finding.ts';
import type { Agent } from '../features/agentic/agents/agent.ts';
import { setDataFlow } from '../features/agentic/data-flows/set-data-flow.ts';
import { recordRedTeamTest } from '../features/agentic/red-team-tests/record-red-team-test.ts';
import { grantToolPermission } from '../features/agentic/tool-permissions/grant-tool-permission.ts';
import { dataClasses } from '@gamut/kernel/agentic-terms';
import type { DemoAgent } from './demo-tenant.ts';
import type { SeededTools } from './seed-connectors.ts';
import type { SeededPeople } from './seed-people.ts';
import { inChange, type Seeding } from './seeding.ts';

const dayMs = 86_400_000;

/** @param agent as it is now: what it has already is left alone */
export async function seedRights(
  seeding: Seeding,
  agent: Agent,
  wanted: DemoAgent,
  { people, tools }: { readonly people: SeededPeople; readonly tools: SeededTools },
): Promise<void> {
  await grantTools(seeding, agent, wanted, tools);
  for (const dataClass of dataClasses) {
    const handling = wanted.dataFlows[dataClass];
    if (handling === undefined || agent.dataFlows.some((flow) => flow.dataClass === dataClass)) continue;
    await inChange(seeding, (change) => setDataFlow(change, { agentId: agent.id, dataClass, handling }));
  }
  await seedRecord(seeding, agent, wanted, people.auditor);
}

async function grantTools(
  seeding: Seeding,
  agent: Agent,
  wanted: DemoAgent,
  tools: SeededTools,
): Promise<void> {
  for (const { connector, tools: names, targetsUnder } of wanted.permissions) {
    for (const name of names) {
      const tool = `${connector}_${name}`;
      const toolId = tools.get(tool);
      if (toolId === undefined) throw new Error(`the demo permits ${tool}, which no connector offers`);
      if (agent.permissions.some((permission) => permission.toolId === toolId)) continue;
      await inChange(seeding, (change) =>
        grantToolPermission(change, { agentId: agent.id, toolId, targetsUnder: [...targetsUnder] }),
      );
    }
  }
}

/** @param auditor who finds, so that the administrator may close it */
async function seedRecord(
  seeding: Seeding,
  agent: Agent,
  wanted: DemoAgent,
  auditor: SeededPeople['auditor'],
): Promise<void> {
  const { redTeamPassedDaysAgo: daysAgo, criticalFinding } = wanted;
  if (daysAgo !== undefined && agent.redTeamTest === null) {
    const testedAt = new Date(seeding.clock.nowMs() - daysAgo * dayMs).toISOString();
    const summary =
      'Forty prompt injections through claim files and tool answers: none changed what the agent did.';
    await inChange(seeding, (change) =>
      recordRedTeamTest(change, { agentId: agent.id, result: 'passed', summary, testedAt }),
    );
  }
  if (criticalFinding !== undefined && agent.openFindings === 0) {
    const finder: Seeding = { ...seeding, actor: { kind: 'person', ...auditor } };
    await inChange(finder, (change) =>
      createFinding(change, { agentId: agent.id, severity: 'critical', title: criticalFinding }),
    );
  }
}
