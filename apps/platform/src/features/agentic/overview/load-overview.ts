/** Puts the overview together from one snapshot of the tenant, so that its sentence and its figures never disagree. */
import type { Permission } from '@gamut/access/permissions';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { listStreams } from '../../../audit/journal-reading.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { countNew } from '../notices/notice-store.ts';
import { openAsked } from '../decisions/asked-action.ts';
import { composeHeadline, type Standing } from './headline.ts';
import { countDecisions, countStanding, listHours, listNeeds, type StoredNeed } from './overview-store.ts';
import type { NeedsYou, Overview } from './overview.ts';

const hourMs = 3_600_000;
const windowHours = 48;
const sinceMs = 7 * 24 * hourMs;

const readPermission = {
  approval: 'approval.read',
  incident: 'incident.read',
  // who may review it, since others may read of it and do nothing
  emergency: 'break_glass.review',
  plan: 'workflow_plan.read',
  owner: 'agent.read',
  departure: 'behaviour.read',
  // it is read on the agent's own page
  finding: 'agent.read',
  connector: 'connector.read',
} as const satisfies Record<NeedsYou['kind'], Permission>;

export interface OverviewReading {
  /** The tenant's authority epoch. */
  readonly generation: number;
  readonly nowMs: number;
  readonly readerId: string;
  /** What the reader is permitted: nobody is told of, or sent to, what they may not open. */
  readonly may: (permission: Permission) => boolean;
  readonly open: TenantSealer['open'];
}

export async function loadOverview(
  tx: TenantReader,
  { generation, nowMs, readerId, may, open }: OverviewReading,
): Promise<Overview> {
  const now = new Date(nowMs).toISOString();
  const since = new Date(nowMs - sinceMs).toISOString();
  const hour = Math.floor(nowMs / hourMs) * hourMs;
  const [totals, hours, needsYou, counts, streams, newNotices] = await Promise.all([
    countDecisions(tx, since),
    listHours(tx, new Date(hour - (windowHours - 1) * hourMs).toISOString(), new Date(hour).toISOString()),
    listNeeds(tx, now),
    countStanding(tx, now, since),
    listStreams(tx, generation),
    countNew(tx, readerId),
  ]);
  const verified = streams.map((stream) => stream.lastVerified).filter((one) => one !== null);
  const held = verified.length > 0 && verified.every((one) => one.outcome === 'verified');
  return {
    headline: composeHeadline({
      ...visibleStanding({ ...counts.standing, newNotices }, may),
      brokenJournal: verified.some((one) => one.outcome !== 'verified'),
    }),
    since,
    totals,
    unrecorded: counts.unrecorded,
    needsYou: needsYou.filter((row) => may(readPermission[row.kind])).map((row) => needOf(row, open)),
    hours,
    agents: counts.agents,
    journal: {
      size: streams.reduce((sum, stream) => sum + stream.size, 0),
      verifiedTo: held ? verified.reduce((sum, one) => sum + one.size, 0) : null,
      verifiedAt: held ? (verified[0]?.at ?? null) : null,
    },
  };
}

/** An approval says on one line what was asked: the tool, and what it was aimed at. */
function needOf({ decision, asked, ...need }: StoredNeed, open: TenantSealer['open']): NeedsYou {
  if (decision === null || asked === null) return need;
  const { target } = openAsked(open, decision, asked);
  return target === null ? need : { ...need, title: `${need.title} on ${target.replaceAll('\n', ', ')}` };
}

function visibleStanding(
  all: Omit<Standing, 'brokenJournal'>,
  may: (permission: Permission) => boolean,
): Omit<Standing, 'brokenJournal'> {
  const seen = (permission: Permission, count: number): number => (may(permission) ? count : 0);
  return {
    waitingApprovals: seen(readPermission.approval, all.waitingApprovals),
    openIncidents: seen(readPermission.incident, all.openIncidents),
    openCriticalFindings: seen(readPermission.finding, all.openCriticalFindings),
    quarantinedConnectors: seen(readPermission.connector, all.quarantinedConnectors),
    inDoubt: seen('decision.read', all.inDoubt),
    stoppedPlans: seen(readPermission.plan, all.stoppedPlans),
    unreviewedEmergencies: seen(readPermission.emergency, all.unreviewedEmergencies),
    absentOwners: seen(readPermission.owner, all.absentOwners),
    departures: seen(readPermission.departure, all.departures),
    newNotices: seen('notice.read', all.newNotices),
  };
}
