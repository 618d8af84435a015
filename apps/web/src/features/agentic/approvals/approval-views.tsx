/** The views around approvals: mine, everybody's by standing, lent rights, emergencies; with counts where someone must act. */
import type { Noun } from '../../../api/nouns.ts';
import { AppLink } from '../../../parts/app-link.tsx';

interface ApprovalViewsProps {
  readonly shown: string;
  readonly counts?: Noun<'ApprovalCounts'> | undefined;
}

const lists: readonly (readonly [string, string, string])[] = [
  ['waiting_for_me', 'Waiting for me', '/approvals?view=waiting_for_me'],
  ['mine', 'Answered by me', '/approvals?view=mine'],
  ['', '', ''],
  ['pending', 'Waiting', '/approvals?status=pending'],
  ['approved', 'Approved', '/approvals?status=approved'],
  ['consumed', 'Used', '/approvals?status=consumed'],
  ['refused', 'Refused', '/approvals?status=refused'],
  ['expired', 'Expired', '/approvals?status=expired'],
  ['all', 'All', '/approvals?status=all'],
  ['', '', ''],
  ['lent', 'Lent rights', '/approvals/lent'],
  ['emergencies', 'Emergencies', '/approvals/emergencies'],
];

export function ApprovalViews({ shown, counts }: ApprovalViewsProps) {
  const waiting: Readonly<Record<string, number | undefined>> = {
    waiting_for_me: counts?.waitingForMe,
    emergencies: counts?.breakGlassToReview,
  };
  return (
    <nav className="filter-views" aria-label="Views">
      {lists.map(([id, name, href], i) =>
        id === '' ? (
          <span key={i} className="views-apart" />
        ) : (
          <AppLink key={id} href={href} aria-current={shown === id ? 'true' : undefined}>
            {name}
            {waiting[id] ? <span className="view-count"> {waiting[id]}</span> : null}
          </AppLink>
        ),
      )}
    </nav>
  );
}
