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

interface RegisterProps {
  readonly action?: ReactNode;
}

const names = (all: readonly { readonly name: string }[]): string =>
  all.length === 0 ? 'none' : all.map(({ name }) => name).join(', ');

const planColumns: readonly Column<WorkflowPlan>[] = [
  { head: 'Standing', className: 'tight', plain: true, cell: (plan) => <Mark {...planVerdict(plan)} /> },
  {
    head: 'Plan',
    className: 'grow',
    plain: true,
    cell: ({ id, name }) => <AppLink href={`/plans/${id}`}>{name}</AppLink>,
  },
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
  const list = useList<WorkflowPlan>(['workflow-plans', 'list'], '/v1/workflow-plans', {}, 15_000);
  return (
    <Listing
      what="plans"
      list={list}
      empty={
        <Empty
          what="No plan stands."
          why="Without one an agent may use all its tools at any time. Write one where the order of steps matters, and a person should look in between."
          action={action}
        />
      }
    >
      <Register
        caption="Plans"
        columns={planColumns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/plans/${id}`}
        more={list.more}
      />
    </Listing>
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
  {
    head: 'Skill',
    className: 'grow',
    plain: true,
    cell: ({ id, name, purpose }) => (
      <>
        <AppLink href={`/plans/${id}`}>{name}</AppLink>
        <br />
        <span className="aside">{firstWords(purpose, 120)}</span>
      </>
    ),
  },
  {
    head: 'In force',
    className: 'tight',
    cell: ({ approvedVersion }) => (approvedVersion === null ? 'no' : `version ${approvedVersion}`),
  },
  { head: 'Agents that have it', cell: ({ assignedTo }) => names(assignedTo) },
];

export function SkillRegister({ action }: RegisterProps) {
  const list = useList<SkillRow>(['skills', 'list'], '/v1/skills', {}, 30_000);
  return (
    <Listing
      what="skills"
      list={list}
      empty={
        <Empty
          what="No skill is written."
          why="An agent without a skill is bound by its permissions alone."
          action={action}
        />
      }
    >
      <Register
        caption="Skills"
        columns={skillColumns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/plans/${id}`}
        more={list.more}
      />
    </Listing>
  );
}

const toolsetColumns: readonly Column<Toolset>[] = [
  {
    head: 'Toolset',
    className: 'grow',
    plain: true,
    cell: ({ id, name, purpose }) => (
      <>
        <AppLink href={`/plans/${id}`}>{name}</AppLink>
        <br />
        <span className="aside">{firstWords(purpose, 120)}</span>
      </>
    ),
  },
  { head: 'Version', className: 'tight', cell: ({ version }) => version },
  { head: 'Tools', className: 'tight', cell: ({ tools }) => count(tools.length) },
  { head: 'Agents that hold it', cell: ({ heldBy }) => names(heldBy) },
];

export function ToolsetRegister({ action }: RegisterProps) {
  const list = useToolsets();
  return (
    <Listing
      what="toolsets"
      list={list}
      empty={
        <Empty
          what="No toolset is made."
          why="Tools can be permitted one by one on an agent’s page. Make a toolset where several agents need the same."
          action={action}
        />
      }
    >
      <Register
        caption="Toolsets"
        columns={toolsetColumns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/plans/${id}`}
        more={list.more}
      />
    </Listing>
  );
}
