/** Who made, changed or ended a record, and when. Of a record of before that was not kept, and it says so. */
import { Time } from '../../parts/time.tsx';

export type Who = { readonly name: string } | null;
export const whoText = (by: Who): string => by?.name ?? 'not recorded';

interface MadeProps {
  readonly at: string;
  readonly by: Who;
  readonly form?: 'full' | 'cell';
}

export function Made({ at, by, form = 'cell' }: MadeProps) {
  return (
    <>
      <Time at={at} form={form} /> <span className="aside">{whoText(by)}</span>
    </>
  );
}
