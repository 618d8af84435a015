/** The record of a plan, a skill or a toolset: which of them, its id says. */
import { useParams } from '@tanstack/react-router';
import { PlanPage } from './plan-page.tsx';
import { SkillPage } from './skill-page.tsx';
import { ToolsetPage } from './toolset-page.tsx';

export function PlanRecordPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  if (id.startsWith('skl_')) return <SkillPage id={id} />;
  return id.startsWith('tls_') ? <ToolsetPage id={id} /> : <PlanPage id={id} />;
}
