/** One simulation: what was supposed and asked, and what would come out, with the trace of a call or the decisions that would change. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { AppLink, useGo } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { Unread } from '../../../parts/unread.tsx';
import { decisionVerdict } from '../../../parts/verdict.ts';
import { count } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import type { TraceStep } from '../decisions/decision.ts';
import { ReasonsSection, TraceSection } from '../decisions/trace-table.tsx';
import { useRecordChange } from '../record-change.ts';
import {
  askedText,
  changedText,
  editText,
  resultVerdict,
  uncoveredTexts,
  type DaysResult,
  type Difference,
  type NameOf,
  type Simulation,
} from './simulation.ts';
import { useNames } from './use-names.ts';

/** What each control saw, with the people in it by name. */
const named = (trace: readonly TraceStep[], nameOf: NameOf): readonly TraceStep[] =>
  trace.map((step) => ({ ...step, saw: step.saw.replaceAll(/usr_[0-9a-z]{26}/g, nameOf) }));

const columns = (nameOf: NameOf): readonly Column<Difference>[] => [
  { head: 'Was', className: 'tight', cell: ({ was }) => <Mark {...decisionVerdict(was.kind)} /> },
  { head: 'Would be', className: 'tight', cell: ({ would }) => <Mark {...decisionVerdict(would.kind)} /> },
  {
    head: 'Decision',
    className: 'grow',
    plain: true,
    cell: ({ decisionId, agentId, tool, would }) => (
      <>
        <AppLink href={`/decisions/${decisionId}`}>
          {nameOf(agentId)}: {tool}
        </AppLink>{' '}
        <span className="aside">{would.reasonCodes.map((code) => code.replaceAll('_', ' ')).join(', ')}</span>
      </>
    ),
  },
  { head: `When (${zoneNow()})`, className: 'tight', cell: ({ at }) => <Time at={at} form="cell" /> },
];

function Days({ result, nameOf }: { readonly result: DaysResult; readonly nameOf: NameOf }) {
  return (
    <Section title="What it would change" aside={<Time at={result.until} />}>
      <p className="prose">
        <strong>{changedText(result)}.</strong>
      </p>
      <ul className="prose">
        {uncoveredTexts(result).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {result.differences.length === 0 ? null : (
        <Register
          caption="Decisions that would change"
          columns={columns(nameOf)}
          rows={result.differences}
          rowKey={({ decisionId }) => decisionId}
          rowHref={({ decisionId }) => `/decisions/${decisionId}`}
        />
      )}
      {result.changed > result.differences.length ? (
        <p className="aside">
          The newest {count(result.differences.length)} of {count(result.changed)}.
        </p>
      ) : null}
    </Section>
  );
}

function Supposed({ simulation, nameOf }: { readonly simulation: Simulation; readonly nameOf: NameOf }) {
  const { edits, snapshotId, factsSha256, runBy, runAt } = simulation;
  return (
    <Section title="What was asked" aside={<Mark {...resultVerdict(simulation)} />}>
      <Particulars
        rows={[
          ['Asked', askedText(simulation, nameOf)],
          [
            'If',
            edits.length === 0 ? (
              'everything stays as it is'
            ) : (
              <ul key="edits">
                {edits.map((edit) => (
                  <li key={JSON.stringify(edit)}>{editText(edit, nameOf)}</li>
                ))}
              </ul>
            ),
          ],
          ['On the state', snapshotId === null ? 'that was in force' : 'that was saved'],
          ['Facts', <Hash key="facts" value={factsSha256} />],
          ['By', runBy.name],
          ['When', <Time key="at" at={runAt} />],
        ]}
      />
    </Section>
  );
}

function Remove({ simulation }: { readonly simulation: Simulation }) {
  const change = useRecordChange();
  const go = useGo();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button weight="stop" onPress={() => setAsked(true)}>
        Remove
      </Button>
      {asked ? (
        <ConfirmDialog
          title={`Remove ${simulation.name}`}
          consequence="The audit log keeps that it was there, and what came out."
          act="Remove"
          onClose={() => setAsked(false)}
          onDone={() => go('/simulations')}
          perform={() => change('DELETE', `/v1/simulations/${simulation.id}`)}
        />
      ) : null}
    </>
  );
}

export function SimulationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const nameOf = useNames();
  const mayRemove = useMay('simulation.delete');
  const { data, error, refetch } = useQuery({
    queryKey: ['simulations', id],
    queryFn: ({ signal }) => getJson<Simulation>(`/v1/simulations/${encodeURIComponent(id)}`, {}, signal),
    staleTime: Infinity,
  });
  if (!data) return <Unread what="the simulation" error={error} retry={refetch} />;
  const { result } = data;
  return (
    <Page
      title={data.name}
      lead="A simulation: nothing of it was performed, and nothing of it is in force."
      actions={mayRemove ? <Remove simulation={data} /> : undefined}
    >
      <Supposed simulation={data} nameOf={nameOf} />
      {result.kind === 'days' ? (
        <Days result={result} nameOf={nameOf} />
      ) : (
        <>
          <ReasonsSection reasons={result.decision.reasons} title="Why it would be so" />
          <TraceSection title="How Gateway would decide" trace={named(result.decision.trace, nameOf)} />
        </>
      )}
    </Page>
  );
}
