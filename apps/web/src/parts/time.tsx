/** One time, machine-readable in `dateTime`, whole in the title, short where the column names the zone. */
import { cellTime, distance, fullTime } from './moment.ts';
import { useNow } from './now.ts';

export function Time({ at, form = 'full' }: { readonly at: string; readonly form?: 'full' | 'cell' }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={form === 'cell' ? fullTime(date) : undefined}>
      {form === 'cell' ? cellTime(date) : fullTime(date)}
    </time>
  );
}

/** Absolute, with the distance in grey beside it. */
export function TimeWithDistance({ at }: { readonly at: string }) {
  const now = useNow(10_000);
  return (
    <>
      <Time at={at} /> <span className="aside">{distance(new Date(at), now)}</span>
    </>
  );
}
