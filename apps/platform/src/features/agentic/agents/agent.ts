/** An agent: what it is for, who answers for it, how far it may go, and what it is permitted now. */
import { Type, type Static } from 'typebox';
import {
  agentStatuses,
  atfLevels,
  dataClasses,
  dataHandlings,
  redTeamResults,
  riskTiers,
  type AgentStatus,
} from '@gamut/kernel/agentic-terms';
import { CurrencyCode, TransactionLimits } from '@gamut/protocol/transaction-limit';
import {
  closed,
  idOf,
  named,
  NamedRef,
  oneOf,
  orNull,
  ReasonText,
  text,
  Time,
} from '../../../http/schema-words.ts';

export const AgentCredential = Type.Object(
  {
    id: idOf('crd'),
    name: Type.String(),
    fingerprint: Type.String({ description: 'the first 12 characters of the SHA-256 of the token' }),
    createdAt: Time,
    expiresAt: orNull(Time),
    lastUsedAt: orNull(Type.String({ format: 'date-time', description: 'to the minute' })),
  },
  named('AgentCredential'),
);

const AgentOwner = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    here: Type.Boolean({
      description:
        'false: suspended, gone, or of a role that sees no agents; what the agent asks for is blocked',
    }),
  },
  named('AgentOwner'),
);

export const Agent = Type.Object(
  {
    id: idOf('agt'),
    name: Type.String(),
    purpose: Type.String(),
    level: orNull(oneOf(atfLevels)),
    levelSince: Time,
    tier: oneOf(riskTiers),
    status: oneOf(agentStatuses),
    statusReason: orNull(Type.String()),
    /** Over all its tools. */
    transactionLimits: TransactionLimits,
    humanOwner: orNull(AgentOwner),
    securityOwner: orNull(AgentOwner),
    createdAt: Time,
    lastSeenAt: orNull(Time),
    credentials: Type.Array(AgentCredential),
    permissions: Type.Array(
      Type.Object(
        {
          id: idOf('prm'),
          toolId: idOf('tol'),
          tool: Type.String({ description: 'the name that the agent sees: connector_tool' }),
          auditLogging: Type.Boolean(),
          requiresApproval: Type.Boolean(),
          targetsUnder: Type.Array(Type.String()),
          amountMax: orNull(Type.Number()),
          amountCurrency: orNull(CurrencyCode),
          callsPerMinuteMax: Type.Integer(),
          transactionLimits: TransactionLimits,
          createdAt: Time,
          createdBy: orNull(NamedRef),
        },
        closed,
      ),
    ),
    dataFlows: Type.Array(
      Type.Object(
        {
          id: idOf('dfl'),
          dataClass: oneOf(dataClasses),
          handling: oneOf(dataHandlings),
          setAt: Time,
          setBy: orNull(NamedRef),
        },
        closed,
      ),
    ),
    redTeamTest: orNull(
      Type.Object({ id: idOf('rtt'), result: oneOf(redTeamResults), testedAt: Time }, closed),
    ),
    openFindings: Type.Integer(),
    openIncidents: Type.Integer(),
  },
  named('Agent'),
);
export type Agent = Static<typeof Agent>;

export const NewAgent = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }),
    purpose: text(1, 2000),
    humanOwnerId: Type.Optional(orNull(idOf('usr'))),
    securityOwnerId: Type.Optional(orNull(idOf('usr'))),
    tier: Type.Optional(oneOf(riskTiers)),
    /** `proposed` when left out: it may do nothing until somebody activates it. */
    status: Type.Optional(oneOf(['proposed', 'active'])),
  },
  named('NewAgent'),
);
export type NewAgent = Static<typeof NewAgent>;

export const AgentPatch = Type.Object(
  {
    purpose: Type.Optional(text(1, 2000)),
    humanOwnerId: Type.Optional(orNull(idOf('usr'))),
    securityOwnerId: Type.Optional(orNull(idOf('usr'))),
    tier: Type.Optional(oneOf(riskTiers)),
    transactionLimits: Type.Optional(TransactionLimits),
  },
  { ...named('AgentPatch'), minProperties: 1 },
);
export type AgentPatch = Static<typeof AgentPatch>;

export const AgentLevel = Type.Object({ level: oneOf(atfLevels), reason: ReasonText }, named('AgentLevel'));
export type AgentLevel = Static<typeof AgentLevel>;

export const NewAgentCredential = Type.Object(
  { name: text(1, 100), expiresInDays: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 365 }))) },
  named('NewAgentCredential'),
);
export type NewAgentCredential = Static<typeof NewAgentCredential>;

export const IssuedAgentCredential = Type.Object(
  { credential: AgentCredential, token: Type.String({ description: 'shown this once and kept nowhere' }) },
  named('IssuedAgentCredential'),
);
export type IssuedAgentCredential = Static<typeof IssuedAgentCredential>;

/** From which status one may come to each. A retired agent stays retired. */
export const statusComesFrom: Readonly<Record<'active' | 'suspended' | 'retired', readonly AgentStatus[]>> = {
  active: ['proposed', 'suspended'],
  suspended: ['proposed', 'active'],
  retired: ['proposed', 'active', 'suspended'],
};
