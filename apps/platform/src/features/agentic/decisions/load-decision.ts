/** One decision whole: what the index knows, what its journal entries say, and what was asked for, opened for this reader. */
import type { TenantReader } from '@gamut/database/tenant-transaction';
import { findEntry, type StoredEntry } from '../../../audit/journal-reading.ts';
import { notFound } from '../../../http/expected-refusals.ts';
import type { TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { openAsked } from './asked-action.ts';
import { findDecision, listNames } from './decision-store.ts';
import { findQuestion, questionRow } from './question-store.ts';
import type { DecisionBody } from './decision-body.ts';
import type { DecisionDetail, Outcome } from './decision.ts';

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
  if (found === undefined) return loadQuestion(tx, id);
  const [entry, ended, names] = await Promise.all([
    findEntry(tx, 'decisions', found.row.seq),
    found.outcomeSeq === null ? undefined : findEntry(tx, 'decisions', found.outcomeSeq),
    listNames(tx),
  ]);
  if (entry === undefined) throw new Error(`decision ${id} stands in the index and not in the stream`);
  const asked = found.argumentsSealed === null ? undefined : openAsked(open, id, found.argumentsSealed);
  return {
    ...found.row,
    target: asked?.target ?? null,
    argumentsShown: asked?.argumentsShown ?? null,
    ...toldBy(entry, names),
    outcome: ended === undefined ? null : outcomeOf(ended),
  };
}

/** What was only asked: of its arguments the digest alone is kept. */
async function loadQuestion(tx: TenantReader, id: string): Promise<DecisionDetail> {
  const [entry, names] = await Promise.all([findQuestion(tx, id), listNames(tx)]);
  if (entry === undefined) throw notFound('decision');
  return {
    ...questionRow(entry),
    target: null,
    argumentsShown: null,
    ...toldBy(entry, names),
    outcome: null,
  };
}

/** What the stream's own entry says. */
function toldBy(entry: StoredEntry, names: ReadonlyMap<string, string>) {
  const body = bodyOf<DecisionBody>(entry);
  return {
    level: body.agent.level,
    actionSha256: body.action.sha256,
    factsVersion: body.facts.version,
    factsSha256: body.facts.sha256,
    policySha256: body.policySha256,
    buildSha256: body.buildSha256,
    decidedInNs: body.decidedInNs,
    reasons: body.decision.reasons,
    trace: body.decision.trace.map((step) => ({ ...step, saw: withNames(step.saw, names) })),
    tenantRules: body.decision.tenantRules ?? [],
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
