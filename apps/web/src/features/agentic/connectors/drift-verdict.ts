/** How what was pinned stands to what the server says now, as a mark. */
import type { Verdict } from '../../../parts/verdict.ts';
import type { Drift } from './connector.ts';

const drifts: Readonly<Record<Drift, Verdict>> = {
  same: { mark: 'plain', text: 'As pinned' },
  changed: { mark: 'block', text: 'Changed, blocked' },
  gone: { mark: 'degrade', text: 'Gone' },
  unpinned: { mark: 'off', text: 'Not pinned' },
  unseen: { mark: 'off', text: 'Not seen yet' },
};

export const driftVerdict = (drift: Drift): Verdict => drifts[drift];
