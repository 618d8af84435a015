/** On the page of a decision in doubt: what is held up by it, who found out what became of it and how, and the way to say so. */
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Mark } from '../../../parts/mark.tsx';
import { Section } from '../../../parts/section.tsx';
import { Time } from '../../../parts/time.tsx';
import { foundText, holdText, standingOf, useActionInDoubt, type Resolution } from './in-doubt.ts';
import { ResolveSheet } from './resolve-sheet.tsx';

export function ResolutionText({ resolution }: { readonly resolution: Resolution }) {
  const { evidence, evidenceUrl, by } = resolution;
  return (
    <>
      {by.name}: “{evidence}”
      {evidenceUrl ? (
        <>
          {' '}
          <a href={evidenceUrl} rel="noreferrer" target="_blank">
            the evidence
          </a>
        </>
      ) : null}
    </>
  );
}

export function DoubtSection({
  decisionId,
  inDoubt,
}: {
  readonly decisionId: string;
  readonly inDoubt: boolean;
}) {
  const { data } = useActionInDoubt(decisionId, inDoubt);
  const [resolving, setResolving] = useState(false);
  if (!data) return null;
  return (
    <Section title="What became of it" aside={<Mark {...standingOf(data)} />}>
      <p className="prose">{holdText(data)}</p>
      {data.resolutions.length === 0 ? null : (
        <ol className="reasons">
          {data.resolutions.map((resolution) => (
            <li key={resolution.id}>
              <strong>{foundText(resolution.found)}</strong>
              <p>
                <ResolutionText resolution={resolution} />
              </p>
              <p className="aside">
                <Time at={resolution.at} />
              </p>
            </li>
          ))}
        </ol>
      )}
      {data.mayResolve ? (
        <div className="buttons">
          <Button weight={data.resolved ? 'plain' : 'act'} onPress={() => setResolving(true)}>
            {data.resolved ? 'Say otherwise' : 'Resolve'}
          </Button>
        </div>
      ) : (
        <p className="aside">{data.mayNotBecause}</p>
      )}
      {resolving ? <ResolveSheet action={data} onClose={() => setResolving(false)} /> : null}
    </Section>
  );
}
