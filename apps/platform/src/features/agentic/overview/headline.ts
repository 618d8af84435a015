/** The one sentence first: what needs a person, in words, each clause a link. Pure, so that it is tested and never guessed. */
import type { HeadlineClause } from './overview.ts';

export interface Standing {
  readonly waitingApprovals: number;
  readonly openIncidents: number;
  readonly openCriticalFindings: number;
  readonly quarantinedConnectors: number;
  readonly inDoubt: number;
  readonly stoppedPlans: number;
  /** Let pass at once by one person, and reviewed by no other yet. */
  readonly unreviewedEmergencies: number;
  /** Active agents that named somebody who is no longer here, and that are blocked therefore. */
  readonly absentOwners: number;
  /** Agents with an open alert on what they do. */
  readonly departures: number;
  /** Addressed to the reader. */
  readonly newNotices: number;
  readonly brokenJournal: boolean;
}

const words = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
];

/** Twelve and below in words, as a sentence begins. */
export function countWord(count: number): string {
  return words[count] ?? count.toLocaleString('en-GB');
}

function clause(count: number, one: string, many: string, href: string): HeadlineClause[] {
  return count === 0 ? [] : [{ text: `${countWord(count)} ${count === 1 ? one : many}.`, href }];
}

/** Gravest first; at most three clauses, since a sentence that says everything says nothing. */
export function composeHeadline(standing: Standing): HeadlineClause[] {
  const clauses = [
    ...(standing.brokenJournal ? [{ text: 'The journal did not verify.', href: '/journal' }] : []),
    ...clause(standing.waitingApprovals, 'decision needs a person', 'decisions need a person', '/approvals'),
    ...clause(standing.openIncidents, 'incident is open', 'incidents are open', '/incidents'),
    ...clause(standing.inDoubt, 'action is in doubt', 'actions are in doubt', '/in-doubt'),
    ...clause(
      standing.unreviewedEmergencies,
      'emergency is to be reviewed',
      'emergencies are to be reviewed',
      '/approvals/emergencies',
    ),
    ...clause(
      standing.absentOwners,
      'agent is blocked, since an owner is gone',
      'agents are blocked, since an owner is gone',
      '/agents',
    ),
    ...clause(standing.stoppedPlans, 'plan has stopped', 'plans have stopped', '/plans'),
    ...clause(
      standing.departures,
      'agent departs from what is normal',
      'agents depart from what is normal',
      '/behaviour',
    ),
    ...clause(
      standing.openCriticalFindings,
      'critical finding is open',
      'critical findings are open',
      '/agents',
    ),
    ...clause(
      standing.quarantinedConnectors,
      'connector is quarantined',
      'connectors are quarantined',
      '/connectors',
    ),
    ...clause(standing.newNotices, 'notice is new to you', 'notices are new to you', '/notices'),
  ];
  if (clauses.length === 0) return [{ text: 'Nothing needs a person.', href: null }];
  return clauses.slice(0, 3);
}
