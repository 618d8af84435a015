/** The one exact action: through which connector, whom it reaches and how much, and its arguments whole for who may approve it. */
import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Hash } from '../../../parts/hash.tsx';
import { Particulars, Section } from '../../../parts/section.tsx';
import { Loading, Refusal } from '../../../parts/states.tsx';
import { termText } from '../../../parts/wording.ts';
import type { ApprovalDetail } from './approval.ts';
import {
  laidOut,
  partsByName,
  withHiddenLetters,
  type Opened,
  type WholeArguments,
} from './opened-arguments.ts';

function Text({ text }: { readonly text: string }) {
  return (
    <pre className="code-block" tabIndex={0} aria-label="Arguments">
      {laidOut(text)}
    </pre>
  );
}

/** Whether what stands there is, to the letter, what the approval is bound to. */
function Checked({ exact, struck }: Pick<WholeArguments, 'exact' | 'struck'>) {
  if (exact)
    return (
      <p className="aside">
        Whole: these arguments give the digest above. That you opened them is in the audit log.
      </p>
    );
  return (
    <div className="note note-wait">
      <p>
        <strong>Not all of it is shown.</strong>{' '}
        {struck.length > 0
          ? 'Where a mark stands in brackets, a secret was struck out or the text was kept before it could be shown whole. Refuse it if you would have to know.'
          : 'These arguments do not give the digest above. Refuse it, and tell whoever runs Gamut.'}
      </p>
    </div>
  );
}

function Whole({ data }: { readonly data: WholeArguments }) {
  const rows = partsByName(data).map(
    ([name, values]) =>
      [
        name,
        values.map((value, at) => (
          <code key={at} className="part">
            {value}
          </code>
        )),
      ] as const,
  );
  return (
    <>
      {rows.length > 0 ? <Particulars rows={rows} /> : null}
      <Text text={data.text} />
      <Checked exact={data.exact} struck={data.struck} />
    </>
  );
}

function ArgumentsOf({ approval, opened }: { readonly approval: ApprovalDetail; readonly opened: Opened }) {
  if (opened.data) return <Whole data={opened.data} />;
  const text = approval.argumentsShown ? <Text text={approval.argumentsShown} /> : null;
  if (opened.error)
    return (
      <>
        {text}
        <Refusal error={opened.error} retry={opened.open} />
      </>
    );
  if (opened.waiting || opened.mustSee) return <Loading what="the arguments whole" />;
  return (
    <>
      {text}
      {approval.mayOpenArguments ? (
        <div className="buttons">
          <Button onPress={opened.open}>Show them whole</Button>
          <span className="aside">Account and card numbers too. It is recorded that you did.</span>
        </div>
      ) : (
        <p className="aside">Account and card numbers are shown to those who may approve it.</p>
      )}
    </>
  );
}

export function WhatWillHappen({
  approval,
  opened,
}: {
  readonly approval: ApprovalDetail;
  readonly opened: Opened;
}) {
  const rows: (readonly [string, ReactNode])[] = [
    ['Tool', <code key="t">{approval.tool}</code>],
    ...(approval.target
      ? [['Target', <code key="g">{withHiddenLetters(approval.target)}</code>] as const]
      : []),
    ...(approval.actionType ? [['Action', termText(approval.actionType)] as const] : []),
    ...(approval.dataClass ? [['Data class', termText(approval.dataClass)] as const] : []),
    ...(approval.risk ? [['Risk of the tool', termText(approval.risk)] as const] : []),
    ['Sealed as', <Hash key="h" value={approval.actionSha256} />],
  ];
  return (
    <Section
      title={approval.status === 'pending' ? 'What will happen' : 'What was asked'}
      aside={
        approval.connector ? (
          <>via Gateway connector {approval.connector}; the agent never holds the key</>
        ) : undefined
      }
    >
      <Particulars rows={rows} />
      <ArgumentsOf approval={approval} opened={opened} />
    </Section>
  );
}
