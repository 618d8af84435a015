/** What binds an agent beside its permissions, on its own page: the plan that is active, its skills, the toolsets that it holds. */
import { useState } from 'react';
import { useList } from '../../../api/use-list.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { useMay } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
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
  const isSkill = taking.what === 'skill';
  const name = isSkill ? taking.one.skillName : taking.one.toolset.name;
  return (
    <ConfirmDialog
      title={`Take ${name} from ${agent.name}`}
      consequence={
        isSkill
          ? 'What only this skill named is blocked from the next call on. Without any skill the agent is bound by its permissions alone.'
          : 'What only this toolset permitted is blocked from the next call on.'
      }
      act="Take away"
      onClose={onClose}
      perform={() =>
        change(
          'DELETE',
          isSkill ? `/v1/skill-assignments/${taking.one.id}` : `/v1/toolset-grants/${taking.one.id}`,
        )
      }
    />
  );
}

function ActivePlan({ plan }: { readonly plan: WorkflowPlan | undefined }) {
  if (!plan) return <p className="prose">No plan is active: it may use its tools at any time.</p>;
  return (
    <>
      <p>
        <Mark {...planVerdict(plan)} /> <AppLink href={`/plans/${plan.id}`}>{plan.name}</AppLink>
      </p>
      <p className="prose">{nextOf(plan)}</p>
    </>
  );
}

interface HeldProps<One> {
  readonly held: readonly One[];
  readonly onTake: ((one: One) => void) | undefined;
}

function Skills({ held, onTake }: HeldProps<SkillAssignment>) {
  if (held.length === 0) return <p className="prose">It has no skill: its permissions alone bind it.</p>;
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
  if (held.length === 0) return <p className="prose">It holds no toolset.</p>;
  return (
    <ul>
      {held.map((one) => (
        <li key={one.id}>
          <AppLink href={`/plans/${one.toolset.id}`}>{one.toolset.name}</AppLink>{' '}
          <span className="aside">
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
      <h3>Plan</h3>
      <ActivePlan plan={plans.rows[0]} />
      <h3>Skills</h3>
      <Skills
        held={skills.rows}
        onTake={mayUnassign ? (one) => setTaking({ what: 'skill', one }) : undefined}
      />
      <h3>Toolsets</h3>
      <Toolsets
        held={toolsets.rows}
        onTake={mayRevoke ? (one) => setTaking({ what: 'toolset', one }) : undefined}
      />
      {taking ? <Take agent={agent} taking={taking} onClose={() => setTaking(undefined)} /> : null}
    </Section>
  );
}
