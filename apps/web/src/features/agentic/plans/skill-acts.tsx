/** What may be done with a version of a skill: submit it, approve what somebody else wrote, retire it. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { useMay, useSession } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import type { Skill, SkillVersion } from './plan.ts';

type Act = 'submit' | 'approve' | 'retire';

interface ActsProps {
  readonly skill: Skill;
  readonly version: SkillVersion;
}

const next: Readonly<Record<SkillVersion['status'], string>> = {
  draft: 'A draft binds nobody. It is submitted for review, and approved by somebody else than who wrote it.',
  in_review:
    'In review. Somebody else than who wrote it approves it; the version before stays in force until then.',
  approved: 'In force: agents that have the skill are allowed what it names, within their permissions.',
  retired: 'Retired. It allows nothing, and stays on record.',
};

function consequenceOf(act: Act, { skill, version }: ActsProps): string {
  const inForce = skill.versions.find(({ status }) => status === 'approved');
  const having =
    skill.assignedTo.length === 0
      ? 'No agent has it.'
      : `It concerns ${skill.assignedTo.map(({ name }) => name).join(', ')}.`;
  if (act === 'submit') return 'It can be approved from then on. What it says is not changed any more.';
  if (act === 'approve')
    return `It is in force from the next call on.${inForce ? ` Version ${inForce.version} goes out of force.` : ''} ${having}`;
  return version.status === 'approved'
    ? `From the next call on it allows nothing; an agent with no other skill is blocked. ${having}`
    : 'It is never approved. It stays on record.';
}

export function SkillActs({ skill, version }: ActsProps) {
  const change = useRecordChange();
  const { user } = useSession();
  const [asked, setAsked] = useState<Act>();
  const [mayWrite, mayApprove, mayRetire] = [
    useMay('skill.write'),
    useMay('skill.approve'),
    useMay('skill.retire'),
  ];
  const own = version.writtenBy.id === user.id;
  const words: Readonly<Record<Act, string>> = {
    submit: 'Submit for review',
    approve: 'Approve',
    retire: version.status === 'approved' ? 'Retire' : 'Give up',
  };
  const offered: readonly (readonly [Act, boolean])[] = [
    ['submit', version.status === 'draft' && mayWrite],
    ['approve', version.status === 'in_review' && mayApprove && !own],
    ['retire', version.status !== 'retired' && mayRetire],
  ];
  return (
    <>
      <p className="prose">{next[version.status]}</p>
      {version.status === 'in_review' && mayApprove && own ? (
        <p className="prose">You wrote it, so somebody else approves it.</p>
      ) : null}
      <div className="buttons">
        {offered.map(([act, may]) =>
          may ? (
            <Button key={act} weight={act === 'retire' ? 'stop' : 'act'} onPress={() => setAsked(act)}>
              {words[act]}
            </Button>
          ) : null,
        )}
      </div>
      {asked ? (
        <ConfirmDialog
          title={`${words[asked]}: version ${version.version} of ${skill.name}`}
          consequence={consequenceOf(asked, { skill, version })}
          act={words[asked]}
          weight={asked === 'retire' ? 'stop' : 'act'}
          onClose={() => setAsked(undefined)}
          perform={() => change('POST', `/v1/skills/${skill.id}/${asked}`, { version: version.version })}
        />
      ) : null}
    </>
  );
}
