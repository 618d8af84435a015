/** Who must approve: each gate as a stage with its votes, and every vote ever given with its reason and whether it counts. */
import { useState } from 'react';
import { Mark } from '../../../parts/mark.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { RowAct } from '../../../parts/row-act.tsx';
import { Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { count, plural, termText } from '../../../parts/wording.ts';
import { useRecordChange } from '../record-change.ts';
import { votesText, type ApprovalDetail } from './approval.ts';

type Stage = ApprovalDetail['stages'][number];
type Vote = ApprovalDetail['votes'][number];

const verdicts: Readonly<Record<Vote['verdict'], Verdict>> = {
  approved: { mark: 'plain', text: 'Approved' },
  refused: { mark: 'block', text: 'Refused' },
  broke_glass: { mark: 'degrade', text: 'Broke the glass' },
};

const whoOf = ({ approvers, approverRole, needed }: Stage): string =>
  approvers.length > 0
    ? `${count(needed)} of ${approvers.map(({ name }) => name).join(', ')}`
    : `${count(needed)} ${plural(needed, 'person', 'people')} with the role ${termText(approverRole)}`;

function StageRow({ stage }: { readonly stage: Stage }) {
  return (
    <li className="gate-check">
      <span>{stage.gateName ?? 'No gate speaks about it'}</span>
      <span className="aside">{whoOf(stage)}</span>
      <Mark mark={stage.passed ? 'plain' : 'wait'} text={`${count(stage.given)} of ${count(stage.needed)}`} />
    </li>
  );
}

/** Why a vote counts no more, and what its voter said who took it back. */
function NotCounted({ vote }: { readonly vote: Vote }) {
  if (vote.counts) return null;
  const { withdrawnBecause, countsNotBecause } = vote;
  return (
    <span className="aside">
      {' '}
      Does not count: {countsNotBecause ?? 'it was taken back'}
      {withdrawnBecause ? ` “${withdrawnBecause}”` : ''}
    </span>
  );
}

function VoteRow({ vote, onTakeBack }: { readonly vote: Vote; readonly onTakeBack: () => void }) {
  return (
    <li className="gate-check">
      <span>
        {vote.person.name}
        {vote.inPlaceOf ? ` in the place of ${vote.inPlaceOf.name}` : ''}{' '}
        <span className="aside">
          <Time at={vote.at} />
        </span>
      </span>
      <span>
        “{vote.note}”
        <NotCounted vote={vote} />
        {vote.mayWithdraw ? (
          <>
            {' '}
            <RowAct act="Take back" of="your vote" onPress={onTakeBack} />
          </>
        ) : null}
      </span>
      <Mark {...(vote.counts ? verdicts[vote.verdict] : { mark: 'off', text: 'Void' })} />
    </li>
  );
}

export function StagesSection({ approval }: { readonly approval: ApprovalDetail }) {
  const { stages, votes } = approval;
  const change = useRecordChange();
  const [takingBack, setTakingBack] = useState(false);
  return (
    <Section title="Who must approve" aside={`${votesText(approval)} votes`}>
      {stages.length === 0 ? null : (
        <ul>
          {stages.map((stage) => (
            <StageRow key={`${stage.gateId ?? ''}${stage.approverRole}`} stage={stage} />
          ))}
        </ul>
      )}
      {votes.length === 0 ? (
        <p className="prose panel-foot">Nobody has answered yet.</p>
      ) : (
        <>
          <h3 className="gate-head panel-foot">Votes</h3>
          <ul>
            {votes.map((vote) => (
              <VoteRow key={vote.id} vote={vote} onTakeBack={() => setTakingBack(true)} />
            ))}
          </ul>
        </>
      )}
      {takingBack ? (
        <ReasonDialog
          title="Take your vote back"
          consequence="It counts no more from now on; what it had approved waits again. The vote stays on record, and you may vote anew."
          act="Take back"
          weight="stop"
          isOpen
          onClose={() => setTakingBack(false)}
          perform={(note) => change('POST', `/v1/approvals/${approval.id}/withdraw-vote`, { note })}
        />
      ) : null}
    </Section>
  );
}
