/**
 * Your decision: a reason, Approve once, Refuse. Never optimistic: it waits for the server and then shows the journal number.
 * Who may not decide is told why, and sees no button.
 */
import { useRef, useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { TextArea } from '../../../parts/field.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { reasonLengthMax, wrongReason } from '../../../parts/reason.ts';
import { Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { approvalVerdict } from '../../../parts/verdict.ts';
import { count, termText } from '../../../parts/wording.ts';
import { useKeys } from '../../../shell/keyboard.ts';
import { useAnswer, votesText, type ApprovalDetail } from './approval.ts';

function useDeciding(approval: ApprovalDetail, seen: boolean) {
  const answer = useAnswer(approval.id);
  const field = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [waiting, setWaiting] = useState<'approve' | 'refuse'>();
  const [error, setError] = useState<unknown>();
  const decide = async (verb: 'approve' | 'refuse') => {
    if (waiting || (verb === 'approve' && !seen)) return;
    if (wrongReason(note)) {
      setMissing(true);
      field.current?.querySelector('textarea')?.focus();
      return;
    }
    setWaiting(verb);
    setError(undefined);
    try {
      await answer(verb, note.trim(), approval.shownSha256);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(undefined);
    }
  };
  const write = (text: string) => {
    setNote(text);
    setMissing(false);
  };
  return { field, note, write, missing, waiting, error, decide };
}

interface Props {
  readonly approval: ApprovalDetail;
  /** What would be approved stands on the page; it can be refused unseen. */
  readonly seen: boolean;
}

function DecideForm({ approval, seen }: Props) {
  const { field, note, write, missing, waiting, error, decide } = useDeciding(approval, seen);
  useKeys({ a: () => void decide('approve'), r: () => void decide('refuse') });
  return (
    <Section title="Your decision" aside={`${votesText(approval)} votes`}>
      <div ref={field}>
        <TextArea
          label="Reason (kept in the journal)"
          value={note}
          maxLength={reasonLengthMax}
          onChange={(event) => write(event.target.value)}
          error={missing ? 'Say why in a few words first. The journal keeps it.' : undefined}
        />
      </div>
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button
          weight="act"
          shortcut="A"
          isDisabled={waiting !== undefined || !seen}
          onPress={() => void decide('approve')}
        >
          {waiting === 'approve' ? 'Waiting for the journal …' : 'Approve once'}
        </Button>
        <Button
          weight="stop"
          shortcut="R"
          isDisabled={waiting !== undefined}
          onPress={() => void decide('refuse')}
        >
          {waiting === 'refuse' ? 'Waiting for the journal …' : 'Refuse'}
        </Button>
      </div>
      <p className="aside panel-foot">
        {approval.votesInPlaceOf ? `You vote in the place of ${approval.votesInPlaceOf.name}. ` : ''}
        Needs the role {termText(approval.approverRole)}.
        {approval.agentOwner
          ? ` ${approval.agentOwner} answers for this agent, and can’t approve where it or the action is critical.`
          : ''}
        {issuersText(approval)}
      </p>
    </Section>
  );
}

function MayNot({ approval }: { readonly approval: ApprovalDetail }) {
  return (
    <Section title="Your decision" aside="not yours to make">
      <p className="prose">{approval.mayNotBecause ?? 'Your role may read this and not decide it.'}</p>
      <p className="aside panel-foot">
        Needs the role {termText(approval.approverRole)}.{issuersText(approval)}
      </p>
    </Section>
  );
}

/** Who may have asked, and so does not decide. */
function issuersText({ askedBy }: ApprovalDetail): string {
  if (askedBy === null || askedBy.issuers.length === 0) return '';
  const names = askedBy.issuers.map(({ name }) => name).join(', ');
  return ` Who issued the credential that asked (${names}) can’t decide.`;
}

function Decided({ approval }: { readonly approval: ApprovalDetail }) {
  return (
    <Section title="The answer" aside={<Mark {...approvalVerdict(approval.status)} />}>
      <div role="status">
        <Particulars
          rows={[
            ...(approval.decidedByName ? [['Who', approval.decidedByName] as const] : []),
            ...(approval.decidedAt ? [['When', <Time key="t" at={approval.decidedAt} />] as const] : []),
            ...(approval.note ? [['Reason', `“${approval.note}”`] as const] : []),
            ...(approval.status === 'expired'
              ? [['When', <Time key="e" at={approval.expiresAt} />] as const]
              : []),
            ...(approval.journal
              ? [
                  [
                    'Journal',
                    <AppLink key="j" href={`/journal/${approval.journal.stream}/${approval.journal.seq}`}>
                      {termText(approval.journal.stream)} {count(approval.journal.seq)}
                    </AppLink>,
                  ] as const,
                ]
              : []),
          ]}
        />
      </div>
    </Section>
  );
}

export function DecidePanel({ approval, seen }: Props) {
  if (approval.status !== 'pending') return <Decided approval={approval} />;
  return approval.mayDecide ? <DecideForm approval={approval} seen={seen} /> : <MayNot approval={approval} />;
}
