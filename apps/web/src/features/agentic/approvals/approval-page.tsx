/** One approval: the exact action, sealed; how Gateway came to ask; the person's answer; and, for ever after, what happened next. */
import { useParams } from '@tanstack/react-router';
import { AppLink } from '../../../parts/app-link.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { dueTime } from '../../../parts/moment.ts';
import { useNow } from '../../../parts/now.ts';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { outcomeVerdict } from '../../../parts/verdict.ts';
import { count, termText } from '../../../parts/wording.ts';
import { askedFor } from '../decisions/decision.ts';
import { Arguments } from '../decisions/decision-page.tsx';
import { ReasonsSection, TraceSection } from '../decisions/trace-table.tsx';
import { approvalLead, useApproval, type ApprovalDetail } from './approval.ts';
import { DecidePanel } from './decide-panel.tsx';

function Seal({ approval }: { readonly approval: ApprovalDetail }) {
  const now = useNow(15_000);
  if (approval.status !== 'pending') return null;
  return (
    <div className="note note-wait">
      <p>
        <strong>You are approving one exact action.</strong> Arguments are sealed; if the agent changes them,
        this approval no longer applies. Expires {dueTime(new Date(approval.expiresAt), now)}.
      </p>
    </div>
  );
}

function WhatWillHappen({ approval }: { readonly approval: ApprovalDetail }) {
  const title = approval.status === 'pending' ? 'What will happen' : 'What was asked';
  return (
    <Section
      title={title}
      aside={
        approval.connector ? (
          <>via Gateway connector {approval.connector}; the agent never holds the key</>
        ) : undefined
      }
    >
      <Particulars
        rows={[
          ['Tool', <code key="t">{approval.tool}</code>],
          ...(approval.target ? [['Target', <code key="g">{approval.target}</code>] as const] : []),
          ...(approval.actionType ? [['Action', termText(approval.actionType)] as const] : []),
          ...(approval.dataClass ? [['Data class', termText(approval.dataClass)] as const] : []),
          ...(approval.risk ? [['Risk of the tool', termText(approval.risk)] as const] : []),
          ['Sealed as', <Hash key="h" value={approval.actionSha256} />],
        ]}
      />
      {approval.argumentsShown ? <Arguments text={approval.argumentsShown} /> : null}
    </Section>
  );
}

function WhatHappenedNext({ approval }: { readonly approval: ApprovalDetail }) {
  const { status, consumedByDecision, consumedAt, outcome } = approval;
  if (status === 'pending') return null;
  if (!consumedByDecision) {
    return (
      <Section title="What happened next">
        <p className="prose">
          {status === 'approved' ? 'The agent has not called again yet.' : 'Nothing was performed.'}
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="What happened next"
      aside={outcome ? <Mark {...outcomeVerdict(outcome.state)} /> : undefined}
    >
      <Particulars
        rows={[
          [
            'Used by',
            <AppLink key="d" href={`/decisions/${consumedByDecision}`}>
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
    </Section>
  );
}

export function ApprovalPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: approval, error, refetch } = useApproval(id);
  if (error && !approval) return <Refusal error={error} retry={() => void refetch()} />;
  if (!approval) return <Loading what="the approval" />;
  return (
    <Page
      title={askedFor(approval)}
      lead={
        <>
          {approval.agentName} asked on <Time at={approval.requestedAt} />. {approvalLead(approval)}
        </>
      }
    >
      <div className="columns">
        <div className="column">
          <Seal approval={approval} />
          <WhatWillHappen approval={approval} />
          <TraceSection trace={approval.trace} />
          <ReasonsSection reasons={approval.reasons} title="Why a person is needed" />
        </div>
        <div className="column">
          <DecidePanel approval={approval} />
          <WhatHappenedNext approval={approval} />
          <Section title="Traceability">
            <Particulars
              rows={[
                [
                  'Agent',
                  <AppLink key="a" href={`/agents/${approval.agentId}`}>
                    {approval.agentName}
                  </AppLink>,
                ],
                ...(approval.agentOwner ? [['Owner', approval.agentOwner] as const] : []),
                [
                  'Decision',
                  <AppLink key="d" href={`/decisions/${approval.decisionId}`}>
                    why it was asked
                  </AppLink>,
                ],
              ]}
            />
          </Section>
        </div>
      </div>
    </Page>
  );
}
