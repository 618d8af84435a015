/** Playbooks with their steps written out: what to do when an action of these kinds goes wrong. */
import type { ReactNode } from 'react';
import { useList } from '../../../api/use-list.ts';
import { Listing } from '../../../parts/listing.tsx';
import { Button } from '../../../parts/button.tsx';
import { Section } from '../../../parts/section.tsx';
import { Empty } from '../../../parts/states.tsx';
import { lowerTerm } from '../../../parts/wording.ts';
import { MadeLine } from '../made.tsx';
import { stepsOf, type Playbook } from './playbook.ts';

export function PlaybookSteps({ playbook }: { readonly playbook: Playbook }) {
  const { createdAt, createdBy, updatedAt, updatedBy } = playbook;
  return (
    <>
      <p className="aside">
        For {playbook.actionTypes.map(lowerTerm).join(', ')}
        <MadeLine act="Written" at={createdAt} by={createdBy} />
        {updatedAt === null ? null : <MadeLine act="Changed" at={updatedAt} by={updatedBy} />}
      </p>
      <ol className="steps">
        {stepsOf(playbook.steps).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

interface PlaybookListProps {
  /** A heading over all of them, where they stand on another record's page. */
  readonly title?: string;
  readonly acts?: (playbook: Playbook) => ReactNode;
}

export function PlaybookList({ title, acts }: PlaybookListProps) {
  const list = useList<Playbook>(['incident-playbooks'], '/v1/incident-playbooks', {}, false);
  const listing = (
    <Listing
      what="playbooks"
      list={list}
      empty={
        <Empty
          what="No playbook is written down."
          why="Without one for its kind, every action that changes or sends something is blocked by control 9."
        />
      }
    >
      {list.rows.map((playbook) =>
        title ? (
          <div key={playbook.id} className="gate">
            <h3>{playbook.name}</h3>
            <PlaybookSteps playbook={playbook} />
          </div>
        ) : (
          <Section key={playbook.id} title={playbook.name} aside={acts?.(playbook)}>
            <PlaybookSteps playbook={playbook} />
          </Section>
        ),
      )}
      {list.more ? <Button onPress={list.more.load}>Show more</Button> : null}
    </Listing>
  );
  return title ? <Section title={title}>{listing}</Section> : listing;
}
