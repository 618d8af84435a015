/** The top bar: where you are, until where the journal is verified, and the way to everything by keyboard. */
import { AppLink } from '../parts/app-link.tsx';
import { Mark } from '../parts/mark.tsx';
import { distance, fullTime } from '../parts/moment.ts';
import { useNow } from '../parts/now.ts';
import { count, shortId } from '../parts/wording.ts';
import { useOverview } from '../features/agentic/overview/overview.ts';
import { useMay } from '../features/administration/session/session.ts';
import { crumbsOf } from './navigation.ts';

interface TopBarProps {
  readonly path: string;
  readonly onMenu: () => void;
  readonly onPalette: () => void;
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

function Crumbs({ path }: { readonly path: string }) {
  return (
    <nav aria-label="Where you are">
      <ol className="crumbs">
        {crumbsOf(path, (part) => shortId(decodeURIComponent(part))).map((crumb) => (
          <li key={crumb.text} {...(crumb.href ? {} : { 'aria-current': 'page' as const })}>
            {crumb.href ? <AppLink href={crumb.href}>{crumb.text}</AppLink> : crumb.text}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function JournalStanding() {
  const { data } = useOverview();
  const now = useNow(15_000);
  const journal = data?.journal;
  if (!journal) return null;
  const { verifiedTo, verifiedAt } = journal;
  if (!verifiedTo || !verifiedAt) {
    return (
      <AppLink href="/journal">
        <Mark mark="off" text={`Journal: ${count(journal.size)} entries, not verified yet`} />
      </AppLink>
    );
  }
  return (
    <AppLink href="/journal" title={fullTime(new Date(verifiedAt))}>
      <Mark
        mark="proof"
        text={`Journal verified to ${count(verifiedTo)} · ${distance(new Date(verifiedAt), now)}`}
      />
    </AppLink>
  );
}

export function TopBar({ path, onMenu, onPalette }: TopBarProps) {
  const mayJournal = useMay('journal.read');
  return (
    <header className="top-bar">
      <Crumbs path={path} />
      <div className="top-right">
        {mayJournal ? <JournalStanding /> : null}
        <button type="button" className="key-button" onClick={onPalette} aria-keyshortcuts="Control+K Meta+K">
          {isApple ? '⌘K' : 'Ctrl K'}
          <span className="visually-hidden"> search and go</span>
        </button>
        <button type="button" className="key-button menu-button" onClick={onMenu}>
          Menu
        </button>
      </div>
    </header>
  );
}
