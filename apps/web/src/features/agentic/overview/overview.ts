/** The overview as platform computes it, and the sentence under the headline. */
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import { dueTime, sinceTime } from '../../../parts/moment.ts';
import type { Verdict } from '../../../parts/verdict.ts';
import { count, plural } from '../../../parts/wording.ts';
import { useMay } from '../../administration/session/session.ts';

export type Overview = Noun<'Overview'>;
export type NeedsYou = Overview['needsYou'][number];
export type HourCount = Overview['hours'][number];

export function useOverview() {
  const may = useMay('overview.read');
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => getJson<Overview>('/v1/overview', {}, signal),
    refetchInterval: 10_000,
    enabled: may,
  });
}

/** `Since Monday 09:00 UTC: 1,151 agent actions, 8 blocked, 8 sent for approval. Nothing ran without a recorded decision.` */
export function leadSentence(
  { since, totals, unrecorded }: Pick<Overview, 'since' | 'totals' | 'unrecorded'>,
  now: Date,
): string {
  const start = sinceTime(new Date(since), now);
  const recorded =
    unrecorded === 0
      ? 'Nothing ran without a recorded decision.'
      : `${count(unrecorded)} ${plural(unrecorded, 'action has', 'actions have')} no recorded decision.`;
  if (totals.actions === 0) return `Since ${start}: no agent has acted. ${recorded}`;
  const parts = [
    `${count(totals.actions)} agent ${plural(totals.actions, 'action')}`,
    ...(totals.degraded > 0 ? [`${count(totals.degraded)} degraded`] : []),
    `${count(totals.blocked)} blocked`,
    `${count(totals.approvals)} sent for approval`,
  ];
  return `Since ${start}: ${parts.join(', ')}. ${recorded}`;
}

/** Pure: mark and word in front of a row that needs a person. */
export function needVerdict(row: NeedsYou, now: Date): Verdict {
  if (row.kind === 'approval')
    return { mark: 'wait', text: row.due ? `Approve by ${dueTime(new Date(row.due), now)}` : 'Approve' };
  if (row.kind === 'incident') return { mark: 'block', text: 'Incident open' };
  if (row.kind === 'emergency')
    return { mark: 'wait', text: row.due ? `Review by ${dueTime(new Date(row.due), now)}` : 'Review' };
  if (row.kind === 'owner') return { mark: 'block', text: 'Agent blocked' };
  if (row.kind === 'departure') return { mark: 'degrade', text: 'To settle' };
  if (row.kind === 'plan') return { mark: 'block', text: 'Plan stopped' };
  if (row.kind === 'connector') return { mark: 'degrade', text: 'Quarantined' };
  return { mark: 'degrade', text: 'Finding open' };
}
