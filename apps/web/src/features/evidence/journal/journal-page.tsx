/** The journal: its streams, how far each is signed, countersigned and verified, and the way to verify it without us. */
import { useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { Button } from '../../../parts/button.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { distance, fullTime } from '../../../parts/moment.ts';
import { useNow } from '../../../parts/now.ts';
import { Page } from '../../../parts/page.tsx';
import { Register, type Column } from '../../../parts/register.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { useMay } from '../../administration/session/session.ts';
import { CheckYourself } from './check-yourself.tsx';
import { ChecksList } from './checks-list.tsx';
import {
  streamNames,
  useStreams,
  useVerify,
  type StreamSummary,
  type VerificationReport,
} from './journal.ts';

function Verified({ stream }: { readonly stream: StreamSummary }) {
  const now = useNow(15_000);
  const last = stream.lastVerified;
  if (stream.size === 0) return <Mark mark="off" text="nothing to verify" />;
  if (!last) return <Mark mark="off" text="not yet" />;
  const at = new Date(last.at);
  return (
    <span title={fullTime(at)}>
      {last.outcome === 'verified' ? (
        <Mark mark="proof" text={`to ${count(last.size)}`} />
      ) : (
        <Mark mark="block" text={termText(last.outcome)} />
      )}{' '}
      <span className="aside">{distance(at, now)}</span>
    </span>
  );
}

const columns: readonly Column<StreamSummary>[] = [
  {
    head: 'Stream',
    className: 'grow',
    plain: true,
    cell: ({ stream }) => (
      <>
        <AppLink href={`/journal/${stream}`}>{streamNames[stream] ?? termText(stream)}</AppLink>{' '}
        <span className="aside">{stream}</span>
      </>
    ),
  },
  { head: 'Entries', className: 'end', cell: ({ size }) => count(size) },
  { head: 'Head', className: 'tight', cell: ({ size, head }) => (size > 0 ? <Hash value={head} /> : null) },
  {
    head: 'Signed to',
    className: 'tight',
    cell: ({ checkpoint }) =>
      checkpoint ? (
        <>
          {count(checkpoint.size)} <Time at={checkpoint.at} form="cell" />
        </>
      ) : (
        'nothing yet'
      ),
  },
  {
    head: 'Witness',
    className: 'tight',
    cell: ({ checkpoint }) => (checkpoint?.witnessedAt ? 'countersigned' : checkpoint ? 'not yet' : null),
  },
  { head: 'Verified', className: 'tight', cell: (stream) => <Verified stream={stream} /> },
];

function Report({ report }: { readonly report: VerificationReport }) {
  return (
    <div role="status">
      <p className="prose">{report.summary}</p>
      <ChecksList
        checks={report.checks.map(({ name, ok, detail }) => ({ text: name, aside: detail, holds: ok }))}
      />
      {report.doesNotProve.length > 0 ? (
        <details>
          <summary>What this does not prove</summary>
          <ul className="not-proved">
            {report.doesNotProve.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function VerifySection() {
  const verify = useVerify();
  const [report, setReport] = useState<VerificationReport>();
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    setWaiting(true);
    setError(undefined);
    try {
      setReport(await verify());
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  };
  return (
    <Section
      title="What was checked"
      aside={report ? <Time at={report.at} /> : 'every entry of every stream'}
    >
      {report ? <Report report={report} /> : null}
      {report ? null : (
        <p className="prose">
          Platform can run the verifier over its own journal now. It is the same verifier as in the file you
          download; the one that counts is the one you run.
        </p>
      )}
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button isDisabled={waiting} onPress={() => void run()}>
          {waiting ? 'Verifying …' : report ? 'Verify again' : 'Verify now'}
        </Button>
      </div>
    </Section>
  );
}

export function JournalPage() {
  const { data, error, refetch } = useStreams();
  const mayVerify = useMay('journal.verify');
  if (!data) return <Unread what="the journal" error={error} retry={refetch} />;
  return (
    <Page
      title="Journal"
      lead="Entries are only ever added. Each names the hash before it, a checkpoint over all of them is signed, and a witness outside this server countersigns it."
    >
      <Section title="Streams" aside="gapless, hash-chained, signed">
        <Register
          caption="Streams of the journal"
          columns={columns}
          rows={data.data}
          rowKey={({ stream }) => stream}
          rowHref={({ stream }) => `/journal/${stream}`}
        />
      </Section>
      <div className="halves">
        {mayVerify ? <VerifySection /> : null}
        <CheckYourself />
      </div>
    </Page>
  );
}
