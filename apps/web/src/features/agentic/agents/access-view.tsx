/** What an agent may touch: tools with their bounds, its own limits over all of them, data classes. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Section } from '../../../parts/section.tsx';
import { AccessSection } from '../access-matrix/access-section.tsx';
import { BindingSection } from '../plans/binding-section.tsx';
import { StopBanner } from '../stops/stop-banner.tsx';
import type { Agent } from './agent.ts';
import { DataSection } from './data-section.tsx';
import { limitText } from './limit-fields.tsx';
import { ToolsSection } from './tools-section.tsx';

export function AccessView({ agent }: { readonly agent: Agent }) {
  const tools = agent.permissions.map(({ toolId, tool }) => ({
    target: 'tool' as const,
    id: toolId,
    name: tool,
  }));
  return (
    <>
      <StopBanner of={tools} />
      <div className="columns">
        <div className="column">
          <ToolsSection agent={agent} />
        </div>
        <div className="column">
          <Section title="Its own limits" aside="over all its tools">
            {agent.transactionLimits.length === 0 ? (
              <p className="prose">
                None beside 600 calls a minute. <AppLink href="/help/agentic-stack">How limits work</AppLink>
              </p>
            ) : (
              <ul>
                {agent.transactionLimits.map((limit) => (
                  <li key={limitText(limit)}>{limitText(limit)}</li>
                ))}
              </ul>
            )}
          </Section>
          <DataSection agent={agent} />
          <AccessSection agentId={agent.id} />
          <BindingSection agent={agent} />
        </div>
      </div>
    </>
  );
}
