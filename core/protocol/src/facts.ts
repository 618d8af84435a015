/**
 * Facts: the versioned snapshot of one tenant's governance state that Gateway decides on. The version moves only when
 * something in here has changed; its digest (SHA-256 over the canonical JSON) stands in every decision entry, so a
 * decision can be derived again from the facts it saw. It holds no secret in the clear: agents' tokens are SHA-256
 * digests, connector credentials are sealed to Gateway.
 */
import { Type, type Static, type TEnum, type TSchema } from 'typebox';
import {
  actionTypes,
  agentStatuses,
  atfLevels,
  connectorStatuses,
  dataClasses,
  dataHandlings,
  killTargets,
  redTeamResults,
  redTeamTypes,
  riskTiers,
  severities,
  tenantStatuses,
} from '@gamut/kernel/agentic-terms';
import { AccessRow, accessRowsMax, DataDomain, dataDomainsMax } from './access-facts.ts';
import { capabilityFacts } from './capability-facts.ts';
import { ObservePeriodFacts } from './observe-period-facts.ts';
import { SafeForm } from './safe-form.ts';
import { TenantRuleFacts } from './tenant-rule-facts.ts';
import { AmountCurrency, CurrencyCode, TransactionLimits } from './transaction-limit.ts';

const closed = { additionalProperties: false } as const;
const oneOf = <const T extends readonly string[]>(values: T): TEnum<[...T]> =>
  Type.Enum([...values]) as unknown as TEnum<[...T]>;
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Text = Type.String({ maxLength: 4096 });
const Time = Type.String({ format: 'date-time' });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const AgentCredentialFacts = Type.Object(
  {
    id: Text,
    name: Text,
    sha256: Sha256,
    expiresAt: orNull(Time),
    /** The epoch of the signing key that was issued under it; absent when none was. */
    keyEpoch: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);

export const AgentFacts = Type.Object(
  {
    id: Text,
    name: Text,
    purpose: Text,
    /** The named person who answers for it; null is a gap that control 3 names. */
    humanOwner: orNull(Type.Object({ id: Text, name: Text }, closed)),
    securityOwner: orNull(Type.Object({ id: Text, name: Text }, closed)),
    level: orNull(oneOf(atfLevels)),
    tier: oneOf(riskTiers),
    status: oneOf(agentStatuses),
    statusReason: orNull(Text),
    credentials: Type.Array(AgentCredentialFacts),
    /** Its circuit breaker is open: a rule about its behaviour has stopped it, and a person closes it. Absent while it is closed. */
    breaker: Type.Optional(Type.Object({ openedAt: Time, reason: Text }, closed)),
    /** Why a rule about its behaviour lowered its level; absent when a person set it. */
    levelReason: Type.Optional(Text),
    /** Of this agent over all its tools. */
    transactionLimits: Type.Optional(TransactionLimits),
    /** What the access matrix gives it, and nothing outside of it; absent: the matrix does not bind it. */
    accessMatrix: Type.Optional(Type.Array(AccessRow, { maxItems: accessRowsMax })),
  },
  closed,
);
export type AgentFacts = Static<typeof AgentFacts>;

export const ConnectorFacts = Type.Object(
  {
    id: Text,
    /** The first half of every tool name that agents see: `filesystem` in `filesystem_write_file`. */
    name: Type.String({ pattern: '^[a-z][a-z0-9]{0,31}$' }),
    status: oneOf(connectorStatuses),
    transport: Type.Union([
      /** A command of the operator's catalogue, by name; never a command line. */
      Type.Object({ kind: Type.Literal('stdio'), catalogue: Text }, closed),
      Type.Object({ kind: Type.Literal('http'), url: Text, origin: Text }, closed),
    ]),
    /** Header values sealed to Gateway (X25519), by header name. Empty for a connector without a credential. */
    sealedHeaders: Type.Record(Type.String(), Text),
    callTimeoutMs: Type.Integer({ minimum: 100, maximum: 120_000 }),
    answerBytesMax: Type.Integer({ minimum: 1024, maximum: 10_000_000 }),
  },
  closed,
);
export type ConnectorFacts = Static<typeof ConnectorFacts>;

export const ToolFacts = Type.Object(
  {
    id: Text,
    connectorId: Text,
    /** The upstream's own name. Agents see `${connector}_${name}`. */
    name: Type.String({ minLength: 1, maxLength: 128 }),
    title: Text,
    description: Type.String({ maxLength: 8192 }),
    /** The input schema as it was pinned, and SHA-256 over its canonical JSON together with name and description. */
    inputSchema: Type.Record(Type.String(), Type.Unknown()),
    schemaSha256: Sha256,
    actionType: oneOf(actionTypes),
    dataClass: oneOf(dataClasses),
    risk: oneOf(severities),
    /** JSON Pointers into the arguments: what the action is aimed at (each may find a text or a list of texts). */
    targetPointers: Type.Array(Text),
    targetKind: Type.Union([Type.Literal('path'), Type.Literal('text')]),
    /** For `path`: the folder that relative and absolute targets are resolved against; outside of it is a block. */
    targetRoot: orNull(Text),
    /** The call reaches everything below its target, so the highest class below it counts. */
    recursive: Type.Boolean(),
    /** Data class by place: the highest rule that the target lies under (or, if recursive, above) wins over `dataClass` when higher. */
    targetClasses: Type.Array(Type.Object({ under: Text, dataClass: oneOf(dataClasses) }, closed)),
    /** `*` stands for every item of a list: then the sum counts. */
    amountPointer: orNull(Text),
    /** Absent: the amount is in a unit of the tool's own. */
    amountCurrency: Type.Optional(AmountCurrency),
    safeForm: orNull(SafeForm),
    /** Whether what an answer holds may be acted upon; absent counts as untrusted. */
    answerTrust: Type.Optional(oneOf(['trusted', 'untrusted'])),
    /** JSON Pointers to whom or what a consequential call reaches, beside its target when that is a text. */
    recipientPointers: Type.Optional(Type.Array(Text)),
    /** The data domains that it touches; absent: none is named, and it is under its system alone. */
    dataDomains: Type.Optional(Type.Array(DataDomain, { maxItems: dataDomainsMax })),
  },
  closed,
);
export type ToolFacts = Static<typeof ToolFacts>;

export const ToolPermissionFacts = Type.Object(
  {
    agentId: Text,
    toolId: Text,
    auditLogging: Type.Boolean(),
    requiresApproval: Type.Boolean(),
    /** Targets must lie under one of these; empty means anywhere the tool reaches. */
    targetsUnder: Type.Array(Text),
    /** Highest amount that may pass without a person; null where the tool has no amount. */
    amountMax: orNull(Type.Number({ minimum: 0 })),
    /** What `amountMax` is in; absent: in the tool's own unit. */
    amountCurrency: Type.Optional(CurrencyCode),
    callsPerMinuteMax: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    /** Of this agent with this tool. */
    transactionLimits: Type.Optional(TransactionLimits),
  },
  closed,
);
export type ToolPermissionFacts = Static<typeof ToolPermissionFacts>;

export const DataFlowFacts = Type.Object(
  { agentId: Text, dataClass: oneOf(dataClasses), handling: oneOf(dataHandlings) },
  closed,
);

export const ApprovalGateFacts = Type.Object(
  {
    id: Text,
    name: Text,
    actionTypes: Type.Array(oneOf(actionTypes)),
    /** Tools and data classes that the gate is about; empty means any. */
    toolIds: Type.Array(Text),
    dataClasses: Type.Array(oneOf(dataClasses)),
    /** `covers`: the action type is governed and may pass at once; `each_time`: a person approves each action. */
    mode: Type.Union([Type.Literal('covers'), Type.Literal('each_time')]),
    approverRole: Text,
    /** How many distinct people must approve, and whom it names (empty: whoever holds the role). Absent: one, by role. */
    approversNeeded: Type.Optional(Type.Number()),
    approverIds: Type.Optional(Type.Array(Text)),
    /** How many of those whom it names are still here. */
    approversHere: Type.Optional(Type.Integer({ minimum: 0 })),
    expiresAfterMs: Type.Integer({ minimum: 60_000, maximum: 7 * 86_400_000 }),
  },
  closed,
);
export type ApprovalGateFacts = Static<typeof ApprovalGateFacts>;

export const PlaybookFacts = Type.Object(
  { id: Text, name: Text, actionTypes: Type.Array(oneOf(actionTypes)) },
  closed,
);

/** What counts of each type of test. Without a type: `general`, and in facts of before the one test of its agent that counted. */
export const RedTeamTestFacts = Type.Object(
  {
    ...{ id: Text, agentId: Text, type: Type.Optional(oneOf(redTeamTypes)) },
    ...{ result: oneOf(redTeamResults), testedAt: Time },
  },
  closed,
);

export const OpenFindingFacts = Type.Object(
  { id: Text, agentId: Text, severity: oneOf(severities), title: Text },
  closed,
);
export const OpenIncidentFacts = Type.Object(
  { id: Text, agentId: Text, severity: oneOf(severities) },
  closed,
);

/** A kill switch that is engaged: what it stops does not run until a person releases it. */
export const KillSwitchFacts = Type.Object(
  { id: Text, target: oneOf(killTargets), targetId: Text, reason: Text },
  closed,
);
export type KillSwitchFacts = Static<typeof KillSwitchFacts>;

/** Something that may no longer run: a kill switch, a suspension, a connector that was closed. */
export const FactsStop = Type.Object({ target: oneOf(killTargets), id: Text }, closed);
export type FactsStop = Static<typeof FactsStop>;

export const TenantFacts = Type.Object(
  {
    format: Type.Literal('gamut-facts/1'),
    tenant: Text,
    version: Type.Integer({ minimum: 1 }),
    /** `sealed`: the tenant is active, and the key that its owner holds is not there. */
    tenantStatus: oneOf([...tenantStatuses, 'sealed'] as const),
    /** The tenant's plan entitles its agents to act. */
    agenticEntitled: Type.Boolean(),
    /** Actions of one agent in any minute, over all its tools. */
    agentCallsPerMinuteMax: Type.Integer({ minimum: 1 }),
    /** A red-team test older than this no longer counts as recent. */
    redTeamMaxAgeMs: Type.Integer({ minimum: 1 }),
    /** The matrix binds every agent, also one that nobody has written into it. Absent: it does not. */
    accessMatrixRequired: Type.Optional(Type.Boolean()),
    agents: Type.Array(AgentFacts),
    connectors: Type.Array(ConnectorFacts),
    tools: Type.Array(ToolFacts),
    toolPermissions: Type.Array(ToolPermissionFacts),
    dataFlows: Type.Array(DataFlowFacts),
    approvalGates: Type.Array(ApprovalGateFacts),
    playbooks: Type.Array(PlaybookFacts),
    redTeamTests: Type.Array(RedTeamTestFacts),
    openFindings: Type.Array(OpenFindingFacts),
    openIncidents: Type.Array(OpenIncidentFacts),
    killSwitches: Type.Array(KillSwitchFacts),
    /** Absent counts as none. */
    tenantRules: Type.Optional(Type.Array(TenantRuleFacts, { maxItems: 32 })),
    /** Absent counts as none. */
    observePeriods: Type.Optional(Type.Array(ObservePeriodFacts)),
    ...capabilityFacts,
  },
  closed,
);
export type TenantFacts = Static<typeof TenantFacts>;

/** Asked once a second and at any miss: what Gateway holds, against what platform knows. */
export const FactsSyncRequest = Type.Object(
  {
    instance: Text,
    directoryVersion: Type.Integer({ minimum: 0 }),
    /** The origin at which platform can push to this instance; left out, it is not pushed to. */
    pushOrigin: Type.Optional(Text),
    /** Versions of the tenants that this Gateway serves; 0 asks for the body. */
    held: Type.Array(Type.Object({ tenant: Text, version: Type.Integer({ minimum: 0 }) }, closed)),
  },
  closed,
);
export type FactsSyncRequest = Static<typeof FactsSyncRequest>;

export const FactsSyncAnswer = Type.Object(
  {
    /** Gateway names itself, so an answer can't be played to another instance. */
    instance: Text,
    directoryVersion: Type.Integer({ minimum: 0 }),
    /** Agent id → tenant, whole, when it changed since the version asked with; else null. */
    directory: orNull(Type.Record(Type.String(), Text)),
    /** For each tenant held: the version that is in force now. A tenant that is gone is left out: block. */
    inForce: Type.Array(Type.Object({ tenant: Text, version: Type.Integer({ minimum: 1 }) }, closed)),
    /** Tenants whose database does not answer: neither confirmed nor gone, so what is held of them runs out with its lease. */
    unconfirmed: Type.Optional(Type.Array(Text)),
    /** The bodies that changed. */
    facts: Type.Array(TenantFacts),
  },
  closed,
);
export type FactsSyncAnswer = Static<typeof FactsSyncAnswer>;

/**
 * Pushed by platform to one Gateway after a commit that moved the facts: the version, and what it stopped. It says nothing
 * that the facts do not say: Gateway cuts off at once what is stopped, and asks for the facts. A version that is not higher
 * than what it holds, or was told already, changes nothing, so a push can be repeated and replayed freely.
 */
export const FactsPush = Type.Object(
  {
    /** The Gateway that it is for, and no other. */
    instance: Text,
    tenant: Text,
    version: Type.Integer({ minimum: 1 }),
    stops: Type.Array(FactsStop, { maxItems: 256 }),
  },
  closed,
);
export type FactsPush = Static<typeof FactsPush>;
