/** The chain around an entry: each block names the hash before it. */
import { AppLink } from '../../../parts/app-link.tsx';
import { count, shortHash } from '../../../parts/wording.ts';
import type { JournalEntry } from './journal.ts';

export function Chain({
  around,
  current,
}: {
  readonly around: readonly JournalEntry[];
  readonly current: number;
}) {
  return (
    <ol className="chain" tabIndex={0} aria-label="Chain around this entry">
      {around.map((entry) => (
        <li key={entry.seq}>
          <AppLink
            className="chain-block"
            href={`/journal/${entry.stream}/${entry.seq}`}
            aria-current={entry.seq === current ? 'true' : undefined}
          >
            <span className="seq">{count(entry.seq)}</span>
            <span title={entry.prev}>prev {shortHash(entry.prev)}</span>
            <span title={entry.hash}>hash {shortHash(entry.hash)}</span>
          </AppLink>
        </li>
      ))}
    </ol>
  );
}
