/** One entry: the chain around it, the checks this browser made itself, the exact bytes, and a copy to tamper with. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { AppLink } from '../../../parts/app-link.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { TextArea } from '../../../parts/field.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Page } from '../../../parts/page.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Loading } from '../../../parts/states.tsx';
import { Time } from '../../../parts/time.tsx';
import { count, termText } from '../../../parts/wording.ts';
import { Unread } from '../../../parts/unread.tsx';
import { Chain } from './chain.tsx';
import { checkEntry, entryTitle, webDigest } from './check-entry.ts';
import { ChecksList } from './checks-list.tsx';
import { CheckYourself } from './check-yourself.tsx';
import { useEntry, type EntryWithChain, type JournalEntry } from './journal.ts';

function useChecks({ entry, around }: EntryWithChain, bytes: string) {
  return useQuery({
    queryKey: ['journal', 'checks', entry.stream, entry.seq, entry.hash, bytes, around.length],
    queryFn: async () => {
      const startedMs = performance.now();
      const checks = await checkEntry(entry, around, webDigest, bytes);
      return { checks, tookMs: performance.now() - startedMs };
    },
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: (before) => before,
  });
}

function aboutHref(entry: JournalEntry): string | undefined {
  const subject = entry.subject ?? '';
  if (subject.startsWith('dec_')) return `/decisions/${subject}`;
  if (subject.startsWith('agt_')) return `/agents/${subject}`;
  if (subject.startsWith('apr_')) return `/approvals/${subject}`;
  return undefined;
}

function EntryParticulars({ entry }: { readonly entry: JournalEntry }) {
  const href = aboutHref(entry);
  return (
    <Section title="Entry" aside={`stream ${entry.stream}`}>
      <Particulars
        rows={[
          ['What', termText(entry.kind.replace('.', ' '))],
          [
            'About',
            entry.subject ? (
              href ? (
                <AppLink key="s" href={href}>
                  {entry.subject}
                </AppLink>
              ) : (
                <code key="s">{entry.subject}</code>
              )
            ) : (
              '–'
            ),
          ],
          ['When', <Time key="t" at={entry.at} />],
          ['Previous', <Hash key="p" value={entry.prev} />],
          [
            'Hash',
            <code key="h" className="wrap-anywhere">
              {entry.hash}
            </code>,
          ],
        ]}
      />
      <details>
        <summary>Canonical JSON, the bytes that are hashed</summary>
        <pre className="code-block" tabIndex={0} aria-label="Canonical JSON">
          {entry.bytes}
        </pre>
        <CopyButton text={entry.bytes} label="Copy bytes" />
      </details>
    </Section>
  );
}

function Tamper({ chain }: { readonly chain: EntryWithChain }) {
  const [copy, setCopy] = useState(chain.entry.bytes);
  const { data } = useChecks(chain, copy);
  const changed = copy !== chain.entry.bytes;
  const broken = data?.checks.filter(({ holds }) => !holds) ?? [];
  return (
    <Section title="Tamper with a copy" aside="changes nothing but what you see here">
      <p className="prose">Change any character of this copy. The checks run again on it, in your browser.</p>
      <TextArea
        label={`Copy of entry ${count(chain.entry.seq)}`}
        className="mono"
        rows={6}
        spellCheck={false}
        value={copy}
        onChange={(event) => setCopy(event.target.value)}
      />
      <div role="status">
        {changed && data ? (
          <>
            <p className="tamper-said">
              <strong>
                Found: entry {count(chain.entry.seq)} of {chain.entry.stream} is not what was written.
              </strong>{' '}
              {broken.length} of {data.checks.length} checks broke.
            </p>
            <ChecksList checks={data.checks} />
          </>
        ) : (
          <p className="aside">Unchanged so far: every check holds.</p>
        )}
      </div>
    </Section>
  );
}

export function EntryPage() {
  const { stream, seq } = useParams({ strict: false }) as { stream: string; seq: string };
  const { data, error, refetch } = useEntry(stream, Number(seq));
  if (!data) return <Unread what="the entry" error={error} retry={refetch} />;
  return <EntryView key={`${stream} ${seq}`} chain={data} />;
}

function EntryView({ chain }: { readonly chain: EntryWithChain }) {
  const { data } = useChecks(chain, chain.entry.bytes);
  const { entry } = chain;
  return (
    <Page
      title={entryTitle(entry.seq, data?.checks)}
      lead="Your browser hashed its bytes and its neighbours’ itself. That the chain as a whole stands under a signed checkpoint is what the export and the verifier show."
    >
      <Section title="Chain around this entry" aside="each block names the hash before it">
        <Chain around={chain.around} current={entry.seq} />
      </Section>
      <div className="halves">
        <Section
          title="What was checked"
          aside={data ? `in your browser, ${(data.tookMs / 1000).toFixed(2)} s` : 'in your browser'}
        >
          {data ? <ChecksList checks={data.checks} /> : <Loading what="the bytes" />}
        </Section>
        <CheckYourself />
      </div>
      <EntryParticulars entry={entry} />
      <Tamper chain={chain} />
    </Page>
  );
}
