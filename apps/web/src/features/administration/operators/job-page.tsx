/** One piece of work: how far it is, and what came of it. It is read again every second until it has ended. */
import { useParams } from '@tanstack/react-router';
import { AppLink } from '../../../parts/app-link.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { jobText, jobVerdict, tenantHref, useJob, type Job } from './tenant.ts';

function Outcome({ result }: Pick<Job, 'result'>) {
  if (result === null || result.length === 0) return null;
  return (
    <Section title="What came of it">
      <Particulars
        rows={result.map(({ name, value }) => [
          termText(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()),
          <code key={name} className="wrap-anywhere">
            {value}
          </code>,
        ])}
      />
    </Section>
  );
}

export function JobPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: job, error, refetch } = useJob(id);
  if (!job) return <Unread what="the job" error={error} retry={refetch} />;
  const { kind, slug, status, step, attempts, failure, reason, createdAt, finishedAt, result } = job;
  return (
    <Page title={[jobText(kind), slug].filter(Boolean).join(' ')} lead="Work of the provision process.">
      {failure === null ? null : (
        <div className={status === 'failed' ? 'note note-block' : 'note note-degrade'}>
          <p>
            <strong>{failure}</strong>
          </p>
        </div>
      )}
      <Section title="How far it is">
        <div role="status" aria-live="polite">
          <Particulars
            rows={[
              ['Standing', <Mark key="m" {...jobVerdict(status)} />],
              ...(step === null ? [] : [['Step', termText(step)] as const]),
              ['Tried', `${count(attempts)} ×`],
              ...(slug === null || kind === 'tenant.delete'
                ? []
                : [
                    [
                      'Tenant',
                      <AppLink key="t" href={tenantHref(slug)}>
                        {slug}
                      </AppLink>,
                    ] as const,
                  ]),
              ...(reason === null ? [] : [['Why', reason] as const]),
              ['Asked', <Time key="a" at={createdAt} />],
              ...(finishedAt === null ? [] : [['Ended', <Time key="e" at={finishedAt} />] as const]),
              [
                'Id',
                <code key="i" className="wrap-anywhere">
                  {id}
                </code>,
              ],
            ]}
          />
        </div>
      </Section>
      <Outcome result={result} />
    </Page>
  );
}
