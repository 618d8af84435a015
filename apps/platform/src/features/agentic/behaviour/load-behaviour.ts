/** What is normal for one agent, its breaker, and its trust score over the last thirty days with the arithmetic. */
import { learningUntil, passedOf, type BehaviourProfile } from '@gamut/governance/behaviour-profile';
import { departsAbove } from '@gamut/governance/judge-behaviour';
import { trustScore, type TrustRecord } from '@gamut/governance/trust-score';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { notFound } from '../../../http/expected-refusals.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { isoText } from '../iso-text.ts';
import { tellingTest } from '../red-team-tests/standing-tests.ts';
import type { AgentBehaviour } from './behaviour.ts';
import { findProfile } from './behaviour-store.ts';
import { openProfile } from './sealed-profile.ts';

interface Found {
  readonly breaker: AgentBehaviour['breaker'];
  readonly level_reason: string | null;
  readonly trust: TrustRecord;
}

const question = `SELECT CASE WHEN a.breaker_opened_at IS NULL THEN NULL
      ELSE jsonb_build_object('openedAt', ${isoText('a.breaker_opened_at')}, 'reason', a.breaker_reason) END AS breaker, a.level_reason,
    jsonb_build_object(
      'outcomes', (SELECT jsonb_build_object('done', count(*) FILTER (WHERE d.state = 'done'), 'failed', count(*) FILTER (WHERE d.state = 'failed'),
         'inDoubt', count(*) FILTER (WHERE d.state = 'in_doubt')) FROM decisions d WHERE d.agent_id = a.id AND d.at >= $2),
      'decisions', (SELECT jsonb_build_object('all', count(*), 'refused', count(*) FILTER (WHERE d.kind IN ('block', 'block_and_open_incident')))
         FROM decisions d WHERE d.agent_id = a.id AND d.at >= $2),
      'proposals', (SELECT jsonb_build_object('accepted', count(*) FILTER (WHERE v.status IN ('approved', 'consumed')),
         'refused', count(*) FILTER (WHERE v.status = 'refused')) FROM approvals v WHERE v.agent_id = a.id AND v.requested_at >= $2),
      'incidents', (SELECT jsonb_build_object('open', count(*) FILTER (WHERE i.closed_at IS NULL),
         'critical', count(*) FILTER (WHERE i.severity = 'critical' AND i.opened_at >= $2),
         'others', count(*) FILTER (WHERE i.severity <> 'critical' AND i.closed_at IS NOT NULL AND i.opened_at >= $2)) FROM incidents i WHERE i.agent_id = a.id),
      'openFindings', (SELECT jsonb_build_object('grave', count(*) FILTER (WHERE f.severity IN ('high', 'critical')),
         'others', count(*) FILTER (WHERE f.severity IN ('low', 'medium'))) FROM findings f
         WHERE f.agent_id = a.id AND f.status NOT IN ('closed', 'risk_accepted', 'false_positive')),
      'redTeam', COALESCE((SELECT CASE WHEN t.result = 'failed' THEN 'failed'
           WHEN t.tested_at < $3::timestamptz - (SELECT red_team_max_age_ms FROM facts_state) * interval '1 millisecond' THEN 'stale' ELSE 'passed' END
         FROM ${tellingTest}), 'none'),
      'openAlerts', (SELECT count(*) FROM behaviour_alerts b WHERE b.agent_id = a.id AND b.status = 'open')) AS trust
  FROM agents a WHERE a.id = $1`;

const daysMs = 30 * 86_400_000;
const namesShown = 100;

export async function loadBehaviour(
  tx: TenantReader,
  sealer: TenantSealer,
  agentId: string,
  nowMs: number,
): Promise<AgentBehaviour> {
  const [found] = await tx.query<Found>(question, [
    agentId,
    new Date(nowMs - daysMs).toISOString(),
    new Date(nowMs).toISOString(),
  ]);
  if (found === undefined) throw notFound('agent');
  const sealed = await findProfile(tx, agentId);
  const { score, parts } = trustScore(found.trust);
  return {
    agentId,
    ...shown(sealed === undefined ? undefined : openProfile(sealer, agentId, sealed)),
    breaker: found.breaker,
    levelReason: found.level_reason,
    trust: { score, parts: [...parts] },
  };
}

function shown(
  profile: BehaviourProfile | undefined,
): Omit<AgentBehaviour, 'agentId' | 'breaker' | 'levelReason' | 'trust'> {
  if (profile === undefined)
    return {
      state: 'none',
      since: null,
      actions: 0,
      learning: null,
      tools: [],
      dataClasses: [],
      places: [],
      perMinuteMax: 0,
      refusedShare: 0,
      departsAbove: null,
    };
  const { actions, refused } = profile;
  // of those it learned; a refusal counts for the share alone
  const learning = learningUntil(profile);
  const { callsPerMinute, refusedOfLately } = departsAbove(profile);
  return {
    state: profile.ready ? 'ready' : 'learning',
    since: new Date(profile.sinceMs).toISOString(),
    actions: passedOf(profile),
    learning:
      learning === undefined
        ? null
        : { actions: learning.actions, until: new Date(learning.atMs).toISOString() },
    tools: mostUsed(profile.tools),
    dataClasses: mostUsed(profile.dataClasses),
    places: mostUsed(profile.places),
    perMinuteMax: profile.perMinuteMax,
    refusedShare: actions === 0 ? 0 : Math.min(1, refused / actions),
    departsAbove: { callsPerMinute, refusedOfLast50: refusedOfLately },
  };
}

function mostUsed(counts: Readonly<Record<string, number>>): { name: string; actions: number }[] {
  return Object.entries(counts)
    .map(([name, actions]) => ({ name, actions }))
    .sort((a, b) => b.actions - a.actions || (a.name < b.name ? -1 : 1))
    .slice(0, namesShown);
}
