/** What became of an approval: not used yet, used and with what outcome, ended and why. It stays readable for ever. */
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { outcomeVerdict } from '../../../parts/verdict.ts';
import { count } from '../../../parts/wording.ts';
import type { ApprovalDetail } from './approval.ts';

function unusedText({ status, endedBecause }: ApprovalDetail): string {
  if (status === 'approved') return 'The agent has not called again yet.';
  if (status === 'refused' || endedBecause === null) return 'Nothing was performed.';
  return `Nothing was performed. ${endedBecause}`;
}

function Used({ approval }: { readonly approval: ApprovalDetail }) {
  const { consumedByDecision, consumedAt, outcome } = approval;
  return (
    <Particulars
      rows={[
        [
          'Used by',
          <AppLink key="d" href={`/decisions/${consumedByDecision ?? ''}`}>
            the agent’s second call
          </AppLink>,
        ],
        ...(consumedAt ? [['When', <Time key="t" at={consumedAt} />] as const] : []),
        ...(outcome ? [['Took', `${count(Math.round(outcome.tookMs))} ms`] as const] : []),
        ...(outcome?.journal
          ? [
              [
                'Journal',
                <AppLink key="j" href={`/journal/${outcome.journal.stream}/${outcome.journal.seq}`}>
                  {count(outcome.journal.seq)}
                </AppLink>,
              ] as const,
            ]
          : []),
      ]}
    />
  );
}

export function WhatHappenedNext({ approval }: { readonly approval: ApprovalDetail }) {
  const { status, consumedByDecision, outcome } = approval;
  if (status === 'pending') return null;
  return (
    <Section
      title="What happened next"
      aside={outcome ? <Mark {...outcomeVerdict(outcome.state)} /> : undefined}
    >
      {consumedByDecision ? <Used approval={approval} /> : <p className="prose">{unusedText(approval)}</p>}
    </Section>
  );
}
