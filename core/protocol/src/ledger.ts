/**
 * The ledger edge (Gateway → platform, `POST /internal/v1/ledger`): one signed request, one tenant, one transaction, many
 * entries. A decision is durable when its entry came back `committed`, and only then may the call be made; an outcome is
 * durable before the answer is returned. One bad entry fails alone.
 */
import { Type, type Static, type TSchema } from 'typebox';
import { actionTypes, atfLevels, dataClasses, severities } from '@gamut/kernel/agentic-terms';
import { Decision, Reason } from './decision.ts';
import { EntryJudged } from './entry-judged.ts';
import {
  LearnedDigest,
  learnedDigestsMax,
  LearnedOrigin,
  LearnedRecipient,
  learnedRecipientsMax,
} from './learned-origin.ts';
import { currenciesMax, CurrencyAmount, TransactionCount } from './transaction-limit.ts';

const closed = { additionalProperties: false } as const;
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Text = Type.String({ maxLength: 4096 });
const Time = Type.String({ format: 'date-time' });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

/**
 * What may follow a decision that passes. Absent: the call is made at once, and the receipt is the claim to make it. `token`:
 * nothing starts; an allow token stands for it. `redeem`: the call that such a token was given for, which it uses up.
 * `question`: nothing follows, ever; it was only asked.
 */
export const DecisionWay = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('token'),
      id: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
      lifeMs: Type.Integer({ minimum: 1, maximum: 60_000 }),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('redeem'),
      token: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
      /** The decision that the token was given with. */
      decision: Type.String({ pattern: '^dec_[0-9a-z]{26}$' }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('question') }, closed),
]);
export type DecisionWay = Static<typeof DecisionWay>;

