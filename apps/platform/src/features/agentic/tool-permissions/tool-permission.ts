/** A tool permission: this agent may use this tool, how far, and whether a person must approve each use. */
import { Type, type Static } from 'typebox';
import { CurrencyCode, TransactionLimits } from '@gamut/protocol/transaction-limit';
import { idOf, named, NamedRef, orNull, text, Time } from '../../../http/schema-words.ts';

export const ToolPermission = Type.Object(
  {
    id: idOf('prm'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    toolId: idOf('tol'),
    tool: Type.String(),
    auditLogging: Type.Boolean(),
    requiresApproval: Type.Boolean(),
    targetsUnder: Type.Array(Type.String()),
    amountMax: orNull(Type.Number()),
    /** What `amountMax` is in; null: in the tool's own unit. */
    amountCurrency: orNull(CurrencyCode),
    callsPerMinuteMax: Type.Integer(),
    transactionLimits: TransactionLimits,
    createdAt: Time,
    createdBy: orNull(NamedRef),
  },
  named('ToolPermission'),
);
export type ToolPermission = Static<typeof ToolPermission>;

export const NewToolPermission = Type.Object(
  {
    agentId: idOf('agt'),
    toolId: idOf('tol'),
    auditLogging: Type.Optional(Type.Boolean()),
    requiresApproval: Type.Optional(Type.Boolean()),
    targetsUnder: Type.Optional(Type.Array(text(1, 1024), { maxItems: 64 })),
    amountMax: Type.Optional(orNull(Type.Number({ minimum: 0 }))),
    amountCurrency: Type.Optional(orNull(CurrencyCode)),
    callsPerMinuteMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    /** What may be performed in a minute, an hour or a day of UTC; a person may lift one that says so. */
    transactionLimits: Type.Optional(TransactionLimits),
  },
  named('NewToolPermission'),
);
export type NewToolPermission = Static<typeof NewToolPermission>;
