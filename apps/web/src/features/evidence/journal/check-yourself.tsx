/** The way to check everything without us: one file, one command, no account, no network. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Section } from '../../../parts/section.tsx';
import { Refusal } from '../../../parts/states.tsx';
import { useMay, useSession } from '../../administration/session/session.ts';
import { downloadFile } from '../../../api/download.ts';

export function CheckYourself() {
  const { tenant } = useSession();
  const may = useMay('journal.export');
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const file = `${tenant.slug}.journal`;
  const command = `npx gamut verify ${file}`;
  const download = async () => {
    setWaiting(true);
    setError(undefined);
    try {
      await downloadFile('/v1/journal/export', file);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWaiting(false);
    }
  };
  return (
    <Section title="Check it yourself, without us" aside="works offline">
      <p className="prose">
        Download the journal and run one command. It needs no account, no network and no server. If any byte
        changed, it tells you which entry and why.
      </p>
      <pre className="code-block code-gap" tabIndex={0} aria-label="Command">
        $ {command}
      </pre>
      {error ? <Refusal error={error} /> : null}
      <div className="buttons">
        {may ? (
          <Button isDisabled={waiting} onPress={() => void download()}>
            {waiting ? 'Writing the export …' : 'Download journal'}
          </Button>
        ) : null}
        <CopyButton text={command} label="Copy command" />
      </div>
      {may ? (
        <p className="aside panel-foot">The download itself is recorded: who, when, how far.</p>
      ) : (
        <p className="aside panel-foot">Downloading needs the permission journal.export.</p>
      )}
    </Section>
  );
}