/** What platform is to count for an action; `seen`: what was counted when the decision was made, once platform has said it. */
export const EntryTransaction = Type.Object(
  {
    amount: Type.Number({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    /** In currencies, and under null what a number does not hold exactly; absent: `amount` is all there is. */
    amounts: Type.Optional(Type.Array(CurrencyAmount, { maxItems: currenciesMax })),
    seen: Type.Optional(Type.Array(TransactionCount, { maxItems: 6 })),
  },
  closed,
);

/** Whom a consequential call reaches, by digest; `learned`: those that an untrusted answer taught, once platform has said it. */
export const EntryTrust = Type.Object(
  {
    recipients: Type.Array(LearnedDigest, { minItems: 1, maxItems: learnedDigestsMax }),
    /** Each of them, and `*` beside them. */
    seen: Type.Optional(Type.Array(LearnedDigest, { maxItems: learnedDigestsMax + 1 })),
    learned: Type.Optional(Type.Array(LearnedRecipient, { maxItems: learnedRecipientsMax })),
  },
  closed,
);

export const DecisionEntry = Type.Object(
  {
    kind: Type.Literal('decision'),
    id: Type.String({ pattern: '^dec_[0-9a-z]{26}$' }),
    /** 128 bits of the call that came into Gateway, spent here; Gateway makes one for a way in that has none (MCP). */
    nonce: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
    at: Time,
    /** Null when the credential named no agent of this tenant; such a decision is always a block. */
    agent: Text,
    agentName: Text,
    /** The credential that the call showed; entries of before have none. */
    credential: Type.Optional(Text),
    level: orNull(Type.Enum([...atfLevels])),
    tool: Text,
    toolId: orNull(Text),
    connector: orNull(Text),
    actionType: orNull(Type.Enum([...actionTypes])),
    dataClass: orNull(Type.Enum([...dataClasses])),
    risk: orNull(Type.Enum([...severities])),
    target: orNull(Type.String({ maxLength: 8192 })),
    actionSha256: Sha256,
    /**
     * By what this action is known again when the tool's record has changed: as it would be performed, then as it was asked for where
     * that differs. What has no effect and entries of before have none.
     */
    repetition: Type.Optional(Type.Array(Sha256, { minItems: 1, maxItems: 2 })),
    /** Arguments with secrets redacted, as a person may see them; kept sealed, and never in the journal. At most 64 kB. */
    argumentsShown: Type.String({ maxLength: 65_536 }),
    /** The same with account and card numbers, and still no secret, where that is another text and somebody has use for it. */
    argumentsWhole: Type.Optional(Type.String({ maxLength: 240_000 })),
    schemaSha256: orNull(Sha256),
    factsVersion: Type.Integer({ minimum: 0 }),
    factsSha256: Sha256,
    policySha256: Sha256,
    buildSha256: Sha256,
    /** Calls counted in the running minute when the limits were judged. */
    usage: Type.Object({ agentCalls: Type.Integer(), toolCalls: Type.Integer() }, closed),
    /** On every entry of a tenant in whose facts any transaction limit stands. */
    transaction: Type.Optional(EntryTransaction),
    trust: Type.Optional(EntryTrust),
    /** The approval that this action uses up; it is consumed in this transaction. */
    approval: orNull(Text),
    /** How long an approval that is asked for stays open; only with `require_approval`. */
    approvalExpiresAfterMs: orNull(Type.Integer({ minimum: 60_000 })),
    decision: Decision,
    judged: Type.Optional(EntryJudged),
    way: Type.Optional(DecisionWay),
    /** Nanoseconds that the pure decision took. */
    decidedInNs: Type.Integer({ minimum: 0 }),
  },
  closed,
);
export type DecisionEntry = Static<typeof DecisionEntry>;

export const outcomeStates = ['done', 'failed', 'in_doubt'] as const;

export const OutcomeEntry = Type.Object(
  {
    kind: Type.Literal('outcome'),
    id: Type.String({ pattern: '^out_[0-9a-z]{26}$' }),
    decision: Type.String({ pattern: '^dec_[0-9a-z]{26}$' }),
    at: Time,
    state: Type.Enum([...outcomeStates]),
    /** SHA-256 and size of the answer as it was returned (redacted, bounded). */
    answerSha256: orNull(Sha256),
    answerBytes: Type.Integer({ minimum: 0 }),
    /** What the redactor took out, by detector name. */
    redactions: Type.Record(Type.String(), Type.Integer({ minimum: 1 })),
    degraded: orNull(Text),
    /** Why it failed or is in doubt, in a sentence without upstream's words. */
    detail: orNull(Text),
    /** What an untrusted answer taught the agent, by digest. */
    learned: Type.Optional(Type.Array(LearnedDigest, { maxItems: learnedDigestsMax })),
    /** The agent was told that nobody knows how its action ended, which is no reading: so it is in doubt, however it ended. */
    unheard: Type.Optional(Type.Literal(true)),
    tookMs: Type.Number({ minimum: 0 }),
  },
  closed,
);
export type OutcomeEntry = Static<typeof OutcomeEntry>;

export const LedgerBatch = Type.Object(
  {
    tenant: Type.String({ pattern: '^tnt_[0-9a-z]{26}$' }),
    instance: Text,
    entries: Type.Array(Type.Union([DecisionEntry, OutcomeEntry]), { minItems: 1, maxItems: 256 }),
  },
  closed,
);
export type LedgerBatch = Static<typeof LedgerBatch>;

/** Proof that an entry is committed: its place in the stream and its leaf hash. */
export const Receipt = Type.Object(
  { stream: Text, seq: Type.Integer({ minimum: 1 }), hash: Sha256, at: Time },
  closed,
);
export type Receipt = Static<typeof Receipt>;

export const LedgerResult = Type.Union([
  Type.Object(
    {
      id: Text,
      status: Type.Literal('committed'),
      receipt: Receipt,
      /** The approval that now waits, for `require_approval`. */
      approval: orNull(Type.Object({ id: Text, expiresAt: Time }, closed)),
      incident: orNull(Text),
    },
    closed,
  ),
  /** Facts moved on: decide again on at least this version. Nothing was recorded. */
  Type.Object(
    { id: Text, status: Type.Literal('stale'), factsVersion: Type.Integer({ minimum: 0 }) },
    closed,
  ),
  /** What only platform knows bears on it: decide again with this. Nothing was recorded, and no nonce is spent. */
  Type.Object(
    {
      id: Text,
      status: Type.Literal('reconsider'),
      transactions: Type.Array(TransactionCount),
      learned: Type.Array(LearnedOrigin),
    },
    closed,
  ),
  /** Platform knew better; a block with this reason has been recorded under `receipt`. */
  Type.Object({ id: Text, status: Type.Literal('refused'), reason: Reason, receipt: Receipt }, closed),
]);
export type LedgerResult = Static<typeof LedgerResult>;

export const LedgerAnswer = Type.Object({ tenant: Text, results: Type.Array(LedgerResult) }, closed);
export type LedgerAnswer = Static<typeof LedgerAnswer>;

export const sharedBatchesMax = 64;

/**
 * `POST /internal/v1/ledger-batches`: batches of several tenants in one signed request, which is about none of them. Each is a
 * transaction of its own, is answered for itself, and spends the request's nonce in its own tenant.
 */
export const LedgerBatches = Type.Object(
  { batches: Type.Array(LedgerBatch, { minItems: 1, maxItems: sharedBatchesMax }) },
  closed,
);
export type LedgerBatches = Static<typeof LedgerBatches>;

/** One for each batch, in any order; `problem` (RFC 9457) where its transaction was not committed. */
export const LedgerAnswers = Type.Object(
  {
    answers: Type.Array(
      Type.Object(
        {
          tenant: Text,
          /** Milliseconds that platform took over this one. */
          tookMs: Type.Number({ minimum: 0 }),
          results: Type.Optional(Type.Array(LedgerResult)),
          problem: Type.Optional(Type.Unknown()),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type LedgerAnswers = Static<typeof LedgerAnswers>;

/** `POST /internal/v1/approvals/find`: the newest approval of exactly this action under exactly this tool schema. */
export const ApprovalFindRequest = Type.Object(
  { tenant: Text, agent: Text, actionSha256: Sha256, schemaSha256: Sha256 },
  closed,
);
export type ApprovalFindRequest = Static<typeof ApprovalFindRequest>;

export const ApprovalFindAnswer = Type.Object(
  {
    /** Pending, approved or refused and not yet past its time; otherwise null. */
    approval: orNull(
      Type.Object(
        {
          id: Text,
          status: Type.Union([Type.Literal('pending'), Type.Literal('approved'), Type.Literal('refused')]),
          /** The reasons that the approver was shown, by code and what they are about: an approval answers these and no others. */
          reasonCodes: Type.Array(Text),
          expiresAt: Time,
          decidedBy: orNull(Text),
          note: orNull(Text),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type ApprovalFindAnswer = Static<typeof ApprovalFindAnswer>;

/** `POST /internal/v1/observations`: what a connector lists now, so that a person sees a change before any agent does. */
export const ConnectorObservation = Type.Object(
  {
    tenant: Text,
    connector: Text,
    at: Time,
    reachable: Type.Boolean(),
    detail: orNull(Text),
    isolation: Type.Array(Type.Object({ guard: Text, holds: Type.Boolean(), how: Text }, closed)),
    tools: Type.Array(
      Type.Object(
        {
          name: Text,
          schemaSha256: Sha256,
          title: Text,
          description: Type.String({ maxLength: 8192 }),
          inputSchema: Type.Record(Type.String(), Type.Unknown()),
        },
        closed,
      ),
      { maxItems: 512 },
    ),
  },
  closed,
);
export type ConnectorObservation = Static<typeof ConnectorObservation>;
