/** What may be done with a plan by whoever looks at it: approve, start, sign or refuse its checkpoint, resume, complete, cancel. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { TextField } from '../../../parts/field.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { useMay, useSession } from '../../administration/session/session.ts';
import { useRecordChange } from '../record-change.ts';
import { changeText, maySign, nextOf, signersText, type WorkflowPlan } from './plan.ts';

type Act = 'approve' | 'start' | 'sign' | 'refuse' | 'resume' | 'complete' | 'cancel';

interface AskedProps {
  readonly plan: WorkflowPlan;
  readonly onClose: () => void;
}

function useStep(plan: WorkflowPlan) {
  const change = useRecordChange();
  return (name: Act, body: object) => change('POST', `/v1/workflow-plans/${plan.id}/${name}`, body);
}

function AskPlain({ plan, act, onClose }: AskedProps & { readonly act: 'approve' | 'start' }) {
  const step = useStep(plan);
  return (
    <ConfirmDialog
      title={act === 'approve' ? `Approve ${plan.name}` : `Start ${plan.name}`}
      consequence={
        act === 'approve'
          ? plan.status === 'draft'
            ? 'It may be started from then on. What it says is not changed any more.'
            : `With its tools as they are now: ${plan.toolsChanged.map(changeText).join('. ')}.`
          : `From its next call on ${plan.agentName} may use only the tools of stage 1, for ${plan.lastsHours} hours.`
      }
      act={act === 'approve' ? 'Approve' : 'Start'}
      weight="act"
      onClose={onClose}
      perform={() => step(act, {})}
    />
  );
}

function AskCheckpoint({ plan, act, onClose }: AskedProps & { readonly act: 'sign' | 'refuse' }) {
  const step = useStep(plan);
  const stage = plan.stage ?? 1;
  const next = plan.stages[stage]?.name ?? '';
  return (
    <ReasonDialog
      title={
        act === 'sign'
          ? `Sign the checkpoint after stage ${stage}`
          : `Refuse the checkpoint after stage ${stage}`
      }
      consequence={
        act === 'sign'
          ? `Stage ${stage + 1} (${next}) opens with the next call. What stage ${stage} could use is closed, unless the next one names it too.`
          : `${plan.agentName} can use nothing until an administrator resumes or cancels the plan.`
      }
      reasonLabel="What you looked at, and what you found (kept in the journal)"
      act={act === 'sign' ? 'Sign' : 'Refuse'}
      weight={act === 'sign' ? 'act' : 'stop'}
      isOpen
      onClose={onClose}
      perform={(note) => step(act, { stage, note })}
    />
  );
}

const endings = {
  complete: ['Complete', 'It binds the agent no longer: its permissions alone say what it may use.', 'act'],
  cancel: ['Cancel', 'It binds the agent no longer: its permissions alone say what it may use.', 'stop'],
} as const;

function AskEnd({ plan, act, onClose }: AskedProps & { readonly act: keyof typeof endings }) {
  const step = useStep(plan);
  const [word, consequence, weight] = endings[act];
  return (
    <ReasonDialog
      title={`${word} ${plan.name}`}
      consequence={consequence}
      act={act === 'cancel' ? 'Cancel the plan' : word}
      weight={weight}
      isOpen
      onClose={onClose}
      perform={(reason) => step(act, { reason })}
    />
  );
}

function AskResume({ plan, onClose }: AskedProps) {
  const step = useStep(plan);
  const [hours, setHours] = useState(plan.over ? '24' : '');
  return (
    <ReasonDialog
      title={`Resume ${plan.name}`}
      consequence={`It goes on in stage ${plan.stage ?? 1}. A checkpoint that was refused is still to be signed.`}
      act="Resume"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(reason) =>
        step('resume', { reason, ...(hours.trim() === '' ? {} : { hours: Number(hours) }) })
      }
    >
      <TextField
        label="Lasts so many hours from now"
        type="number"
        min={1}
        max={2160}
        required={plan.over}
        value={hours}
        onChange={(event) => setHours(event.target.value)}
        help={
          plan.over ? 'Its time is over, so it needs a new end.' : 'Left empty, it ends when it would have.'
        }
      />
    </ReasonDialog>
  );
}

function Asked({ act, ...props }: AskedProps & { readonly act: Act }) {
  switch (act) {
    case 'approve':
    case 'start':
      return <AskPlain act={act} {...props} />;
    case 'sign':
    case 'refuse':
      return <AskCheckpoint act={act} {...props} />;
    case 'complete':
    case 'cancel':
      return <AskEnd act={act} {...props} />;
    case 'resume':
      return <AskResume {...props} />;
  }
}

/** Which acts are offered, and why one is not. */
function useOffers(plan: WorkflowPlan): { readonly acts: readonly Act[]; readonly why: string | undefined } {
  const { user, roles } = useSession();
  const [approve, start, complete] = [
    useMay('workflow_plan.approve'),
    useMay('workflow_plan.start'),
    useMay('workflow_plan.complete'),
  ];
  const [resume, cancel, decide] = [
    useMay('workflow_plan.resume'),
    useMay('workflow_plan.cancel'),
    useMay('checkpoint.decide'),
  ];
  const { status, stages, stage } = plan;
  const own = plan.writtenBy.id === user.id;
  const waits = status === 'draft' || plan.toolsChanged.length > 0;
  const runs = status === 'active' && !plan.halted && !plan.over;
  const isLast = stage === stages.length;
  const signs = runs && !isLast && decide && maySign(plan, { id: user.id, roles });
  const acts: readonly (readonly [Act, boolean])[] = [
    ['approve', waits && approve && !own],
    ['start', status === 'approved' && !waits && start],
    ['sign', signs],
    ['refuse', signs],
    ['resume', status === 'active' && !runs && resume],
    ['complete', runs && isLast && complete],
    ['cancel', ['draft', 'approved', 'active'].includes(status) && cancel],
  ];
  const why =
    waits && approve && own
      ? 'You wrote it, so somebody else approves it.'
      : runs && !isLast && decide && !signs
        ? `Its checkpoint is for ${signersText(stages[(stage ?? 1) - 1]?.checkpoint ?? null)}.`
        : undefined;
  return { acts: acts.flatMap(([act, offered]) => (offered ? [act] : [])), why };
}

const words: Readonly<Record<Act, string>> = {
  approve: 'Approve',
  start: 'Start',
  sign: 'Sign the checkpoint',
  refuse: 'Refuse the checkpoint',
  resume: 'Resume',
  complete: 'Complete',
  cancel: 'Cancel the plan',
};
const stopping: ReadonlySet<Act> = new Set(['refuse', 'cancel']);

export function PlanActs({ plan }: { readonly plan: WorkflowPlan }) {
  const { acts, why } = useOffers(plan);
  const [asked, setAsked] = useState<Act>();
  return (
    <>
      <p className="prose">{nextOf(plan)}</p>
      {why ? <p className="prose">{why}</p> : null}
      <div className="buttons">
        {acts.map((act) => (
          <Button key={act} weight={stopping.has(act) ? 'stop' : 'act'} onPress={() => setAsked(act)}>
            {act === 'approve' && plan.status !== 'draft' ? 'Approve again' : words[act]}
          </Button>
        ))}
      </div>
      {asked ? <Asked act={asked} plan={plan} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}
