/** Taking the audit log away: what is in each file, under which filter, and that taking one is itself recorded. */
import { downloadFile } from '../../../api/download.ts';
import { withQuery } from '../../../api/with-query.ts';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useActing } from '../../../parts/use-acting.ts';
import { useMay, useSession } from '../../administration/session/session.ts';

export function ExportSection({ filter }: { readonly filter: string }) {
  const { tenant } = useSession();
  const mayJournal = useMay('journal.export');
  const { waiting, error, act } = useActing();
  const take = (format: string, extension: string) =>
    act(() =>
      downloadFile(
        withQuery('/v1/audit-events/export', { format, filter }),
        `${tenant.slug}-audit.${extension}`,
      ),
    );
  const journal = () => act(() => downloadFile('/v1/journal/export', `${tenant.slug}.journal`));
  return (
    <Section title="Export" aside="taking a file is recorded too">
      <p className="prose">
        {filter === ''
          ? 'A spreadsheet (CSV) or OCSF events (one a line, for a SIEM) hold every record of this log up to now.'
          : `A spreadsheet (CSV) or OCSF events (one a line, for a SIEM) hold every record up to now that matches ${filter}, and no other.`}{' '}
        {mayJournal ? (
          <>
            The journal file holds everything and <AppLink href="/journal">verifies offline</AppLink>.
          </>
        ) : null}
      </p>
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button isDisabled={waiting} onPress={() => void take('csv', 'csv')}>
          CSV
        </Button>
        <Button isDisabled={waiting} onPress={() => void take('ocsf', 'ocsf.ndjson')}>
          OCSF
        </Button>
        {mayJournal ? (
          <Button isDisabled={waiting} onPress={() => void journal()}>
            Journal
          </Button>
        ) : null}
        <span className="aside" role="status">
          {waiting ? 'Writing the file …' : ''}
        </span>
      </div>
    </Section>
  );
}
