/** Support access as the tenant sees it: who of the platform asks or may look, and answering or ending it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson, sendJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { Verdict } from '../../../parts/verdict.ts';

export type SupportAccess = Noun<'SupportAccess'>;
export type SupportUses = Noun<'SupportUses'>;
export type SupportAnswer = 'approve' | 'refuse' | 'end';

export const supportPath = '/v1/support-access';

export function useSupportUses(id: string) {
  return useQuery({
    queryKey: ['support-access', id],
    queryFn: ({ signal }) => getJson<SupportUses>(`${supportPath}/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: 10_000,
  });
}

export function useSupportAnswer() {
  const queries = useQueryClient();
  return async (id: string, answer: SupportAnswer, reason: string): Promise<void> => {
    await sendJson('POST', `${supportPath}/${encodeURIComponent(id)}/${answer}`, { reason });
    await queries.invalidateQueries({ queryKey: ['support-access'] });
  };
}

const verdicts: Readonly<Record<SupportAccess['status'], Verdict>> = {
  asked: { mark: 'wait', text: 'Asks' },
  approved: { mark: 'degrade', text: 'May look' },
  refused: { mark: 'off', text: 'Refused' },
  ended: { mark: 'off', text: 'Ended' },
  lapsed: { mark: 'off', text: 'Lapsed' },
};

/** Somebody from outside who may look is an exception, and stands out for as long as it lasts. */
export const supportVerdict = (status: SupportAccess['status']): Verdict => verdicts[status];

export interface OpenAnswer {
  readonly answer: SupportAnswer;
  readonly name: string;
  readonly permission: string;
  readonly weight: 'act' | 'stop';
  readonly consequence: string;
}

const answers: readonly (OpenAnswer & { readonly from: SupportAccess['status'] })[] = [
  {
    answer: 'approve',
    name: 'Let them look',
    permission: 'support_access.answer',
    weight: 'act',
    from: 'asked',
    consequence:
      'They may read under that role for those hours, beginning now, and change nothing. You see each reading, and can end it at any moment.',
  },
  {
    answer: 'refuse',
    name: 'Refuse',
    permission: 'support_access.answer',
    weight: 'stop',
    from: 'asked',
    consequence: 'They see nothing, and are told why.',
  },
  {
    answer: 'end',
    name: 'End it',
    permission: 'support_access.end',
    weight: 'stop',
    from: 'approved',
    consequence: 'Their next request is refused, and what they are being shown live is cut.',
  },
];

/** Pure: what somebody with these permissions can answer as it stands. */
export function openAnswers(
  status: SupportAccess['status'],
  permissions: readonly string[],
): readonly OpenAnswer[] {
  return answers.filter(({ from, permission }) => from === status && permissions.includes(permission));
}
