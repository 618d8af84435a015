/** How a SIEM reads the audit log by itself: with an API token, from a cursor, live or again and again. */
import { AppLink } from '../../../parts/app-link.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Section } from '../../../parts/section.tsx';

const commandFor = (origin: string): string =>
  `curl -N -H 'Authorization: Bearer gmt_…' -H 'Accept: text/event-stream' ${origin}/v1/audit-events/stream`;

export function SiemSection() {
  const command = commandFor(window.location.origin);
  return (
    <Section title="Read it yourself: SIEM" aside="Server-Sent Events, gapless">
      <ol className="steps">
        <li>
          <AppLink href="/tokens">Make a token</AppLink> with the one permission <code>audit_event.read</code>
          .
        </li>
        <li>
          Read the stream. Each event’s <code>id</code> is a cursor; send the last one back as{' '}
          <code>Last-Event-ID</code> and nothing is missed, after an hour or a week.
        </li>
        <li>
          Without <code>Accept: text/event-stream</code> the answer ends with what there is now, for whoever
          asks again and again.
        </li>
      </ol>
      <pre className="code-block code-gap" tabIndex={0} aria-label="Command">
        {command}
      </pre>
      <CopyButton text={command} label="Copy command" />
      <p className="prose siem-files">
        For a file instead, <AppLink href="/audit-log">the audit log</AppLink> exports OCSF events, one a
        line.
      </p>
    </Section>
  );
}
