/** The lists of plans, skills and toolsets, each leading to its record. */
import type { ReactNode } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Listing } from '../../../parts/listing.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Register, type Column } from '../../../parts/register.tsx';
import { Empty } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, firstWords } from '../../../parts/wording.ts';
import { planVerdict, skillVerdict, type SkillRow, type Toolset, type WorkflowPlan } from './plan.ts';
import { useToolsets } from './tool-checks.tsx';

type Read<Row> = ReturnType<typeof useList<Row>>;

interface RecordsProps<Row> {
  readonly what: 'plans' | 'skills' | 'toolsets';
  readonly list: Read<Row>;
  readonly columns: readonly Column<Row>[];
  /** What is said where there is none, and why one would be made. */
  readonly none: readonly [what: string, why: string];
  readonly action: ReactNode;
}

function Records<Row extends { readonly id: string }>({
  what,
  list,
  columns,
  none,
  action,
}: RecordsProps<Row>) {
  return (
    <Listing what={what} list={list} empty={<Empty what={none[0]} why={none[1]} action={action} />}>
      <Register
        caption={`${what.charAt(0).toUpperCase()}${what.slice(1)}`}
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/plans/${id}`}
        more={list.more}
      />
    </Listing>
  );
}

interface RegisterProps {
  readonly action?: ReactNode;
}

const names = (all: readonly { readonly name: string }[]): string =>
  all.length === 0 ? 'none' : all.map(({ name }) => name).join(', ');

interface Named {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
}

/** Its name, which leads to it, and what it is for. */
const named = <Row extends Named>(head: string): Column<Row> => ({
  ...{ head, className: 'grow', plain: true },
  cell: ({ id, name, purpose }) => (
    <>
      <AppLink href={`/plans/${id}`}>{name}</AppLink>
      <br />
      <span className="aside">{firstWords(purpose, 120)}</span>
    </>
  ),
});

const planColumns: readonly Column<WorkflowPlan>[] = [
  { head: 'Standing', className: 'tight', plain: true, cell: (plan) => <Mark {...planVerdict(plan)} /> },
  named('Plan'),
  {
    head: 'Agent',
    className: 'tight',
    cell: ({ agentId, agentName }) => <AppLink href={`/agents/${agentId}?view=access`}>{agentName}</AppLink>,
  },
  {
    head: `Ends (${zoneNow()})`,
    className: 'tight',
    cell: ({ endsAt, endedAt }) => {
      const at = endedAt ?? endsAt;
      return at === null ? 'not started' : <Time at={at} form="cell" />;
    },
  },
];

export function PlanRegister({ action }: RegisterProps) {
  return (
    <Records
      what="plans"
      list={useList<WorkflowPlan>(['workflow-plans', 'list'], '/v1/workflow-plans', {}, 15_000)}
      columns={planColumns}
      none={[
        'No plan stands.',
        'Without one an agent may use all its tools at any time. Write one where the order of steps matters, and a person should look in between.',
      ]}
      action={action}
    />
  );
}

const skillColumns: readonly Column<SkillRow>[] = [
  {
    head: 'Newest version',
    className: 'tight',
    cell: ({ newestStatus, newestVersion }) => (
      <Mark {...skillVerdict(newestStatus)} suffix={`(${newestVersion})`} />
    ),
  },
  named('Skill'),
  {
    head: 'In force',
    className: 'tight',
    cell: ({ approvedVersion }) => (approvedVersion === null ? 'no' : `version ${approvedVersion}`),
  },
  { head: 'Agents that have it', cell: ({ assignedTo }) => names(assignedTo) },
];

export function SkillRegister({ action }: RegisterProps) {
  return (
    <Records
      what="skills"
      list={useList<SkillRow>(['skills', 'list'], '/v1/skills', {}, 30_000)}
      columns={skillColumns}
      none={['No skill is written.', 'An agent without a skill is bound by its permissions alone.']}
      action={action}
    />
  );
}

const toolsetColumns: readonly Column<Toolset>[] = [
  named('Toolset'),
  { head: 'Version', className: 'tight', cell: ({ version }) => version },
  { head: 'Tools', className: 'tight', cell: ({ tools }) => count(tools.length) },
  { head: 'Agents that hold it', cell: ({ heldBy }) => names(heldBy) },
];

export function ToolsetRegister({ action }: RegisterProps) {
  return (
    <Records
      what="toolsets"
      list={useToolsets()}
      columns={toolsetColumns}
      none={[
        'No toolset is made.',
        'Tools can be permitted one by one on an agent’s page. Make a toolset where several agents need the same.',
      ]}
      action={action}
    />
  );
}
