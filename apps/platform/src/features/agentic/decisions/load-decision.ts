/** One decision whole: what the index knows, what its journal entries say, and what was asked for, opened for this reader. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import type { Reason, TenantRuleVerdict, TraceStep } from '@gamut/protocol/decision';
import { findEntry, type StoredEntry } from '../../../audit/journal-reading.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked } from './asked-action.ts';
import { findDecision, listNames } from './decision-store.ts';
import type { DecisionDetail, Outcome } from './decision.ts';

interface DecisionBody {
  readonly agent: { readonly level: string | null };
  readonly action: { readonly sha256: string };
  readonly facts: { readonly version: number; readonly sha256: string };
  readonly policySha256: string;
  readonly buildSha256: string;
  readonly decidedInNs: number;
  readonly decision: {
    readonly reasons: Reason[];
    readonly trace: TraceStep[];
    /** Absent where no rule was asked. */
    readonly tenantRules?: TenantRuleVerdict[];
  };
}

interface OutcomeBody extends Pick<Outcome, 'state' | 'redactions' | 'degraded' | 'detail' | 'tookMs'> {
  readonly endedAt: string;
  readonly answer: { readonly sha256: string | null; readonly bytes: number };
}

const bodyOf = <T>(entry: StoredEntry): T => (JSON.parse(entry.bytes) as { body: T }).body;
const placeOf = ({ stream, seq, hash }: StoredEntry) => ({ stream, seq, hash });

export async function loadDecision(
  tx: TenantReader,
  open: TenantSealer['open'],
  id: string,
): Promise<DecisionDetail> {
  const found = await findDecision(tx, id);
  if (found === undefined) throw notFound('decision');
  const [entry, ended, names] = await Promise.all([
    findEntry(tx, 'decisions', found.row.seq),
    found.outcomeSeq === null ? undefined : findEntry(tx, 'decisions', found.outcomeSeq),
    listNames(tx),
  ]);
  if (entry === undefined) throw new Error(`decision ${id} stands in the index and not in the stream`);
  const body = bodyOf<DecisionBody>(entry);
  const asked = found.argumentsSealed === null ? undefined : openAsked(open, id, found.argumentsSealed);
  return {
    ...found.row,
    level: body.agent.level,
    target: asked?.target ?? null,
    argumentsShown: asked?.argumentsShown ?? null,
    actionSha256: body.action.sha256,
    factsVersion: body.facts.version,
    factsSha256: body.facts.sha256,
    policySha256: body.policySha256,
    buildSha256: body.buildSha256,
    decidedInNs: body.decidedInNs,
    reasons: body.decision.reasons,
    trace: body.decision.trace.map((step) => ({ ...step, saw: withNames(step.saw, names) })),
    tenantRules: body.decision.tenantRules ?? [],
    outcome: ended === undefined ? null : outcomeOf(ended),
    journal: placeOf(entry),
  };
}

/** The stream holds people's ids alone, so that a name can be erased; whoever may read a decision reads the names beside it. */
function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/usr_[0-9a-z]{26}/g, (id) => names.get(id) ?? id);
}

function outcomeOf(entry: StoredEntry): Outcome {
  const { state, endedAt, answer, redactions, degraded, detail, tookMs } = bodyOf<OutcomeBody>(entry);
  return {
    state,
    at: endedAt,
    answerSha256: answer.sha256,
    answerBytes: answer.bytes,
    redactions,
    degraded,
    detail,
    tookMs,
    journal: placeOf(entry),
  };
}
