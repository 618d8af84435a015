/** One plan: where it stands and what comes next, its stages with their tools, and who signed or refused what. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { Unread } from '../../../parts/unread.tsx';
import { changeText, planVerdict, signersText, type PlanStage, type WorkflowPlan } from './plan.ts';
import { PlanActs } from './plan-acts.tsx';

type Row = PlanStage & { readonly number: number; readonly standing: Verdict };

function standingOf({ status, stage }: WorkflowPlan, number: number): Verdict {
  if (stage === null || status === 'cancelled') return { mark: 'off', text: 'Not begun' };
  if (status === 'completed' || number < stage) return { mark: 'off', text: 'Done' };
  return number === stage ? { mark: 'plain', text: 'Present' } : { mark: 'wait', text: 'Waits' };
}

const stageColumns: readonly Column<Row>[] = [
  { head: 'Standing', className: 'tight', plain: true, cell: ({ standing }) => <Mark {...standing} /> },
  {
    head: 'Stage',
    className: 'tight',
    plain: true,
    cell: ({ number, name }) => (
      <strong>
        {number}. {name}
      </strong>
    ),
  },
  {
    head: 'Tools',
    className: 'grow',
    cell: ({ tools }) => <code className="wrap-anywhere">{tools.map(({ tool }) => tool).join(', ')}</code>,
  },
  { head: 'Then', cell: ({ checkpoint }) => signersText(checkpoint) },
];

type Given = WorkflowPlan['checkpoints'][number];
const givenColumns: readonly Column<Given>[] = [
  {
    head: 'Verdict',
    className: 'tight',
    plain: true,
    cell: ({ verdict }) =>
      verdict === 'signed' ? <Mark mark="plain" text="Signed" /> : <Mark mark="block" text="Refused" />,
  },
  { head: 'After stage', className: 'tight', cell: ({ stage }) => stage },
  { head: 'By', className: 'tight', cell: ({ by }) => by.name },
  { head: 'Note', className: 'grow', plain: true, cell: ({ note }) => `“${note}”` },
  { head: `When (${zoneNow()})`, className: 'tight', cell: ({ at }) => <Time at={at} form="cell" /> },
];

function Moved({ at, by }: { readonly at: string | null; readonly by: { readonly name: string } | null }) {
  if (at === null) return 'not yet';
  return (
    <>
      <Time at={at} form="cell" /> <span className="aside">{by?.name}</span>
    </>
  );
}

function Way({ plan }: { readonly plan: WorkflowPlan }) {
  return (
    <Particulars
      rows={[
        [
          'Agent',
          <AppLink key="agent" href={`/agents/${plan.agentId}?view=access`}>
            {plan.agentName}
          </AppLink>,
        ],
        ['Written', <Moved key="written" at={plan.writtenAt} by={plan.writtenBy} />],
        ['Approved', <Moved key="approved" at={plan.approvedAt} by={plan.approvedBy} />],
        ['Started', <Moved key="started" at={plan.startedAt} by={plan.startedBy} />],
        [
          'Time over',
          plan.endsAt === null ? (
            `${plan.lastsHours} hours after its start`
          ) : (
            <Time key="ends" at={plan.endsAt} form="cell" />
          ),
        ],
        ...(plan.endedAt === null
          ? []
          : [
              ['Ended', <Moved key="ended" at={plan.endedAt} by={plan.endedBy} />] as const,
              ['Why', plan.endReason ?? ''] as const,
            ]),
        [
          'Every stage may read with',
          plan.throughout.length === 0 ? 'nothing more' : plan.throughout.map(({ tool }) => tool).join(', '),
        ],
        ...(plan.toolsChanged.length === 0
          ? []
          : [
              [
                'Changed since it was approved',
                <ul key="changed">
                  {plan.toolsChanged.map((one) => (
                    <li key={one.id}>
                      <Mark mark="block" text={changeText(one)} />
                    </li>
                  ))}
                </ul>,
              ] as const,
            ]),
        ['Text', <Hash key="text" value={plan.sha256} />],
      ]}
    />
  );
}

export function PlanPage({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['workflow-plans', id],
    queryFn: ({ signal }) =>
      getJson<WorkflowPlan>(`/v1/workflow-plans/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 15_000,
  });
  if (!data) return <Unread what="the plan" error={error} retry={refetch} />;
  const rows = data.stages.map((stage, at) => ({
    ...stage,
    ...{ number: at + 1, standing: standingOf(data, at + 1) },
  }));
  return (
    <Page title={data.name} lead={data.purpose}>
      <Section title="Where it stands" aside={<Mark {...planVerdict(data)} />}>
        <PlanActs plan={data} />
        <Way plan={data} />
      </Section>
      <Section title="Stages">
        <Register
          caption="Stages"
          columns={stageColumns}
          rows={rows}
          rowKey={({ number }) => String(number)}
        />
      </Section>
      <Section title="Checkpoints">
        {data.checkpoints.length === 0 ? (
          <p className="prose">Nobody has signed or refused one yet.</p>
        ) : (
          <Register
            caption="Checkpoints"
            columns={givenColumns}
            rows={data.checkpoints}
            rowKey={(given) => given.id}
          />
        )}
      </Section>
    </Page>
  );
}
