/** The conformance statement of one agent, read at this moment, and the assessment in which people say what no record shows. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../../api/client.ts';
import { useList } from '../../../api/use-list.ts';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { count, termText } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';
import type { Agent } from '../agents/agent.ts';
import { useRecordChange } from '../record-change.ts';
import { CompleteSheet, SaySheet } from './assessment-sheets.tsx';
import { ConformanceTable } from './conformance-table.tsx';
import type { Assessment, Conformance, ControlRow } from './conformance.ts';

function Statement({ statement }: { readonly statement: Conformance }) {
  const { conforms, open, level, at, factsVersion, controls, credit } = statement;
  const musts = controls.filter(({ strength }) => strength === 'must').length;
  return (
    <Section title="Statement" aside={credit}>
      <Particulars
        rows={[
          [
            'Conforms',
            conforms ? (
              <Mark
                key="c"
                mark="plain"
                text={`to all ${musts} controls that are a must at level ${level}`}
              />
            ) : (
              <Mark key="c" mark="block" text={`not yet: ${open.join(', ')} of ${musts} musts`} />
            ),
          ],
          ['Level', termText(level)],
          ['Read', <Time key="t" at={at} />],
          ['Configuration', `version ${count(factsVersion)}, as Gateway decides on it`],
        ]}
      />
    </Section>
  );
}

interface AssessmentPartProps {
  readonly agent: Agent;
  readonly open: Assessment | undefined;
  readonly last: Assessment | undefined;
}

function AssessmentSection({ agent, open, last }: AssessmentPartProps) {
  const may = useMay('atf_assessment.record');
  const change = useRecordChange();
  const { waiting, error, act } = useActing();
  const [completing, setCompleting] = useState(false);
  const start = () => act(() => change('POST', '/v1/atf-assessments', { agentId: agent.id }));
  return (
    <Section title="Assessment" aside={open ? `${open.controls.length} of 25 said` : undefined}>
      <p className="prose">
        {open
          ? `${open.startedBy.name} started one. Say of each control what no record shows, then complete it.`
          : last
            ? `The last one was completed by ${last.completedBy?.name ?? 'someone'}: “${last.note ?? ''}”`
            : 'Nobody has assessed it yet. What no record shows, a person says here.'}
      </p>
      {error ? <Refusal error={error} /> : null}
      {may ? (
        <div className="buttons">
          {open ? (
            <Button weight="act" onPress={() => setCompleting(true)}>
              Complete the assessment
            </Button>
          ) : (
            <Button isDisabled={waiting} onPress={() => void start()}>
              Start an assessment
            </Button>
          )}
        </div>
      ) : null}
      {open && completing ? <CompleteSheet assessment={open} onClose={() => setCompleting(false)} /> : null}
    </Section>
  );
}

export function AgentConformance({ agent }: { readonly agent: Agent }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['conformance', agent.id],
    queryFn: ({ signal }) => getJson<Conformance>(`/v1/agents/${agent.id}/atf-conformance`, {}, signal),
  });
  const { rows } = useList<Assessment>(['assessments'], '/v1/atf-assessments', { agentId: agent.id });
  const may = useMay('atf_assessment.record');
  const [saying, setSaying] = useState<ControlRow>();
  const open = rows.find(({ status }) => status === 'open');
  if (error && !data) return <Refusal error={error} retry={refetch} />;
  if (!data) return <Loading what="the statement" />;
  return (
    <>
      <div className="halves">
        <Statement statement={data} />
        <AssessmentSection
          agent={agent}
          open={open}
          last={rows.find(({ status }) => status === 'completed')}
        />
      </div>
      <ConformanceTable
        controls={data.controls}
        say={open && may ? setSaying : undefined}
        said={new Set(open?.controls.map(({ id }) => id))}
      />
      {open && saying ? (
        <SaySheet assessment={open} control={saying} onClose={() => setSaying(undefined)} />
      ) : null}
    </>
  );
}
