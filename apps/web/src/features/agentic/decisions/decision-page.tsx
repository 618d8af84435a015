/**
 * One decision: what was asked, what was decided and why, the trace of the thirteen controls, what happened, where it is recorded. A
 * question is shown as one: what it was answered, and that nothing was done.
 */
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { decisionVerdict, outcomeVerdict } from '../../../parts/verdict.ts';
import { count, lowerTerm, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { DoubtSection } from '../in-doubt/doubt-section.tsx';
import { answerVerdict, isQuestion, questionLead, questionsHref } from '../questions/question.ts';
import { askedFor, decisionLead, useDecision, type DecisionDetail, type Outcome } from './decision.ts';
import { ReasonsSection, TraceSection } from './trace-table.tsx';

function OutcomeSection({ outcome }: { readonly outcome: Outcome }) {
  const redactions = Object.entries(outcome.redactions);
  return (
    <Section title="What happened" aside={<Mark {...outcomeVerdict(outcome.state)} />}>
      <Particulars
        rows={[
          ['When', <Time key="t" at={outcome.at} />],
          ['Took', `${count(Math.round(outcome.tookMs))} ms`],
          ['Answer', `${count(outcome.answerBytes)} bytes, as returned`],
          ...(outcome.answerSha256
            ? [['Digest', <Hash key="h" value={outcome.answerSha256} />] as const]
            : []),
          ...(outcome.degraded ? [['Narrowed to', outcome.degraded] as const] : []),
          [
            'Redacted',
            redactions.length === 0
              ? 'nothing found'
              : redactions.map(([name, n]) => `${lowerTerm(name)} × ${n}`).join(', '),
          ],
          ...(outcome.detail ? [['Detail', outcome.detail] as const] : []),
          ...(outcome.journal
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

function Arguments({ text }: { readonly text: string }) {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON any more after redaction: shown as it was kept.
  }
  return (
    <pre className="code-block" tabIndex={0} aria-label="Arguments">
      {shown}
    </pre>
  );
}

function Asked({ decision }: { readonly decision: DecisionDetail }) {
  return (
    <Section
      title="What was asked"
      aside={
        decision.connector ? (
          <>via Gateway connector {decision.connector}; the agent never holds the key</>
        ) : undefined
      }
    >
      <Particulars
        rows={[
          [
            'Agent',
            <span key="a">
              <AppLink href={`/agents/${decision.agentId}`}>{decision.agentName}</AppLink>
              {' · '}
              <span className="aside">
                <AppLink href={questionsHref(decision.agentId)}>what it asked without acting</AppLink>
              </span>
            </span>,
          ],
          ['Tool', <code key="t">{decision.tool}</code>],
          ...(decision.target ? [['Target', <code key="g">{decision.target}</code>] as const] : []),
          ...(decision.actionType ? [['Action', termText(decision.actionType)] as const] : []),
          ...(decision.dataClass ? [['Data class', termText(decision.dataClass)] as const] : []),
          ...(decision.risk ? [['Risk of the tool', termText(decision.risk)] as const] : []),
          ...(isQuestion(decision)
            ? [['Arguments', 'not kept; the digest of the action holds them'] as const]
            : []),
        ]}
      />
      {decision.argumentsShown ? <Arguments text={decision.argumentsShown} /> : null}
    </Section>
  );
}

function Recorded({ decision }: { readonly decision: DecisionDetail }) {
  const rows: (readonly [string, ReactNode])[] = [
    [
      'Journal',
      <AppLink key="j" href={`/journal/${decision.journal.stream}/${decision.journal.seq}`}>
        {count(decision.journal.seq)}
      </AppLink>,
    ],
    ['Hash', <Hash key="h" value={decision.journal.hash} />],
    ['Action', <Hash key="a" value={decision.actionSha256} />],
    [
      'Facts',
      <span key="f">
        version {count(decision.factsVersion)} <Hash value={decision.factsSha256} />
      </span>,
    ],
    ['Policy set', <Hash key="p" value={decision.policySha256} />],
    ['Build', <Hash key="b" value={decision.buildSha256} />],
  ];
  return (
    <Section title="On record">
      <Particulars rows={rows} />
    </Section>
  );
}

function Traceability({ decision }: { readonly decision: DecisionDetail }) {
  const { approvalId, incidentId } = decision;
  if (!approvalId && !incidentId) return null;
  return (
    <Section title="Follows">
      <Particulars
        rows={[
          ...(approvalId
            ? [
                [
                  'Approval',
                  <AppLink key="p" href={`/approvals/${approvalId}`}>
                    the approval
                  </AppLink>,
                ] as const,
              ]
            : []),
          ...(incidentId
            ? [
                [
                  'Incident',
                  <AppLink key="i" href="/incidents">
                    the incident it opened
                  </AppLink>,
                ] as const,
              ]
            : []),
        ]}
      />
    </Section>
  );
}

export function DecisionPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useDecision(id);
  if (!data) return <Unread what="the decision" error={error} retry={refetch} />;
  const [verdict, said] = isQuestion(data)
    ? [answerVerdict(data.kind), questionLead(data.kind)]
    : [decisionVerdict(data.kind), decisionLead(data)];
  return (
    <Page
      title={askedFor(data)}
      lead={
        <>
          {data.agentName} asked on <Time at={data.at} />.{verdict.mark === 'plain' ? ` ${said}` : ''}
        </>
      }
    >
      <div className="columns">
        <div className="column">
          {verdict.mark === 'plain' ? null : (
            <div className={`note note-${verdict.mark}`}>
              <p>
                <Mark {...verdict} /> <span className="note-text">{said}</span>
              </p>
            </div>
          )}
          <ReasonsSection reasons={data.reasons} />
          <Asked decision={data} />
          <TraceSection
            trace={data.trace}
            aside={`${data.trace.length} controls · ${(data.decidedInNs / 1000).toFixed(1)} µs`}
          />
        </div>
        <div className="column">
          {data.outcome ? <OutcomeSection outcome={data.outcome} /> : null}
          <DoubtSection decisionId={data.id} inDoubt={data.state === 'in_doubt'} />
          <Traceability decision={data} />
          <Recorded decision={data} />
        </div>
      </div>
    </Page>
  );
}
