/**
 * Makes decisions and outcomes durable: one batch, one tenant, one transaction. Platform judges again what can have changed
 * (tenant, facts version, nonce, approval), appends to the decision stream as its last act, and answers entry by entry. A
 * refusal is recorded as a block before it is answered; a stale entry leaves nothing. The receipt that comes back is the
 * only thing that lets Gateway act (promise: fail-closed enforcement).
 */
import { planEntitles } from '@gamut/access/plans';
import type { Database, TenantRef } from '@gamut/database/database';
import type { TenantTx } from '@gamut/database/tenant-transaction';
import { AppError } from '@gamut/kernel/app-error';
import type { Clock, RandomBytes } from '@gamut/kernel/time-source';
import type { Reason } from '@gamut/protocol/decision';
import type {
  DecisionEntry,
  LedgerAnswer,
  LedgerBatch,
  LedgerResult,
  OutcomeEntry,
} from '@gamut/protocol/ledger';
import { chainEntries, writeEntries, type NewJournalEntry } from '../../../audit/append-entries.ts';
import type { TenantKeys, TenantSealer } from '../../../tenancy/tenant-keys.ts';
import { createCredentialUses } from '../agents/credential-uses.ts';
import { keepFacts } from '../facts/keep-facts.ts';
import { demoteFallen } from '../incidents/demote-for-incident.ts';
import { tellDoubts } from '../actions-in-doubt/tell-doubts.ts';
import { endObservePeriods } from '../observe-periods/end-observe-periods.ts';
import { sealAsked, sealWhole } from './asked-action.ts';
import { claimBatch } from './claim-batch.ts';
import { claimStarts } from './claim-starts.ts';
import { answerTo, closes, endActions, leavesEntry, outcomeEntry, type EndedActions } from './end-actions.ts';
import { decisionBody, refusedDecision } from './journal-body.ts';
import { indexBeside, recordOutcomeSeqs, type IndexedDecision } from './ledger-store.ts';
import { storeLearned } from './learned-store.ts';
import { askPeople } from './open-approval.ts';
import { openIncident } from './open-incident.ts';
import { refusalReasons } from './refusal-reasons.ts';
import { createTenantQueue } from './tenant-queue.ts';
import { storeAllowTokens } from './allow-token-store.ts';
import { asksOnly, opensIncident, passes, starts } from './decision-way.ts';

export interface LedgerParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly keys: TenantKeys;
}

/** Undefined while the tenant is sealed: then what was asked for is recorded without its arguments, and nothing is allowed. */
type Seal = TenantSealer['seal'] | undefined;

export interface Ledger {
  /** @param requestNonce nonce of the signed request that carried the batch; it is spent in the same transaction */
  commit(tenant: TenantRef, batch: LedgerBatch, requestNonce: string): Promise<LedgerAnswer>;
}

export function createLedger(parts: LedgerParts): Ledger {
  const inOrder = createTenantQueue();
  const uses = createCredentialUses(parts.clock);
  return {
    commit: (tenant, batch, requestNonce) =>
      inOrder(tenant.id, async () => {
        // Asked anew for each batch and never from memory: a tenant that was suspended, or whose plan was lowered, acts no more.
        const standing = await parts.db.findTenantNow(tenant.id);
        const commit = (seal: Seal) =>
          parts.db.tenant(
            tenant,
            async (tx) => {
              await uses.record(tx, batch.entries);
              return commitBatch(tx, standing, batch, requestNonce, seal, parts);
            },
            { onePlan: true },
          );
        const seal = await unlessSealed(async () => (await parts.keys.sealerOf(tenant)).seal);
        // sealed while the batch was under way: it was rolled back whole, and is recorded as what it is now
        const committed = seal === undefined ? undefined : await unlessSealed(() => commit(seal));
        const results = committed ?? (await commit(undefined));
        // a death or a failure here is made good by the sweep; control 11 stops the agent either way
        if (mayHaveFallen(batch)) await demoteFallen(parts.db, tenant, parts.clock).catch(() => undefined);
        if (results.some(metPeriodOver))
          await endObservePeriods(parts.db, tenant, parts.clock).catch(() => undefined);
        if (leavesDoubt(batch)) await tellDoubts(parts.db, tenant, parts.clock).catch(() => undefined);
        return { tenant: tenant.id, results };
      }),
  };
}

