/** Connect an agent in minutes: choose it, issue its token once, paste one block, watch the light. */
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { termText } from '../../../parts/wording.ts';
import { useMay, useSession } from '../../administration/session/session.ts';
import type { Agent, IssuedToken } from '../agents/agent.ts';
import { ShownOnce } from '../../../parts/shown-once.tsx';
import { IssueForm } from '../agents/issue-form.tsx';
import { clientProgram, curlCommand, endpointOf, mcpConfig, type ConnectValues } from './client-examples.ts';
import { LiveLight } from './live-light.tsx';

const examples: readonly {
  readonly id: string;
  readonly name: string;
  readonly say: string;
  readonly text: (values: ConnectValues) => string;
}[] = [
  {
    id: 'mcp',
    name: 'MCP client',
    say: 'Put this into the configuration of any MCP client that speaks HTTP.',
    text: mcpConfig,
  },
  {
    id: 'program',
    name: 'Your program',
    say: 'With the official client, @modelcontextprotocol/client.',
    text: clientProgram,
  },
  {
    id: 'curl',
    name: 'curl',
    say: 'To see which tools this agent may use, without any client.',
    text: curlCommand,
  },
];

function Examples({ values }: { readonly values: ConnectValues }) {
  return (
    <Tabs>
      <TabList className="tabs" aria-label="Ways to connect">
        {examples.map(({ id, name }) => (
          <Tab key={id} id={id} className="tab">
            {name}
          </Tab>
        ))}
      </TabList>
      {examples.map(({ id, name, say, text }) => (
        <TabPanel key={id} id={id}>
          <p className="prose">{say}</p>
          <pre className="code-block code-gap" tabIndex={0} aria-label={name}>
            {text(values)}
          </pre>
          <CopyButton text={text(values)} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function ForAgent({ agent }: { readonly agent: Agent }) {
  const { gatewayUrl } = useSession();
  const mayIssue = useMay('agent_credential.issue');
  const [issued, setIssued] = useState<IssuedToken>();
  const values: ConnectValues = { gatewayUrl, token: issued?.token, agentName: agent.name };
  return (
    <>
      <Section title="2. Its token" aside="shown once, kept nowhere">
        {issued ? (
          <ShownOnce text={issued.token} copyLabel="Copy token" afterwards="Gamut keeps only its SHA-256." />
        ) : mayIssue ? (
          <IssueForm agent={agent} onIssued={setIssued} />
        ) : (
          <p className="prose">
            Issuing a token needs the permission agent_credential.issue. If you have one already, use it
            below.
          </p>
        )}
      </Section>
      <Section title="3. Tell your client" aside={<code>{endpointOf(values)}</code>}>
        <Examples values={values} />
      </Section>
      <Section title="4. Make the first call">
        <LiveLight agentName={agent.name} />
        <p className="prose">
          A refusal comes back to the agent as a tool result that names every gap, how to close it, and who
          can. It counts as a call here too.
        </p>
      </Section>
    </>
  );
}

export function ConnectPage() {
  const list = useList<Agent>(['agents', 'list'], '/v1/agents');
  const asked = useRouterState({
    select: (state) => new URLSearchParams(state.location.searchStr).get('agent'),
  });
  const [chosen, setChosen] = useState(asked ?? '');
  const agent =
    list.rows.find(({ id }) => id === chosen) ?? list.rows.find(({ status }) => status === 'active');
  return (
    <Page
      title="Connect an agent"
      lead="It keeps its own code and its own model. It gets one address and one token, and from then on it acts only through Gateway."
    >
      <Listing
        what="agents"
        list={list}
        empty={
          <Empty
            what="No agent is registered yet."
            why="Gateway knows an agent by its record: who answers for it, and how far it may go."
            action={<AppLink href="/agents/new">Register an agent</AppLink>}
          />
        }
      >
        <Section title="1. The agent" aside={<AppLink href="/agents">All agents</AppLink>}>
          <div className="choose-agent">
            <SelectField
              label="Which agent"
              value={agent?.id ?? ''}
              onChange={(event) => setChosen(event.target.value)}
            >
              {list.rows.map(({ id, name, status }) => (
                <option key={id} value={id}>
                  {status === 'active' ? name : `${name} (${status})`}
                </option>
              ))}
            </SelectField>
          </div>
          {agent ? (
            <Particulars
              rows={[
                ['Purpose', agent.purpose],
                ['Level', agent.level ? termText(agent.level) : 'none'],
                ['Tools', `${agent.permissions.length} permitted`],
              ]}
            />
          ) : null}
        </Section>
        {agent ? <ForAgent key={agent.id} agent={agent} /> : null}
      </Listing>
    </Page>
  );
}
