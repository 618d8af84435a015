/** How a record stands in a list: stopped, when a kill switch holds it, whatever its status says. */
import { Mark } from '../../../parts/mark.tsx';
import type { Verdict } from '../../../parts/verdict.ts';
import { stopsOf, useEngagedStops, type StopTarget } from './kill-switch.ts';

interface StoppedMarkProps {
  readonly of: StopTarget;
  /** As it stands while nothing stops it. */
  readonly otherwise: Verdict;
}

export function StoppedMark({ of, otherwise }: StoppedMarkProps) {
  const isStopped = stopsOf(useEngagedStops(), of).length > 0;
  return <Mark {...(isStopped ? { mark: 'block', text: 'Stopped' } : otherwise)} />;
}