/** A critical incident may have been opened against an agent above intern. */
function mayHaveFallen({ entries }: LedgerBatch): boolean {
  return entries.some(
    (entry) => entry.kind === 'decision' && entry.level !== 'intern' && opensIncident(entry),
  );
}

function metPeriodOver(result: LedgerResult): boolean {
  return result.status === 'refused' && result.reason.code === refusalReasons.observePeriodOver.code;
}

function leavesDoubt({ entries }: LedgerBatch): boolean {
  return entries.some(
    (entry) => entry.kind === 'outcome' && (entry.state === 'in_doubt' || entry.unheard === true),
  );
}

async function unlessSealed<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'tenant_sealed') return undefined;
    throw error;
  }
}

/** One entry on its way through the batch: what was found out about it so far. */
interface Judged {
  readonly entry: DecisionEntry;
  refusal: Reason | undefined;
  approval: { id: string; expiresAt: string } | null;
  incident: string | null;
}

async function commitBatch(
  tx: TenantTx,
  standing: TenantRef | undefined,
  batch: LedgerBatch,
  requestNonce: string,
  seal: Seal,
  { clock, random }: LedgerParts,
): Promise<LedgerResult[]> {
  const decisions = batch.entries.filter((entry) => entry.kind === 'decision');
  const outcomes = onceEach(batch.entries.filter((entry) => entry.kind === 'outcome'));
  const claimed = await claimBatch(tx, decisions, requestNonce, clock);
  const { version, at, head, fresh, known, kept, looked } = claimed;
  const current = looked.entries;
  const early = new Map(
    current.map((entry) => [
      entry,
      refuseEarly(entry, standing, fresh, known, seal) ?? looked.refusalOf(entry),
    ]),
  );
  const able = current.filter((entry) => early.get(entry) === undefined);
  const [denied, ended] = await Promise.all([
    claimStarts(tx, able, at),
    endActions(tx, outcomes, head.seq + current.length, at),
    keepFacts(tx, { id: batch.tenant, standing }, current, kept, at),
  ]);
  const judged = current.map((entry): Judged => {
    const refusal = early.get(entry) ?? denied.get(entry.id);
    return { entry, refusal, approval: null, incident: null };
  });
  for (const one of judged) {
    if (one.refusal !== undefined || asksOnly(one.entry)) continue;
    if (one.entry.decision.kind === 'require_approval' && seal !== undefined) {
      const asked = await askPeople(tx, one.entry, at, random, seal);
      if ('code' in asked) one.refusal = asked;
      else one.approval = asked;
    } else if (opensIncident(one.entry)) one.incident = await openIncident(tx, one.entry, at, random);
  }
  const unperformed = judged.filter((one) => one.refusal !== undefined).map((one) => one.entry);
  await Promise.all([looked.save(unperformed), storeLearned(tx, outcomes, ended.closed, at)]);
  return record(tx, { batch, version, at, head, judged, outcomes, ended, seal, again: looked.again });
}

/** One outcome that stands twice in a batch is said once; and nobody heard of it where either says so. */
function onceEach(outcomes: readonly OutcomeEntry[]): readonly OutcomeEntry[] {
  const said = new Map<string, OutcomeEntry>();
  for (const outcome of outcomes) {
    const before = said.get(outcome.id);
    if (before === undefined) said.set(outcome.id, outcome);
    else if (outcome.unheard === true) said.set(outcome.id, { ...before, unheard: true });
  }
  return said.size === outcomes.length ? outcomes : [...said.values()];
}

interface Recording {
  readonly batch: LedgerBatch;
  readonly version: number;
  readonly at: string;
  readonly head: { seq: number; hash: string };
  readonly judged: readonly Judged[];
  readonly outcomes: readonly OutcomeEntry[];
  readonly ended: EndedActions;
  readonly seal: Seal;
  readonly again: ReadonlyMap<string, LedgerResult>;
}

