/** A list in whichever of its four states it is: being read, refused, empty, or rows. */
import type { ReactNode } from 'react';
import { Loading, Refusal } from './states.tsx';

interface ListingProps {
  readonly what: string;
  readonly list: {
    readonly rows: readonly unknown[];
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly refetch: () => void;
  };
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

export function Listing({ what, list, empty, children }: ListingProps) {
  if (list.isPending) return <Loading what={what} />;
  const refusal = list.error ? <Refusal error={list.error} retry={list.refetch} /> : null;
  if (list.rows.length === 0) return refusal ?? empty;
  return (
    <>
      {refusal}
      {children}
    </>
  );
}
