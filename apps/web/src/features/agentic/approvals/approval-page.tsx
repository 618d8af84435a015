/** One approval: the exact action, sealed; how Gateway came to ask; the person's answer; and, for ever after, what happened next. */
import { useParams } from '@tanstack/react-router';
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { dueTime } from '../../../parts/moment.ts';
import { useNow } from '../../../parts/now.ts';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { approvalVerdict } from '../../../parts/verdict.ts';
import { Unread } from '../../../parts/unread.tsx';
import { askedFor } from '../decisions/decision.ts';
import { ReasonsSection, TraceSection } from '../decisions/trace-table.tsx';
import { approvalLead, useApproval, type ApprovalDetail } from './approval.ts';
import { BreakGlassButton, BrokenGlass } from './break-glass.tsx';
import { DecidePanel } from './decide-panel.tsx';
import { WhatHappenedNext } from './happened-next.tsx';
import { useOpenedArguments } from './opened-arguments.ts';
import { StagesSection } from './stages-section.tsx';
import { WhatWillHappen } from './what-will-happen.tsx';

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

function Stopped({ approval }: { readonly approval: ApprovalDetail }) {
  if (approval.stoppedBy === null) return null;
  return (
    <div className="note note-block">
      <p>
        <strong>A kill switch keeps it from being used:</strong> “{approval.stoppedBy.reason}” It stays as it
        is and goes on after the <AppLink href="/kill-switches">release</AppLink>.
      </p>
    </div>
  );
}

function Similar({ approval }: { readonly approval: ApprovalDetail }) {
  if (approval.similar.length === 0) return null;
  return (
    <Section title="Asked before" aside="the same agent and tool">
      <ul className="similar">
        {approval.similar.map(({ id, status, requestedAt, decidedByName, note, sameAction }) => (
          <li key={id}>
            <Mark {...approvalVerdict(status)} />{' '}
            <AppLink href={`/approvals/${id}`}>
              <Time at={requestedAt} />
            </AppLink>{' '}
            <span className="aside">
              {sameAction ? 'the very same action' : 'another action'}
              {decidedByName ? `; ${decidedByName}` : ''}
              {note ? `: “${note}”` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Traceability({ approval }: { readonly approval: ApprovalDetail }) {
  return (
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
  );
}

function Opened({ approval }: { readonly approval: ApprovalDetail }) {
  const opened = useOpenedArguments(approval);
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
          <Stopped approval={approval} />
          <Seal approval={approval} />
          <WhatWillHappen approval={approval} opened={opened} />
          <StagesSection approval={approval} />
          <TraceSection trace={approval.trace} />
          <ReasonsSection reasons={approval.reasons} title="Why a person is needed" />
        </div>
        <div className="column">
          <DecidePanel approval={approval} seen={!opened.mustSee || opened.data !== undefined} />
          <WhatHappenedNext approval={approval} />
          <BreakGlassButton approval={approval} />
          <BrokenGlass approval={approval} />
          <Traceability approval={approval} />
          <Similar approval={approval} />
        </div>
      </div>
    </Page>
  );
}

export function ApprovalPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: approval, error, refetch } = useApproval(id);
  if (!approval) return <Unread what="the approval" error={error} retry={refetch} />;
  return <Opened approval={approval} />;
}