/** The last act: journal, index, and the answers in the order of the batch. */
function record(tx: TenantTx, work: Recording): LedgerResult[] {
  const { batch, at, judged, ended } = work;
  const told = work.outcomes.filter((outcome) => leavesEntry(outcome, ended));
  const entries: NewJournalEntry[] = [
    ...judged.map((one) => decisionEntry(one, batch.instance)),
    ...told.map((outcome) => outcomeEntry(outcome, ended)),
  ];
  const chained = chainEntries(tx, 'decisions', work.head, at, entries);
  const { receipts } = chained;
  const answers = new Map<string, LedgerResult>();
  const indexed = judged.flatMap((one, place): IndexedDecision[] => {
    const receipt = receipts[place] as (typeof receipts)[number];
    const { entry, refusal } = one;
    answers.set(
      entry.id,
      refusal === undefined
        ? { id: entry.id, status: 'committed', receipt, approval: one.approval, incident: one.incident }
        : { id: entry.id, status: 'refused', reason: refusal, receipt },
    );
    return isReplay(refusal) || asksOnly(entry) ? [] : [indexRow(one, receipt, work.seal)];
  });
  const of = new Map(told.map((outcome, place) => [outcome.id, receipts[judged.length + place]]));
  for (const outcome of work.outcomes) answers.set(outcome.id, answerTo(outcome, ended, of.get(outcome.id)));
  const moved = told
    .filter((outcome) => closes(outcome, ended))
    .map(({ id, decision }) => ({ decision, seq: of.get(id)?.seq as number }))
    .filter(({ decision, seq }) => (ended.closed.get(decision)?.seq ?? seq) !== seq);
  const given = judged.filter((one) => one.refusal === undefined).map((one) => one.entry);
  // Sent without waiting: the commit leaves in the same flight, and what of this fails keeps it from being carried out.
  const sent = [
    writeEntries(tx, chained, indexBeside(at, indexed)),
    storeAllowTokens(tx, given, at),
    recordOutcomeSeqs(tx, moved),
  ];
  for (const one of sent) one.catch(() => undefined);
  return batch.entries.map(
    (entry) =>
      answers.get(entry.id) ??
      work.again.get(entry.id) ?? { id: entry.id, status: 'stale', factsVersion: work.version },
  );
}

/** Remembers nonce and id as used, so that a second entry of the same batch can't stand on them. */
function refuseEarly(
  entry: DecisionEntry,
  standing: TenantRef | undefined,
  fresh: Set<string>,
  known: Set<string>,
  seal: Seal,
): Reason | undefined {
  const first = fresh.delete(entry.nonce) && !known.has(entry.id);
  known.add(entry.id);
  if (!first) return refusalReasons.replayed;
  if (seal === undefined && (passes(entry) || entry.decision.kind === 'require_approval'))
    return refusalReasons.tenantSealed;
  if (!passes(entry)) return undefined;
  if (standing?.status !== 'active') return refusalReasons.tenantNotActive;
  return planEntitles(standing.plan, 'agentic') ? undefined : refusalReasons.notEntitled;
}

function decisionEntry({ entry, refusal, approval, incident }: Judged, instance: string): NewJournalEntry {
  const decision = refusal === undefined ? entry.decision : refusedDecision(entry.decision, refusal);
  const body = decisionBody({ ...entry, decision }, instance, { approval: approval?.id ?? null, incident });
  // A replay decides nothing: it is recorded under a name of its own, so that each decision stands once in the stream.
  // So is a question, which nothing can follow.
  const kind = isReplay(refusal) ? 'decision.replayed' : asksOnly(entry) ? 'question' : 'decision';
  return { kind, subject: entry.id, body };
}

function isReplay(refusal: Reason | undefined): boolean {
  return refusal?.code === refusalReasons.replayed.code;
}

function indexRow(one: Judged, receipt: IndexedDecision['receipt'], seal: Seal): IndexedDecision {
  const { entry, refusal } = one;
  const decision = refusal === undefined ? entry.decision : refusedDecision(entry.decision, refusal);
  return {
    entry,
    receipt,
    approvalId: one.approval?.id ?? entry.approval,
    incidentId: one.incident,
    argumentsSealed: seal === undefined ? null : sealAsked(seal, entry.id, entry),
    wholeSealed: wholeOf(one, seal),
    kind: decision.kind,
    reasonCodes: decision.reasons.map((reason) => reason.code),
    started: starts({ ...entry, decision }),
  };
}

/** Of what was refused nothing is asked and nothing passed, so nobody needs it. */
function wholeOf({ entry, refusal }: Judged, seal: Seal): string | null {
  if (refusal !== undefined || entry.argumentsWhole === undefined || seal === undefined) return null;
  return sealWhole(seal, entry.id, entry.argumentsWhole);
}
