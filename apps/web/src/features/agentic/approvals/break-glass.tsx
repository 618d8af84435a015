/** Breaking the glass on one approval, and what was done under it; somebody else has to review it within a day. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { SelectField } from '../../../parts/field.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { ReasonDialog } from '../../../parts/reason-dialog.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { useRecordChange } from '../record-change.ts';
import type { ApprovalDetail } from './approval.ts';

type Shown = NonNullable<ApprovalDetail['breakGlass']>;

export function reviewVerdict({
  status,
  overdue,
  verdict,
}: Pick<Shown, 'status' | 'overdue' | 'verdict'>): Verdict {
  if (status === 'to_review')
    return overdue ? { mark: 'block', text: 'Review overdue' } : { mark: 'wait', text: 'To review' };
  return verdict === 'justified'
    ? { mark: 'plain', text: 'Justified' }
    : { mark: 'block', text: 'Not justified' };
}

export function BreakGlassButton({ approval }: { readonly approval: ApprovalDetail }) {
  const change = useRecordChange();
  const [open, setOpen] = useState(false);
  if (!approval.mayBreakGlass) return null;
  return (
    <Section title="Emergency">
      <p className="prose">
        When those who would approve can’t be reached, you may let this one action pass at once. It goes out
        as a record of high severity, and somebody else reviews it within a day.
      </p>
      <div className="buttons">
        <Button weight="stop" onPress={() => setOpen(true)}>
          Break the glass
        </Button>
      </div>
      {open ? (
        <ReasonDialog
          title="Break the glass"
          consequence="This one action may pass for 15 minutes without the votes that it lacks. All controls run again, and a block stays a block. Somebody else has to review it within a day."
          act="Break the glass"
          weight="stop"
          isOpen
          onClose={() => setOpen(false)}
          perform={(reason) => change('POST', `/v1/approvals/${approval.id}/break-glass`, { reason })}
        />
      ) : null}
    </Section>
  );
}

interface ReviewSheetProps {
  readonly use: { readonly id: string; readonly person: { readonly name: string }; readonly reason: string };
  readonly onClose: () => void;
}

export function ReviewSheet({ use, onClose }: ReviewSheetProps) {
  const change = useRecordChange();
  const [verdict, setVerdict] = useState<'justified' | 'not_justified'>('justified');
  return (
    <ReasonDialog
      title="Review an emergency"
      consequence={`${use.person.name} broke the glass: “${use.reason}”`}
      act="Record the review"
      weight="act"
      isOpen
      onClose={onClose}
      perform={(note) => change('POST', `/v1/break-glass-uses/${use.id}/review`, { verdict, note })}
    >
      <SelectField
        label="What you found"
        value={verdict}
        onChange={(event) =>
          setVerdict(event.target.value === 'not_justified' ? 'not_justified' : 'justified')
        }
      >
        <option value="justified">It was justified</option>
        <option value="not_justified">It was not justified</option>
      </SelectField>
    </ReasonDialog>
  );
}

export function BrokenGlass({ approval }: { readonly approval: ApprovalDetail }) {
  const use = approval.breakGlass;
  if (use === null) return null;
  return (
    <Section title="The glass was broken" aside={<Mark {...reviewVerdict(use)} />}>
      <Particulars
        rows={[
          ['Who', use.person.name],
          ['When', <Time key="t" at={use.at} />],
          ['Why', `“${use.reason}”`],
          ['Review due', <Time key="d" at={use.reviewDueAt} />],
          ...(use.reviewedBy ? [['Reviewed by', use.reviewedBy.name] as const] : []),
          ...(use.reviewNote ? [['Review', `“${use.reviewNote}”`] as const] : []),
        ]}
      />
    </Section>
  );
}
