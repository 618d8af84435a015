/** All SQL of the overview, one flight. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { isoText } from '../iso-text.ts';
import { answersSql } from '../people/who-answers.ts';
import type { Standing } from './headline.ts';
import type { HourCount, NeedsYou, Overview } from './overview.ts';

const allowedKinds = `('allow', 'allow_and_log')`;
/** A plan that blocks its agent until a person settles it; $1 is now. */
const stopped = (plan: string): string =>
  `${plan}.status = 'active' AND (${plan}.halted OR ${plan}.over OR ${plan}.ends_at <= $1::timestamptz)`;
/** An active agent, one of whose owners may no longer be asked: controls 3 and 4 block it. */
const ownerGone = (agent: string): string =>
  `${agent}.status = 'active' AND EXISTS (SELECT FROM people o WHERE o.id IN (${agent}.human_owner_id, ${agent}.security_owner_id) AND NOT (${answersSql('o')}))`;
const blockedKinds = `('block', 'block_and_open_incident')`;

export async function countDecisions(tx: TenantReader, since: string): Promise<Overview['totals']> {
  const [row] = await tx.query<Overview['totals']>(
    `SELECT count(*) AS actions, count(*) FILTER (WHERE kind IN ${allowedKinds}) AS allowed,
       count(*) FILTER (WHERE kind = 'degrade') AS degraded, count(*) FILTER (WHERE kind = 'require_approval') AS approvals,
       count(*) FILTER (WHERE kind IN ${blockedKinds}) AS blocked
     FROM decisions WHERE at >= $1::timestamptz`,
    [since],
  );
  return row ?? { actions: 0, allowed: 0, degraded: 0, approvals: 0, blocked: 0 };
}

/** Every hour of the window, empty ones included. */
export function listHours(tx: TenantReader, from: string, to: string): Promise<HourCount[]> {
  return tx.query<HourCount>(
    `SELECT ${isoText('h.at')} AS at, count(d.id) FILTER (WHERE d.kind IN ${allowedKinds}) AS allowed,
       count(d.id) FILTER (WHERE d.kind = 'degrade') AS degraded, count(d.id) FILTER (WHERE d.kind = 'require_approval') AS waiting,
       count(d.id) FILTER (WHERE d.kind IN ${blockedKinds}) AS blocked
     FROM generate_series($1::timestamptz, $2::timestamptz, interval '1 hour') AS h (at)
     LEFT JOIN decisions d ON d.at >= h.at AND d.at < h.at + interval '1 hour' GROUP BY h.at ORDER BY h.at`,
    [from, to],
  );
}

/** What was asked for, still sealed under its decision; only approvals have it. */
export interface StoredNeed extends NeedsYou {
  readonly decision: string | null;
  readonly asked: string | null;
}

