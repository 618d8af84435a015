/** One skill: the version that is looked at with its bounds, what may be done with it, its agents, and all its versions. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { zoneNow } from '../../../parts/moment.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { useInAddress } from '../../../parts/views.tsx';
import { lowerTerm } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { useMay } from '../../administration/session/session.ts';
import { GiveSheet } from './give-sheet.tsx';
import { skillVerdict, type Skill, type SkillVersion } from './plan.ts';
import { SkillActs } from './skill-acts.tsx';
import { SkillSheet } from './skill-sheet.tsx';

const versionColumns = (id: string): readonly Column<SkillVersion>[] => [
  {
    head: 'Standing',
    className: 'tight',
    plain: true,
    cell: ({ status }) => <Mark {...skillVerdict(status)} />,
  },
  {
    head: 'Version',
    className: 'grow',
    plain: true,
    cell: ({ version }) => <AppLink href={`/plans/${id}?version=${version}`}>Version {version}</AppLink>,
  },
  { head: 'Written by', className: 'tight', cell: ({ writtenBy }) => writtenBy.name },
  { head: 'Approved by', className: 'tight', cell: ({ approvedBy }) => approvedBy?.name ?? 'nobody' },
  {
    head: `Written (${zoneNow()})`,
    className: 'tight',
    cell: ({ writtenAt }) => <Time at={writtenAt} form="cell" />,
  },
];

function OneVersion({ skill, version }: { readonly skill: Skill; readonly version: SkillVersion }) {
  return (
    <Section title={`Version ${version.version}`} aside={<Mark {...skillVerdict(version.status)} />}>
      <SkillActs skill={skill} version={version} />
      <Particulars
        rows={[
          ['What it is for', version.purpose],
          ['Tools', version.tools.map(({ tool }) => tool).join(', ')],
          ...(version.toolsets.length === 0
            ? []
            : [
                [
                  'Of the toolsets',
                  version.toolsets.map(({ name, version: at }) => `${name} (version ${at})`).join(', '),
                ] as const,
              ]),
          ['May', version.actionTypes.map(lowerTerm).join(', ')],
          ['Up to', `${lowerTerm(version.dataClassMax)} data`],
          ['Written by', version.writtenBy.name],
          ['Text', <Hash key="text" value={version.sha256} />],
        ]}
      />
      <pre className="code-block" tabIndex={0} aria-label="What it tells the agent to do">
        {version.instructions}
      </pre>
    </Section>
  );
}

export function SkillPage({ id }: { readonly id: string }) {
  const asked = Number(useInAddress('version'));
  const [open, setOpen] = useState<'none' | 'next' | 'assign'>('none');
  const [mayWrite, mayAssign] = [useMay('skill.write'), useMay('skill.assign')];
  const { data, error, refetch } = useQuery({
    queryKey: ['skills', id],
    queryFn: ({ signal }) => getJson<Skill>(`/v1/skills/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 30_000,
  });
  if (!data) return <Unread what="the skill" error={error} retry={refetch} />;
  const shown = data.versions.find(({ version }) => version === asked) ?? data.versions[0];
  const inForce = data.versions.find(({ status }) => status === 'approved');
  const close = () => setOpen('none');
  return (
    <Page
      title={data.name}
      lead={inForce ? `Version ${inForce.version} is in force.` : 'No version of it is in force.'}
      actions={mayWrite ? <Button onPress={() => setOpen('next')}>Write the next version</Button> : undefined}
    >
      {shown ? <OneVersion key={shown.version} skill={data} version={shown} /> : null}
      <Section title="Agents that have it">
        {data.assignedTo.length === 0 ? (
          <p className="prose">None.</p>
        ) : (
          <ul>
            {data.assignedTo.map((agent) => (
              <li key={agent.id}>
                <AppLink href={`/agents/${agent.id}?view=access`}>{agent.name}</AppLink>
              </li>
            ))}
          </ul>
        )}
        {inForce && mayAssign ? (
          <div className="buttons">
            <Button onPress={() => setOpen('assign')}>Assign it to an agent</Button>
          </div>
        ) : null}
      </Section>
      <Section title="All versions">
        <Register
          caption="All versions"
          columns={versionColumns(data.id)}
          rows={data.versions}
          rowKey={({ version }) => String(version)}
          rowHref={({ version }) => `/plans/${data.id}?version=${version}`}
        />
      </Section>
      {open === 'next' ? <SkillSheet skill={data} onClose={close} /> : null}
      {open === 'assign' ? <GiveSheet what="skill" id={data.id} name={data.name} onClose={close} /> : null}
    </Page>
  );
}
