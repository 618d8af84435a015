/** One agent: what is normal for it, its departures, and the trust score with the arithmetic that it came from. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Empty, Loading, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, plural, termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { AgentRulesSection } from './agent-rules-section.tsx';
import { AlertsSection } from './alerts-section.tsx';
import { useBehaviour, type Behaviour } from './behaviour.ts';

const oneDigit = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

type TrustPart = Behaviour['trust']['parts'][number];

const partColumns: readonly Column<TrustPart>[] = [
  { head: 'Part', className: 'tight', plain: true, cell: ({ name }) => termText(name) },
  { head: 'What was counted', className: 'grow', cell: ({ counted }) => counted },
  { head: 'Gives', className: 'end', cell: ({ points }) => oneDigit.format(points) },
  { head: 'Of', className: 'end', cell: ({ weight }) => oneDigit.format(weight) },
];

function TrustSection({ trust }: { readonly trust: Behaviour['trust'] }) {
  return (
    <Section title="Trust score" aside="the last thirty days; it informs people, no control reads it">
      <p className="figure">
        {oneDigit.format(trust.score)} <span className="aside">of 100</span>
      </p>
      <Register
        caption="How the trust score is made up"
        columns={partColumns}
        rows={trust.parts}
        rowKey={({ name }) => name}
      />
    </Section>
  );
}

const stateTexts: Readonly<Record<Behaviour['state'], string>> = {
  none: 'nothing yet: it has not acted',
  learning: 'still being learned',
  ready: 'learned, and held still',
};

function counted(rows: Behaviour['tools'], text: (name: string) => string = String): string {
  if (rows.length === 0) return 'none';
  const named = rows.slice(0, 8).map(({ name, actions }) => `${text(name)} (${count(actions)})`);
  return `${named.join(', ')}${rows.length > 8 ? ` and ${rows.length - 8} more` : ''}`;
}

const departsText = (above: number | undefined, of: string): string =>
  above === undefined ? '' : `; more than ${count(above)}${of} departs`;

function Draft({ learning }: { readonly learning: NonNullable<Behaviour['learning']> }) {
  return (
    <p className="note note-wait">
      Gamut still learns: until <Time at={learning.until} />, or until {count(learning.actions)} actions have
      passed. Nothing departs before that. What stands here is what would be held still now.
    </p>
  );
}

interface AgentProps {
  readonly agent: { readonly id: string; readonly name: string };
}

function NormalSection({ agent, behaviour }: AgentProps & { readonly behaviour: Behaviour }) {
  const { state, since, actions, tools, dataClasses, places, perMinuteMax, refusedShare, departsAbove } =
    behaviour;
  return (
    <Section
      title={state === 'learning' ? 'What is normal, a draft' : 'What is normal'}
      aside={`${count(actions)} ${plural(actions, 'action')} counted`}
    >
      {behaviour.learning ? <Draft learning={behaviour.learning} /> : null}
      <Particulars
        rows={[
          ['Baseline', stateTexts[state]],
          ...(since ? [['Since', <Time key="s" at={since} />] as const] : []),
          ['Tools', counted(tools)],
          ['Data classes', counted(dataClasses, termText)],
          [
            'Places',
            <span key="p" className="wrap-anywhere">
              {counted(places)}
            </span>,
          ],
          [
            'Calls a minute',
            `at most ${count(perMinuteMax)}${departsText(departsAbove?.callsPerMinute, '')}`,
          ],
          [
            'Refused',
            `${oneDigit.format(refusedShare * 100)} % of its calls${departsText(departsAbove?.refusedOfLast50, ' of its last 50')}`,
          ],
        ]}
      />
      <Relearn agent={agent} />
    </Section>
  );
}

function Relearn({ agent }: AgentProps) {
  const change = useRecordChange();
  const [open, setOpen] = useState(false);
  if (!useMay('behaviour.relearn')) return null;
  return (
    <div className="buttons">
      <Button onPress={() => setOpen(true)}>Learn anew</Button>
      {open ? (
        <ReasonDialog
          title={`Learn anew what is normal for ${agent.name}`}
          consequence="What was learned is thrown away. Until seven days or 1,000 actions have passed, no departure is seen."
          act="Learn anew"
          weight="stop"
          isOpen
          onClose={() => setOpen(false)}
          perform={(reason) => change('POST', `/v1/agents/${agent.id}/behaviour/relearn`, { reason })}
        />
      ) : null}
    </div>
  );
}

export function AgentBehaviour({ agent }: AgentProps) {
  const { data, error, refetch } = useBehaviour(agent.id);
  if (error && !data) return <Refusal error={error} retry={refetch} />;
  if (!data) return <Loading what="its behaviour" />;
  return (
    <div className="columns">
      <div className="column">
        <AlertsSection title="Departures" agentId={agent.id} />
        <TrustSection trust={data.trust} />
      </div>
      <div className="column">
        {data.state === 'none' ? (
          <Section title="What is normal">
            <Empty
              what="Nothing is known yet."
              why="It is learned from its first seven days or 1,000 actions."
            />
          </Section>
        ) : (
          <NormalSection agent={agent} behaviour={data} />
        )}
        <AgentRulesSection agentId={agent.id} />
      </div>
    </div>
  );
}
