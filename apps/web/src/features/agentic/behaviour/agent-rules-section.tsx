/** What is done at once about departures of one agent: kind by kind as the organisation has it, or as its own rules say. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Empty, Loading, Refusal } from '../../../parts/states.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { actText, behaviourActs, deviationKinds, kindHelp, kindText, type AgentRules } from './behaviour.ts';

const pathOf = (agentId: string): string => `/v1/agents/${encodeURIComponent(agentId)}/behaviour-rules`;

function RulesSheet({ rules, onClose }: { readonly rules: AgentRules; readonly onClose: () => void }) {
  const change = useRecordChange();
  const [own, setOwn] = useState(rules.own);
  const pick = (kind: (typeof deviationKinds)[number], chosen: string) => {
    const { [kind]: _, ...others } = own;
    const act = behaviourActs.find((one) => one === chosen);
    setOwn(act === undefined ? others : { ...others, [kind]: act });
  };
  return (
    <ReasonDialog
      title={`Departures of ${rules.agentName}`}
      consequence="What is chosen here counts for this agent alone, before the organisation’s rules. Every choice only tightens."
      act="Set its rules"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) => change('PUT', pathOf(rules.agentId), { own, reason })}
    >
      {deviationKinds.map((kind) => (
        <SelectField
          key={kind}
          label={kindText(kind)}
          help={kindHelp(kind)}
          value={own[kind] ?? ''}
          onChange={(event) => pick(kind, event.target.value)}
        >
          <option value="">as the organisation has it</option>
          {behaviourActs.map((act) => (
            <option key={act} value={act}>
              {actText(act)}
            </option>
          ))}
        </SelectField>
      ))}
    </ReasonDialog>
  );
}

export function AgentRulesSection({ agentId }: { readonly agentId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['behaviour', 'rules', agentId],
    queryFn: ({ signal }) => getJson<AgentRules>(pathOf(agentId), {}, signal),
  });
  const may = useMay('behaviour.configure');
  const [open, setOpen] = useState(false);
  return (
    <Section title="What is done at once">
      {error && !data ? <Refusal error={error} retry={refetch} /> : null}
      {data ? (
        <Particulars
          rows={deviationKinds.map((kind) => [
            kindText(kind),
            data.own[kind] === undefined ? (
              actText(data.inForce[kind])
            ) : (
              <>
                {actText(data.inForce[kind])} <span className="aside">for this agent alone</span>
              </>
            ),
          ])}
        />
      ) : error ? null : (
        <Loading what="its rules" />
      )}
      {data && may ? (
        <div className="buttons">
          <Button onPress={() => setOpen(true)}>Set rules for it alone</Button>
        </div>
      ) : null}
      {open && data ? <RulesSheet rules={data} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function ownText(own: AgentRules['own']): string {
  const lines = deviationKinds.flatMap((kind) => {
    const act = own[kind];
    return act === undefined ? [] : [`${kindText(kind)}: ${actText(act)}`];
  });
  return lines.join('\n');
}

const columns: readonly Column<AgentRules>[] = [
  {
    head: 'Agent',
    className: 'tight',
    plain: true,
    cell: ({ agentId, agentName }) => (
      <AppLink href={`/agents/${agentId}?view=behaviour`}>{agentName}</AppLink>
    ),
  },
  {
    head: 'For it alone',
    className: 'grow',
    cell: ({ own }) => <span className="pre-line">{ownText(own)}</span>,
  },
];

/** All agents that have rules of their own. */
export function OwnRulesSection() {
  const list = useList<AgentRules>(['behaviour', 'agent-rules'], '/v1/agent-behaviour-rules', {}, 30_000);
  return (
    <Section title="Rules of agents alone">
      <Listing
        what="rules of agents"
        list={list}
        empty={
          <Empty
            what="No agent has rules of its own."
            why="The rules above count for all. Rules for one are set on its page, under Behaviour."
          />
        }
      >
        <Register
          caption="Rules of agents alone"
          columns={columns}
          rows={list.rows}
          rowKey={({ agentId }) => agentId}
          more={list.more}
        />
      </Listing>
    </Section>
  );
}
