/** What the record says of an agent that is to be promoted, in one question: what the gates are judged on. */
import type { PromotionRecord } from '@gamut/governance/judge-promotion';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { tellingTest } from '../red-team-tests/standing-tests.ts';
import type { PromotionRow } from './promotion-store.ts';

interface Found {
  readonly level: PromotionRecord['level'];
  readonly level_since: Date;
  readonly active: boolean;
  readonly outcomes: PromotionRecord['outcomes'];
  readonly proposals: PromotionRecord['proposals'];
  readonly test: { readonly result: 'passed' | 'failed'; readonly testedAtMs: number } | null;
  readonly red_team_max_age_ms: number;
  readonly findings: PromotionRecord['openFindings'];
  readonly incidents: {
    readonly open: number;
    readonly critical: number;
    readonly unexplained: number;
  };
}

const question = `SELECT a.level, a.level_since, a.status = 'active' AS active,
    (SELECT jsonb_build_object('done', count(*) FILTER (WHERE d.state = 'done'), 'failed', count(*) FILTER (WHERE d.state = 'failed'),
       'inDoubt', count(*) FILTER (WHERE d.state = 'in_doubt')) FROM decisions d WHERE d.agent_id = a.id AND d.at >= a.level_since) AS outcomes,
    (SELECT jsonb_build_object('accepted', count(*) FILTER (WHERE v.status IN ('approved', 'consumed')),
       'refused', count(*) FILTER (WHERE v.status = 'refused')) FROM approvals v WHERE v.agent_id = a.id AND v.requested_at >= a.level_since) AS proposals,
    (SELECT jsonb_build_object('result', t.result, 'testedAtMs', floor(extract(epoch FROM t.tested_at) * 1000)) FROM ${tellingTest}) AS test,
    (SELECT red_team_max_age_ms FROM facts_state) AS red_team_max_age_ms,
    (SELECT COALESCE(jsonb_agg(f.severity), '[]'::jsonb) FROM findings f WHERE f.agent_id = a.id
       AND f.status NOT IN ('closed', 'risk_accepted', 'false_positive')) AS findings,
    (SELECT jsonb_build_object('open', count(*) FILTER (WHERE i.closed_at IS NULL),
       'critical', count(*) FILTER (WHERE i.severity = 'critical' AND i.opened_at >= a.level_since),
       'unexplained', count(*) FILTER (WHERE i.closed_at IS NOT NULL AND COALESCE(trim(i.close_note), '') = ''))
       FROM incidents i WHERE i.agent_id = a.id) AS incidents
  FROM agents a WHERE a.id = $1`;

export async function loadPromotionRecord(
  tx: TenantReader,
  asked: Pick<PromotionRow, 'agentId' | 'accuracy' | 'businessValue' | 'evidence' | 'signOffs'>,
): Promise<PromotionRecord> {
  const [found] = await tx.query<Found>(question, [asked.agentId]);
  if (found === undefined)
    throw new Error(`a promotion names the agent ${asked.agentId}, which is not there`);
  return {
    level: found.level,
    levelSinceMs: found.level_since.getTime(),
    agentActive: found.active,
    outcomes: found.outcomes,
    proposals: found.proposals,
    accuracy: asked.accuracy,
    redTeamTest: found.test,
    redTeamMaxAgeMs: Number(found.red_team_max_age_ms),
    openFindings: found.findings,
    openIncidents: found.incidents.open,
    criticalIncidents: found.incidents.critical,
    unexplainedIncidents: found.incidents.unexplained,
    businessValue: asked.businessValue,
    evidence: asked.evidence.map((one) => one.kind),
    signOffs: asked.signOffs.map(({ capacity, person }) => ({ capacity, person: person.id })),
  };
}
