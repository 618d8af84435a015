/**
 * How far an agent has earned trust, as a sum that anybody can do again: seven parts, each with its weight, what was counted and what it
 * gives. Nothing counted gives nothing. It informs people; no control reads it.
 */
export interface TrustRecord {
  readonly outcomes: { readonly done: number; readonly failed: number; readonly inDoubt: number };
  readonly decisions: { readonly all: number; readonly refused: number };
  readonly proposals: { readonly accepted: number; readonly refused: number };
  readonly incidents: { readonly open: number; readonly critical: number; readonly others: number };
  readonly openFindings: { readonly grave: number; readonly others: number };
  readonly redTeam: 'passed' | 'failed' | 'stale' | 'none';
  readonly openAlerts: number;
}

export interface TrustPart {
  readonly name: string;
  readonly weight: number;
  /** What was counted, in words. */
  readonly counted: string;
  /** Between 0 and the weight, to one decimal. */
  readonly points: number;
}

export interface TrustScore {
  /** The sum of the points, 0 to 100, to one decimal. */
  readonly score: number;
  readonly parts: readonly TrustPart[];
}

export function trustScore(record: TrustRecord): TrustScore {
  const { outcomes, decisions, proposals, incidents, openFindings, redTeam, openAlerts } = record;
  const finished = outcomes.done + outcomes.failed + outcomes.inDoubt;
  const answered = proposals.accepted + proposals.refused;
  const parts = [
    share('finished as asked', 25, outcomes.done, finished),
    share('not refused by a control', 15, decisions.all - decisions.refused, decisions.all),
    share('proposals accepted by people', 15, proposals.accepted, answered),
    part(
      'no incidents',
      20,
      incidents.critical > 0 || incidents.open > 0 ? 0 : Math.max(0, 1 - incidents.others * 0.25),
      `${incidents.open} open, ${incidents.critical} critical, ${incidents.others} less grave`,
    ),
    part(
      'no open findings',
      10,
      openFindings.grave > 0 ? 0 : Math.max(0, 1 - openFindings.others * 0.2),
      `${openFindings.grave} high or critical, ${openFindings.others} less grave`,
    ),
    part('red-team test', 10, redTeam === 'passed' ? 1 : redTeam === 'stale' ? 0.5 : 0, redTeam),
    part('no open behaviour alerts', 5, Math.max(0, 1 - openAlerts * 0.5), `${openAlerts} open`),
  ];
  return { score: tenth(parts.reduce((sum, { points }) => sum + points, 0)), parts };
}

function share(name: string, weight: number, good: number, all: number): TrustPart {
  return part(name, weight, all === 0 ? 0 : good / all, all === 0 ? 'nothing yet' : `${good} of ${all}`);
}

function part(name: string, weight: number, fraction: number, counted: string): TrustPart {
  return { name, weight, counted, points: tenth(weight * fraction) };
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10;
}
