/** Who made, changed or ended a record, and when. Of a record of before that was not kept, and it says so. */
import { Time } from '../../parts/time.tsx';

type Who = { readonly name: string } | null;
export const whoText = (by: Who): string => by?.name ?? 'not recorded';

/** A second line of a cell. */
export function MadeLine({ act, at, by }: { readonly act: string; readonly at: string; readonly by: Who }) {
  return (
    <span className="aside limit-line">
      {act} <Time at={at} />
      {by === null ? ', by whom is not recorded' : ` by ${by.name}`}
    </span>
  );
}

interface MadeProps {
  readonly at: string;
  readonly by: Who;
}

export function Made({ at, by }: MadeProps) {
  return (
    <>
      <Time at={at} form="cell" /> <span className="aside">{whoText(by)}</span>
    </>
  );
}
