/**
 * What an approval is asked with, whole, for whoever may approve it. Each opening stands in the audit log, so it is asked for once a
 * page, and by itself only where it is the reader's to decide. It is forgotten with the page.
 */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../../api/client.ts';
import type { Noun } from '../../../api/nouns.ts';
import type { ApprovalDetail } from './approval.ts';

export type WholeArguments = Noun<'ApprovalArguments'>;

export interface Opened {
  readonly data: WholeArguments | undefined;
  readonly error: unknown;
  readonly waiting: boolean;
  /** Nothing may be approved before it is seen. */
  readonly mustSee: boolean;
  open(): void;
}

export function useOpenedArguments(approval: ApprovalDetail): Opened {
  const [asked, setAsked] = useState(false);
  const mustSee = approval.mayOpenArguments && approval.mayDecide && approval.status === 'pending';
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['approval-arguments', approval.id],
    queryFn: ({ signal }) =>
      getJson<WholeArguments>(`/v1/approvals/${encodeURIComponent(approval.id)}/arguments`, {}, signal),
    enabled: mustSee || asked,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const open = () => {
    if (asked || mustSee) void refetch();
    setAsked(true);
  };
  return { data, error, waiting: isFetching, mustSee, open };
}

// what shows nothing or only looks like a blank, beside what turns others round: a variation selector can carry any text
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}\u2800]|(?! )\p{Zs}/gu;

/** Pure: letters that are not seen, or that turn others round, are written out: nobody approves what only looks like something. */
export function withHiddenLetters(text: string): string {
  return text.replace(hidden, (letter) =>
    letter === '\n' ? letter : `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** Pure: JSON laid out in lines; what is none any more is left as it is. */
export function laidOut(text: string): string {
  try {
    return withHiddenLetters(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return withHiddenLetters(text);
  }
}

const names = { target: 'Reaches', recipient: 'Also reaches', amount: 'Amount' } as const;

/** Pure: what the tool's record says matters most, under its name; a target that stands on the page already is not said twice. */
export function partsByName({
  parts,
  target,
}: Pick<WholeArguments, 'parts' | 'target'>): readonly (readonly [string, readonly string[]])[] {
  return (['target', 'recipient', 'amount'] as const).flatMap((kind) => {
    const values = parts
      .filter((part) => part.kind === kind && part.value !== target)
      .map(({ value }) => withHiddenLetters(value));
    return values.length === 0 ? [] : [[names[kind], values] as const];
  });
}
