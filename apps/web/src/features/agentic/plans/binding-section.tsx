/** What binds an agent beside its permissions, on its own page: the plan that is active, its skills, the toolsets that it holds. */
import { useState, type ReactNode } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { TakeAway } from './take-away.tsx';
import { nextOf, planVerdict, type SkillAssignment, type ToolsetGrant, type WorkflowPlan } from './plan.ts';

interface AgentProps {
  readonly agent: { readonly id: string; readonly name: string };
}

type Taking =
  | { readonly what: 'toolset'; readonly one: ToolsetGrant }
  | { readonly what: 'skill'; readonly one: SkillAssignment };

function Take({
  agent,
  taking,
  onClose,
}: AgentProps & { readonly taking: Taking; readonly onClose: () => void }) {
  const change = useRecordChange();
  if (taking.what === 'toolset') {
    const { id, toolset, tools } = taking.one;
    const taken = { way: 'toolset-grants', id, name: toolset.name, tools } as const;
    return <TakeAway agent={agent} taken={taken} onClose={onClose} />;
  }
  return (
    <ConfirmDialog
      title={`Take ${taking.one.skillName} from ${agent.name}`}
      consequence="What only this skill named is blocked from the next call on. Without any skill the agent is bound by its permissions alone."
      act="Take away"
      onClose={onClose}
      perform={() => change('DELETE', `/v1/skill-assignments/${taking.one.id}`)}
    />
  );
}

interface Read<Row> {
  readonly rows: readonly Row[];
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** Nothing is said of what was not read yet. */
function Told<Row>({
  what,
  list,
  children,
}: {
  readonly what: string;
  readonly list: Read<Row>;
  readonly children: (rows: readonly Row[]) => ReactNode;
}) {
  if (list.isPending) return <Loading what={what} />;
  if (list.error) return <Refusal error={list.error} retry={list.refetch} />;
  return children(list.rows);
}

function ActivePlan({ plan }: { readonly plan: WorkflowPlan | undefined }) {
  if (!plan) return 'None is active: it may use its tools at any time.';
  return (
    <>
      <AppLink href={`/plans/${plan.id}`}>{plan.name}</AppLink>
      <br />
      <Mark {...planVerdict(plan)} />
      <br />
      <span className="aside">{nextOf(plan)}</span>
    </>
  );
}

interface HeldProps<One> {
  readonly held: readonly One[];
  readonly onTake: ((one: One) => void) | undefined;
}

function Skills({ held, onTake }: HeldProps<SkillAssignment>) {
  if (held.length === 0) return 'None: its permissions alone bind it.';
  return (
    <ul>
      {held.map((one) => (
        <li key={one.id}>
          <AppLink href={`/plans/${one.skillId}`}>{one.skillName}</AppLink>{' '}
          {one.approvedVersion === null ? (
            <Mark mark="block" text="no version in force: it allows nothing" />
          ) : (
            <span className="aside">version {one.approvedVersion}</span>
          )}{' '}
          {onTake ? <RowAct act="Take away" of={one.skillName} onPress={() => onTake(one)} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Toolsets({ held, onTake }: HeldProps<ToolsetGrant>) {
  if (held.length === 0) return 'It holds none.';
  return (
    <ul>
      {held.map((one) => (
        <li key={one.id}>
          <AppLink href={`/plans/${one.toolset.id}`}>{one.toolset.name}</AppLink>{' '}
          <span className="aside wrap-anywhere">
            version {one.toolset.version}: {one.tools.join(', ')}
          </span>{' '}
          {onTake ? <RowAct act="Take away" of={one.toolset.name} onPress={() => onTake(one)} /> : null}
        </li>
      ))}
    </ul>
  );
}

export function BindingSection({ agent }: AgentProps) {
  const of = { agentId: agent.id, limit: 200 };
  const plans = useList<WorkflowPlan>(
    ['workflow-plans'],
    '/v1/workflow-plans',
    { ...of, status: 'active' },
    15_000,
  );
  const skills = useList<SkillAssignment>(['skill-assignments'], '/v1/skill-assignments', of, 30_000);
  const toolsets = useList<ToolsetGrant>(['toolset-grants'], '/v1/toolset-grants', of, 30_000);
  const [taking, setTaking] = useState<Taking>();
  const [mayUnassign, mayRevoke] = [useMay('skill.unassign'), useMay('tool_permission.revoke')];
  return (
    <Section title="What binds it beside" aside={<AppLink href="/plans">Plans & skills</AppLink>}>
      <Particulars
        rows={[
          [
            'Plan',
            <Told key="plan" what="its plan" list={plans}>
              {([plan]) => <ActivePlan plan={plan} />}
            </Told>,
          ],
          [
            'Skills',
            <Told key="skills" what="its skills" list={skills}>
              {(held) => (
                <Skills
                  held={held}
                  onTake={mayUnassign ? (one) => setTaking({ what: 'skill', one }) : undefined}
                />
              )}
            </Told>,
          ],
          [
            'Toolsets',
            <Told key="toolsets" what="its toolsets" list={toolsets}>
              {(held) => (
                <Toolsets
                  held={held}
                  onTake={mayRevoke ? (one) => setTaking({ what: 'toolset', one }) : undefined}
                />
              )}
            </Told>,
          ],
        ]}
      />
      {taking ? <Take agent={agent} taking={taking} onClose={() => setTaking(undefined)} /> : null}
    </Section>
  );
}
