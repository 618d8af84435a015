/** A toolset: governed tools that are granted as one, each with its terms, and who holds it. */
import { Type, type Static } from 'typebox';
import { CurrencyCode } from '@gamut/protocol/transaction-limit';
import { closed, idOf, named, NamedRef, orNull, ReasonText, text, Time } from '../../../http/schema-words.ts';

/** Beyond it a double no longer holds every whole number: two limits could be one. */
const amountMax = Number.MAX_SAFE_INTEGER;
export const toolsMax = 64;

export const ToolTerms = Type.Object(
  {
    toolId: idOf('tol'),
    tool: Type.String({ description: 'as agents see it' }),
    requiresApproval: Type.Boolean(),
    targetsUnder: Type.Array(Type.String()),
    amountMax: orNull(Type.Number()),
    /** What `amountMax` is in; left out: in the tool's own unit. */
    amountCurrency: Type.Optional(CurrencyCode),
    callsPerMinuteMax: Type.Integer(),
  },
  named('ToolTerms'),
);
export type ToolTerms = Static<typeof ToolTerms>;

export const Toolset = Type.Object(
  {
    id: idOf('tls'),
    name: Type.String(),
    purpose: Type.String(),
    version: Type.Integer(),
    tools: Type.Array(ToolTerms),
    heldBy: Type.Array(NamedRef, { description: 'the agents that hold it: a change concerns all of them' }),
    createdAt: Time,
    changedAt: Time,
    changedBy: NamedRef,
  },
  named('Toolset'),
);
export type Toolset = Static<typeof Toolset>;

const NewToolTerms = Type.Object(
  {
    toolId: idOf('tol'),
    requiresApproval: Type.Optional(Type.Boolean()),
    targetsUnder: Type.Optional(Type.Array(text(1, 1024), { maxItems: 64 })),
    amountMax: Type.Optional(orNull(Type.Number({ minimum: 0, maximum: amountMax }))),
    amountCurrency: Type.Optional(orNull(CurrencyCode)),
    callsPerMinuteMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  },
  named('NewToolTerms'),
);
export type NewToolTerms = Static<typeof NewToolTerms>;

const tools = Type.Array(NewToolTerms, { minItems: 1, maxItems: toolsMax });

export const NewToolset = Type.Object(
  { name: text(1, 100), purpose: text(3, 2000), tools },
  named('NewToolset'),
);
export type NewToolset = Static<typeof NewToolset>;

export const ToolsetChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'the version that is changed' }),
    purpose: Type.Optional(text(3, 2000)),
    tools,
    affects: Type.Array(idOf('agt'), {
      maxItems: 10_000,
      uniqueItems: true,
      description: 'the agents that hold it, as heldBy named them: refused when they are others by now',
    }),
    stays: Type.Optional(
      Type.Array(idOf('tol'), {
        maxItems: toolsMax,
        uniqueItems: true,
        description:
          'of the tools that are taken out, exactly those that some agent goes on having in another way',
      }),
    ),
    reason: ReasonText,
  },
  named('ToolsetChange'),
);
export type ToolsetChange = Static<typeof ToolsetChange>;

export const ToolsetGrant = Type.Object(
  {
    id: idOf('tsg'),
    agentId: idOf('agt'),
    agentName: Type.String(),
    toolset: Type.Object({ id: Type.String(), name: Type.String(), version: Type.Integer() }, closed),
    tools: Type.Array(Type.String(), { description: 'as agents see them' }),
    givenAt: Time,
    givenBy: NamedRef,
  },
  named('ToolsetGrant'),
);
export type ToolsetGrant = Static<typeof ToolsetGrant>;

export const NewToolsetGrant = Type.Object(
  { agentId: idOf('agt'), toolsetId: idOf('tls') },
  named('NewToolsetGrant'),
);
export type NewToolsetGrant = Static<typeof NewToolsetGrant>;
