/** Puts the overview together from one snapshot of the tenant, so that its sentence and its figures never disagree. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { listStreams } from '../../../audit/journal-reading.ts';
import { composeHeadline } from './headline.ts';
import { countDecisions, countStanding, listHours, listNeeds } from './overview-store.ts';
import type { Overview } from './overview.ts';

const hourMs = 3_600_000;
const windowHours = 48;
const sinceMs = 7 * 24 * hourMs;

export async function loadOverview(tx: TenantReader, nowMs: number): Promise<Overview> {
  const now = new Date(nowMs).toISOString();
  const since = new Date(nowMs - sinceMs).toISOString();
  const hour = Math.floor(nowMs / hourMs) * hourMs;
  const [totals, hours, needsYou, counts, streams] = await Promise.all([
    countDecisions(tx, since),
    listHours(tx, new Date(hour - (windowHours - 1) * hourMs).toISOString(), new Date(hour).toISOString()),
    listNeeds(tx, now),
    countStanding(tx, now, since),
    listStreams(tx),
  ]);
  const verified = streams.map((stream) => stream.lastVerified).filter((one) => one !== null);
  const held = verified.length > 0 && verified.every((one) => one.outcome === 'verified');
  return {
    headline: composeHeadline({
      ...counts.standing,
      brokenJournal: verified.some((one) => one.outcome !== 'verified'),
    }),
    since,
    totals,
    unrecorded: counts.unrecorded,
    needsYou,
    hours,
    agents: counts.agents,
    journal: {
      size: streams.reduce((sum, stream) => sum + stream.size, 0),
      verifiedTo: held ? verified.reduce((sum, one) => sum + one.size, 0) : null,
      verifiedAt: held ? (verified[0]?.at ?? null) : null,
    },
  };
}
