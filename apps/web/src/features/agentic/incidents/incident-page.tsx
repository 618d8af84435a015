/** One incident: what happened, what was done, and what the playbooks say to do. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { standingVerdict } from '../../../parts/verdict.ts';
import { count, plural, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { useMay, useSession } from '../../administration/session/session.ts';
import { PlaybookList } from '../incident-playbooks/playbook-list.tsx';
import { stepsOf } from '../incident-playbooks/playbook.ts';
import { IncidentDialog, type Incident, type IncidentAct } from './incident-acts.tsx';
import { incidentActs } from './incident-register.tsx';

function History({ incident }: { readonly incident: Incident }) {
  const { openedAt, openedBy, containedAt, containedBy, containNote, closedAt, closedBy, closeNote } =
    incident;
  const step = (at: string, by: string | null, note: string | null) => (
    <>
      <Time at={at} /> by {by ?? 'Gateway'}
      {note ? <span className="aside"> “{note}”</span> : null}
    </>
  );
  return (
    <Section title="What was done" aside={<Mark {...standingVerdict(incident.status)} />}>
      <Particulars
        rows={[
          ['Opened', step(openedAt, openedBy, null)],
          ...(containedAt ? [['Contained', step(containedAt, containedBy, containNote)] as const] : []),
          ...(closedAt ? [['Closed', step(closedAt, closedBy, closeNote)] as const] : []),
        ]}
      />
    </Section>
  );
}

function Happened({ incident }: { readonly incident: Incident }) {
  const { agentId, agentName, severity, decisions, openedByDecision, description } = incident;
  return (
    <Section title="What happened">
      {description ? <p className="prose pre-line">{description}</p> : null}
      <Particulars
        rows={[
          [
            'Agent',
            <AppLink key="a" href={`/agents/${agentId}`}>
              {agentName}
            </AppLink>,
          ],
          ['Severity', termText(severity)],
          ['Stopped', `${count(decisions)} ${plural(decisions, 'call')}`],
          ...(openedByDecision
            ? [
                [
                  'Opened by',
                  <AppLink key="d" href={`/decisions/${openedByDecision}`}>
                    the decision that blocked it
                  </AppLink>,
                ] as const,
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Followed({ playbook }: { readonly playbook: NonNullable<Incident['playbook']> }) {
  return (
    <Section title="The playbook that was followed" aside={playbook.name}>
      <p className="aside">
        As it stood then, last changed <Time at={playbook.asOf} />
      </p>
      <ol className="steps">
        {stepsOf(playbook.steps ?? '').map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Section>
  );
}

export function IncidentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { permissions } = useSession();
  const mayPlaybooks = useMay('incident_playbook.read');
  const [act, setAct] = useState<IncidentAct>();
  const { data, error, refetch } = useQuery({
    queryKey: ['incidents', id],
    queryFn: ({ signal }) => getJson<Incident>(`/v1/incidents/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 15_000,
  });
  if (!data) return <Unread what="the incident" error={error} retry={refetch} />;
  const open = incidentActs(data, permissions);
  return (
    <Page
      title={data.title}
      actions={open.map((one) => (
        <Button key={one} onPress={() => setAct(one)}>
          {one === 'contain' ? 'It is contained' : 'Close the incident'}
        </Button>
      ))}
    >
      <div className="columns">
        <div className="column">
          <Happened incident={data} />
          {mayPlaybooks ? <PlaybookList title="What the playbooks say to do" /> : null}
        </div>
        <div className="column">
          <History incident={data} />
          {data.playbook ? <Followed playbook={data.playbook} /> : null}
        </div>
      </div>
      {act ? <IncidentDialog incident={data} act={act} onClose={() => setAct(undefined)} /> : null}
    </Page>
  );
}
