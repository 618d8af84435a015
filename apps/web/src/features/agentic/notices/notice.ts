/** Notices after the act, as platform tells them to the person who answers for an agent. */
import type { Noun } from '../../../api/nouns.ts';

export type Notice = Noun<'Notice'>;

const capacities = { human_owner: 'human owner', security_owner: 'security owner' } as const;

/** Pure: why it was told to the reader. */
export const addressedText = ({ addressedAs }: Pick<Notice, 'addressedAs'>): string =>
  `told to you as its ${addressedAs.map((one) => capacities[one]).join(' and ')}`;

/** Pure: what one press marks; the newest that is shown stands for all that were given before it. */
export const allUpTo = (
  rows: readonly Pick<Notice, 'seq'>[],
): { seq: number; andBefore: true } | undefined =>
  rows[0] === undefined ? undefined : { seq: rows[0].seq, andBefore: true };
