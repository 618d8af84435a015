/**
 * What the decisions of the last days would have come to on other facts. Every decision of the window is simulated, unknown by
 * a cause that is named, or not reached; none is passed over in silence. Bounded in count and time.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { Clock } from '@gamut/kernel/time-source';
import { commitReasonCodes, gatewayReasonCodes } from '@gamut/policy/replay/decided-elsewhere';
import type { IndexedFacts } from '@gamut/policy/indexed-facts';
import { simulateAgain } from '@gamut/policy/simulation/simulate-decision';
import { readRecordedDecision, type RecordedDecision } from '@gamut/protocol/recorded-decision';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked } from '../decisions/asked-action.ts';
import { countDecided, listDecided, type Decided } from '../decisions/decided-store.ts';
import type { DaysResult, SimulatedDifference } from './simulation.ts';

const pageRows = 250;
const rowsMax = 5000;
const tookMsMax = 10_000;
const differencesMax = 200;

export interface DaysSources {
  readonly tx: TenantReader;
  readonly indexed: IndexedFacts;
  readonly open: TenantSealer['open'];
  readonly clock: Clock;
}

type Look =
  | { readonly kind: 'same'; readonly exactly: boolean }
  | { readonly kind: 'other'; readonly exactly: boolean; readonly difference: SimulatedDifference }
  | { readonly kind: 'unknown'; readonly why: string };

export async function simulateDays(days: number, sources: DaysSources): Promise<DaysResult> {
  const { tx, clock } = sources;
  const untilMs = clock.nowMs();
  const sinceMs = untilMs - days * 86_400_000;
  const decided = await countDecided(tx, sinceMs);
  const endMs = clock.monotonicMs() + tookMsMax;
  const looks: Look[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  while (looks.length < rowsMax && clock.monotonicMs() < endMs) {
    const page = await listDecided(tx, { before, limit: pageRows, sinceMs });
    for (const row of page) {
      looks.push(lookAt(row, sources));
      // others have their turn
      if (looks.length % 50 === 0) await turn();
    }
    if (page.length < pageRows) break;
    before = page.at(-1)?.seq ?? 0;
  }
  return sum(looks, {
    decided,
    since: new Date(sinceMs).toISOString(),
    until: new Date(untilMs).toISOString(),
  });
}

function lookAt(row: Decided, { indexed, open }: DaysSources): Look {
  const recorded = readRecordedDecision((JSON.parse(row.bytes) as { body: unknown }).body);
  if (recorded === undefined) return { kind: 'unknown', why: 'its record lacks what it was decided on' };
  if (wasElsewhere(recorded))
    return { kind: 'unknown', why: 'it was blocked for what only Gateway or the platform saw' };
  const asked = row.argumentsSealed === null ? undefined : openAsked(open, row.id, row.argumentsSealed);
  const again = simulateAgain(indexed, recorded, asked?.argumentsShown, row.at);
  if (again.kind === 'unknown') return again;
  const [was, would] = [sideOf(recorded.decision), sideOf(again.decision)];
  const { exactly } = again;
  if (JSON.stringify(was) === JSON.stringify(would)) return { kind: 'same', exactly };
  const { id, seq, at } = row;
  const of = { agentId: recorded.agent.id, tool: recorded.action.tool };
  return { kind: 'other', exactly, difference: { decisionId: id, seq, at, ...of, was, would } };
}

function wasElsewhere({ decision }: RecordedDecision): boolean {
  const [first] = decision.reasons;
  return (
    decision.kind === 'block' &&
    first !== undefined &&
    (gatewayReasonCodes.has(first.code) || commitReasonCodes.has(first.code))
  );
}

function sideOf({ kind, reasons }: RecordedDecision['decision']): SimulatedDifference['was'] {
  return { kind, reasonCodes: reasons.map((reason) => reason.code) };
}

function sum(
  looks: readonly Look[],
  window: { readonly decided: number; readonly since: string; readonly until: string },
): DaysResult {
  const causes = new Map<string, number>();
  for (const look of looks) {
    if (look.kind === 'unknown') causes.set(look.why, (causes.get(look.why) ?? 0) + 1);
  }
  const known = looks.filter((look) => look.kind !== 'unknown');
  const others = known.filter((look) => look.kind === 'other');
  return {
    kind: 'days',
    ...window,
    simulated: known.length,
    inexact: known.filter((look) => !look.exactly).length,
    unknown: [...causes].map(([why, count]) => ({ why, count })),
    notReached: Math.max(0, window.decided - looks.length),
    changed: others.length,
    differences: others.slice(0, differencesMax).map((look) => look.difference),
  };
}
