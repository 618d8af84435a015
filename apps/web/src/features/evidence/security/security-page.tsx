/** Prove › Security: what was asked of this installation for this tenant, and each sentence of the security page with its state. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Page } from '../../../parts/page.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty, Refusal } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { Unread } from '../../../parts/unread.tsx';
import { useMay, useSession } from '../../administration/session/session.ts';
import { checkTitles, checkVerdict, outcomeWords, type SecurityCheckResult } from './check-verdict.ts';
import { PromisesSection } from './promises-section.tsx';
import { saveNote, useRunChecks, useSecurityChecks } from './security.ts';

function Checks({ result }: { readonly result: SecurityCheckResult }) {
  return (
    <ol className="checks">
      {result.checks.map(({ name, asked, detail, result: said, tookMs }) => (
        <li key={name}>
          <span>
            <strong>{checkTitles[name]}</strong> {asked}.{' '}
            <span className="aside wrap-anywhere">
              {detail} ({tookMs} ms)
            </span>
          </span>
          <Mark {...checkVerdict(said)} />
        </li>
      ))}
    </ol>
  );
}

function CheckItYourself({ result }: { readonly result: SecurityCheckResult }) {
  const { tenant } = useSession();
  const file = `${tenant.slug}-security-checks.txt`;
  const command = `npx gamut verify ${file}`;
  return (
    <Section title="Keep the result" aside="signed with the journal key">
      <p className="prose">
        The result is a signed note. The file verifies offline; its digest <Hash value={result.sha256} />{' '}
        stands in the audit log.
      </p>
      <pre className="code-block code-gap" tabIndex={0} aria-label="Command">
        $ {command}
      </pre>
      <div className="buttons">
        <Button onPress={() => saveNote(result.note, file)}>Download signed result</Button>
        <CopyButton text={command} label="Copy command" />
      </div>
    </Section>
  );
}

function RunButton({ again }: { readonly again: boolean }) {
  const run = useRunChecks();
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const press = async () => {
    setWaiting(true);
    setError(undefined);
    try {
      await run();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  };
  return (
    <>
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        <Button isDisabled={waiting} onPress={() => void press()}>
          {waiting ? 'Checking …' : again ? 'Run the checks again' : 'Run the checks'}
        </Button>
      </div>
      <p className="aside panel-foot">Running them is recorded: who, when, and the digest of the result.</p>
    </>
  );
}

function LiveSection({ result }: { readonly result: SecurityCheckResult | null }) {
  const mayRun = useMay('security_check.run');
  return (
    <Section
      title="Checked live"
      aside={
        result ? (
          <>
            <Time at={result.at} /> by {result.by}
          </>
        ) : (
          'for this tenant alone'
        )
      }
    >
      <div role="status">
        {result ? (
          <>
            <p className="prose">{outcomeWords[result.outcome]}</p>
            <Checks result={result} />
          </>
        ) : (
          <Empty
            what="The checks have not been run yet."
            why="They ask the database’s catalog, this tenant’s key, the journal, the witness and the doors, and sign what they find."
          />
        )}
      </div>
      {mayRun ? <RunButton again={result !== null} /> : null}
    </Section>
  );
}

export function SecurityPage() {
  const { data, error, refetch } = useSecurityChecks();
  if (!data) return <Unread what="the security checks" error={error} retry={refetch} />;
  const { latest } = data;
  return (
    <Page
      title="Security"
      lead="Every sentence of the public security page, how it is kept, and what is missing where it is not. What can be asked of a running installation is asked here, for your tenant."
    >
      <LiveSection result={latest} />
      {latest ? <CheckItYourself result={latest} /> : null}
      <PromisesSection checks={latest?.checks} />
    </Page>
  );
}
