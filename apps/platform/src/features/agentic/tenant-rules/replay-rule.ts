/**
 * What a version would have changed in the last seven days, before anybody publishes it: each recorded decision, with what
 * the rule says of it, on the lattice. What cannot be known is counted by its cause. Read in pages outside of any change, and
 * bounded in count and time; what was not reached is counted too.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { decisionKinds, type DecisionKind } from '@gamut/kernel/agentic-terms';
import { tryRule, type RuleVerdict } from '@gamut/policy/tenant-rules/try-rule';
import type { TenantFacts } from '@gamut/protocol/facts';
import type { TenantRuleFacts } from '@gamut/protocol/tenant-rule-facts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { presentOf, recordedCall } from './recorded-call.ts';
import { countRecordedCalls, listRecordedCalls, type RecordedCallRow } from './recorded-calls-store.ts';
import type { RuleReplay } from './tenant-rule.ts';

const windowMs = 7 * 86_400_000;
const pageRows = 250;
const rowsMax = 5000;
const tookMsMax = 10_000;
const changesShownMax = 100;

export interface ReplaySources {
  readonly inRead: <T>(work: (tx: TenantReader) => Promise<T>) => Promise<T>;
  readonly facts: TenantFacts;
  readonly open: TenantSealer['open'];
  readonly nowMs: number;
  /** Goes on, whatever the wall clock does. */
  readonly monotonicMs: () => number;
}

export async function replayRule(rule: TenantRuleFacts, sources: ReplaySources): Promise<RuleReplay> {
  const { inRead, nowMs, monotonicMs } = sources;
  const sinceIso = new Date(nowMs - windowMs).toISOString();
  const decided = await inRead((tx) => countRecordedCalls(tx, sinceIso));
  const look = lookOver(rule, sources);
  const endMs = monotonicMs() + tookMsMax;
  let seen = 0;
  let beforeSeq = Number.MAX_SAFE_INTEGER;
  while (seen < rowsMax && monotonicMs() < endMs) {
    const page = await inRead((tx) => listRecordedCalls(tx, { sinceIso, beforeSeq, limit: pageRows }));
    for (const row of page) {
      look.at(row);
      // a rule takes a fraction of a millisecond: others have their turn
      if (++seen % 10 === 0) await turn();
    }
    if (page.length < pageRows) break;
    beforeSeq = page.at(-1)?.seq ?? 0;
  }
  return look.sum({
    since: sinceIso,
    until: new Date(nowMs).toISOString(),
    decided,
    notReached: Math.max(0, decided - seen),
  });
}

interface Look {
  at(row: RecordedCallRow): void;
  sum(window: { since: string; until: string; decided: number; notReached: number }): RuleReplay;
}

function lookOver(rule: TenantRuleFacts, { facts, open }: ReplaySources): Look {
  const { judge, needs } = tryRule(rule);
  const present = presentOf(facts);
  const lacking = new Map<string, number>();
  const changes: RuleReplay['changes'] = [];
  let replayed = 0;
  let wouldChange = 0;
  return {
    at(row) {
      const call = row.kind.startsWith('block') ? 'untouched' : recordedCall(row, present, needs, open);
      if (typeof call === 'string' && call !== 'untouched')
        return void lacking.set(call, (lacking.get(call) ?? 0) + 1);
      replayed += 1;
      const would =
        call === 'untouched'
          ? row.kind
          : outcomeOf(row.kind, judge(call.call, call.reducible), call.approved);
      if (would === row.kind) return;
      wouldChange += 1;
      if (changes.length < changesShownMax)
        changes.push({
          decisionId: row.id,
          at: row.at.toISOString(),
          agentName: row.agent_name,
          tool: row.tool,
          was: row.kind,
          would,
        });
    },
    sum({ notReached, ...window }) {
      if (notReached > 0) lacking.set('not reached within the bounds of a replay', notReached);
      const notReplayable = [...lacking].map(([why, count]) => ({ why, count }));
      const left = notReplayable.reduce((sum, { count }) => sum + count, 0);
      const says = `would change ${figure(wouldChange)} of ${figure(window.decided)}${left === 0 ? '' : `; ${figure(left)} not replayable`}`;
      return { ...window, replayed, wouldChange, notReplayable, changes, says };
    },
  };
}

/** The stronger of what was and what the rule says. Whoever approved it would have been shown the rule's reason with the others. */
function outcomeOf(was: string, verdict: RuleVerdict, approved: boolean): string {
  const says: Readonly<Record<RuleVerdict, DecisionKind>> = {
    no_match: 'allow',
    degrade: 'degrade',
    require_approval: approved ? 'allow' : 'require_approval',
    block: 'block',
    fault: 'block',
  };
  const rank = (kind: string): number => decisionKinds.indexOf(kind as DecisionKind);
  return rank(says[verdict]) > rank(was) ? says[verdict] : was;
}

const figure = (count: number): string => count.toLocaleString('en-GB');