/** Oldest first within its kind; approvals before everything else, since an agent waits. */
export function listNeeds(tx: TenantReader, now: string): Promise<StoredNeed[]> {
  return tx.query<StoredNeed>(
    `SELECT kind, id, title, by, ${isoText('due')} AS due, href, decision, asked FROM (
       SELECT 1 AS rank, 'approval' AS kind, p.id, p.tool AS title, a.name AS by, p.expires_at AS due, '/approvals/' || p.id AS href, p.requested_at AS since,
           p.decision_id AS decision, d.arguments_sealed AS asked
         FROM approvals p JOIN agents a ON a.id = p.agent_id LEFT JOIN decisions d ON d.id = p.decision_id WHERE p.status = 'pending' AND p.expires_at > $1::timestamptz
       UNION ALL SELECT 2, 'incident', i.id, i.title, a.name, NULL, '/incidents', i.opened_at, NULL, NULL
         FROM incidents i JOIN agents a ON a.id = i.agent_id WHERE i.status = 'open'
       UNION ALL SELECT 3, 'emergency', g.id, p.tool || ', let pass at once', o.name, g.review_due_at, '/approvals/emergencies', g.at, NULL, NULL
         FROM break_glass_uses g JOIN approvals p ON p.id = g.approval_id LEFT JOIN people o ON o.id = g.person_id WHERE g.status = 'to_review'
       UNION ALL SELECT 4, 'owner', a.id, 'An owner is gone: every action is blocked', a.name, NULL, '/agents/' || a.id, a.created_at, NULL, NULL
         FROM agents a WHERE ${ownerGone('a')}
       UNION ALL SELECT 6, 'departure', a.id, count(*) || CASE count(*) WHEN 1 THEN ' departure' ELSE ' departures' END || ' from what is normal', a.name, NULL,
           '/agents/' || a.id || '?view=behaviour', min(b.raised_at), NULL, NULL
         FROM behaviour_alerts b JOIN agents a ON a.id = b.agent_id WHERE b.status = 'open' GROUP BY a.id, a.name
       UNION ALL SELECT 5, 'plan', w.id, w.name, a.name, NULL, '/plans/' || w.id, w.started_at, NULL, NULL
         FROM workflow_plans w JOIN agents a ON a.id = w.agent_id WHERE ${stopped('w')}
       UNION ALL SELECT 7, 'finding', f.id, f.title, a.name, NULL, '/agents/' || a.id, f.created_at, NULL, NULL
         FROM findings f JOIN agents a ON a.id = f.agent_id WHERE f.severity = 'critical' AND f.status NOT IN ('closed', 'risk_accepted', 'false_positive')
       UNION ALL SELECT 8, 'connector', c.id, c.title, c.status_reason, NULL, '/connectors/' || c.id, c.updated_at, NULL, NULL
         FROM connectors c WHERE c.status = 'quarantined'
     ) waiting ORDER BY rank, since LIMIT 20`,
    [now],
  );
}

interface StandingRow {
  waiting: number;
  incidents: number;
  findings: number;
  connectors: number;
  in_doubt: number;
  stopped_plans: number;
  emergencies: number;
  owners_gone: number;
  departures: number;
  unrecorded: number;
  active: number;
  suspended: number;
}

export interface Counts {
  readonly standing: Omit<Standing, 'brokenJournal' | 'newNotices'>;
  readonly agents: Overview['agents'];
  readonly unrecorded: number;
}

export async function countStanding(tx: TenantReader, now: string, since: string): Promise<Counts> {
  const [row] = await tx.query<StandingRow>(
    `SELECT (SELECT count(*) FROM approvals WHERE status = 'pending' AND expires_at > $1::timestamptz) AS waiting,
       (SELECT count(*) FROM incidents WHERE status = 'open') AS incidents,
       (SELECT count(*) FROM findings WHERE severity = 'critical' AND status NOT IN ('closed', 'risk_accepted', 'false_positive')) AS findings,
       (SELECT count(*) FROM connectors WHERE status = 'quarantined') AS connectors,
       (SELECT count(*) FROM actions_in_doubt WHERE resolved_at IS NULL) AS in_doubt,
       (SELECT count(*) FROM workflow_plans w WHERE ${stopped('w')}) AS stopped_plans,
       (SELECT count(*) FROM break_glass_uses WHERE status = 'to_review') AS emergencies,
       (SELECT count(*) FROM agents a WHERE ${ownerGone('a')}) AS owners_gone,
       (SELECT count(DISTINCT agent_id) FROM behaviour_alerts WHERE status = 'open') AS departures,
       (SELECT count(*) FROM journal_entries WHERE stream = 'decisions' AND kind = 'outcome.refused' AND at >= $2::timestamptz) AS unrecorded,
       (SELECT count(*) FROM agents WHERE status = 'active') AS active,
       (SELECT count(*) FROM agents WHERE status = 'suspended') AS suspended`,
    [now, since],
  );
  if (row === undefined) throw new Error('counting gave no row');
  return {
    standing: {
      waitingApprovals: row.waiting,
      openIncidents: row.incidents,
      openCriticalFindings: row.findings,
      quarantinedConnectors: row.connectors,
      inDoubt: row.in_doubt,
      stoppedPlans: row.stopped_plans,
      unreviewedEmergencies: row.emergencies,
      absentOwners: row.owners_gone,
      departures: row.departures,
    },
    agents: { active: row.active, suspended: row.suspended },
    unrecorded: row.unrecorded,
  };
}
