/** Plans, skills and toolsets: what agents are equipped with and bound to, each a view of one page. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Page } from '../../../parts/page.tsx';
import { useView, Views, type View } from '../../../parts/views.tsx';
import { useMay } from '../../administration/session/session.ts';
import { PlanSheet } from './plan-sheet.tsx';
import { PlanRegister, SkillRegister, ToolsetRegister } from './registers.tsx';
import { SkillSheet } from './skill-sheet.tsx';
import { ToolsetSheet } from './toolset-sheet.tsx';

type Shown = 'plans' | 'skills' | 'toolsets';

const views: readonly View<Shown>[] = [
  { id: 'plans', name: 'Plans' },
  { id: 'skills', name: 'Skills' },
  { id: 'toolsets', name: 'Toolsets' },
];

const leads: Readonly<Record<Shown, string>> = {
  plans:
    'A plan gives one agent its tools stage by stage. Between stages stands a checkpoint that a person signs; a refused one, and the end of its time, stop the agent until somebody has looked.',
  skills:
    'A skill says what an agent is for and within which bounds. Once an agent has one, it is allowed only what its approved skills name; none of them permits anything.',
  toolsets:
    'A toolset is granted as one: its tools are permitted, each within its terms. What a person has set for an agent more strictly stays.',
};

export function PlansPage() {
  const view = useView(views) ?? 'plans';
  const [open, setOpen] = useState(false);
  const may = {
    plans: useMay('workflow_plan.write'),
    skills: useMay('skill.write'),
    toolsets: useMay('toolset.write'),
  };
  const words = { plans: 'Write a plan', skills: 'Write a skill', toolsets: 'Make a toolset' };
  const make = may[view] ? <Button onPress={() => setOpen(true)}>{words[view]}</Button> : undefined;
  const close = () => setOpen(false);
  const sheets = {
    plans: <PlanSheet onClose={close} />,
    skills: <SkillSheet onClose={close} />,
    toolsets: <ToolsetSheet onClose={close} />,
  };
  const registers = {
    plans: <PlanRegister action={make} />,
    skills: <SkillRegister action={make} />,
    toolsets: <ToolsetRegister action={make} />,
  };
  return (
    <Page title="Plans & skills" lead={leads[view]} actions={make}>
      <Views label="Views of plans and skills" path="/plans" views={views} current={view} />
      {registers[view]}
      {open ? sheets[view] : null}
    </Page>
  );
}
