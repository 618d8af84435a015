/** Changes that a simulation makes to a copy of the facts, each of one kind: what would Gateway decide if this were so? */
import { Type, type Static } from 'typebox';
import {
  actionTypes,
  agentStatuses,
  atfLevels,
  dataClasses,
  dataHandlings,
  matrixAccesses,
} from '@gamut/kernel/agentic-terms';
import { DataDomain } from './access-facts.ts';
import { CurrencyCode } from './transaction-limit.ts';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 64 });

export const FactsEdit = Type.Union([
  Type.Object({ kind: Type.Literal('set_level'), agentId: Id, level: Type.Enum([...atfLevels]) }, closed),
  Type.Object(
    { kind: Type.Literal('set_status'), agentId: Id, status: Type.Enum([...agentStatuses]) },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('permit_tool'),
      agentId: Id,
      toolId: Id,
      requiresApproval: Type.Optional(Type.Boolean()),
      targetsUnder: Type.Optional(Type.Array(Type.String({ maxLength: 1024 }), { maxItems: 64 })),
      amountMax: Type.Optional(Type.Union([Type.Number({ minimum: 0 }), Type.Null()])),
      amountCurrency: Type.Optional(CurrencyCode),
      callsPerMinuteMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('take_tool'), agentId: Id, toolId: Id }, closed),
  Type.Object(
    {
      kind: Type.Literal('set_data_flow'),
      agentId: Id,
      dataClass: Type.Enum([...dataClasses]),
      /** Null takes it away. */
      handling: Type.Union([Type.Enum([...dataHandlings]), Type.Null()]),
    },
    closed,
  ),
  /** The first one binds the agent: what no row gives is closed to it. */
  Type.Object(
    {
      kind: Type.Literal('set_access'),
      agentId: Id,
      connectorId: Id,
      dataDomain: Type.Union([DataDomain, Type.Null()]),
      /** Null takes it away. */
      access: Type.Union([Type.Enum([...matrixAccesses]), Type.Null()]),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('add_gate'),
      name: Type.String({ minLength: 1, maxLength: 100 }),
      actionTypes: Type.Array(Type.Enum([...actionTypes]), { minItems: 1, maxItems: actionTypes.length }),
      toolIds: Type.Optional(Type.Array(Id, { maxItems: 256 })),
      mode: Type.Union([Type.Literal('covers'), Type.Literal('each_time')]),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('remove_gate'), gateId: Id }, closed),
  Type.Object({ kind: Type.Literal('grant_toolset'), agentId: Id, toolsetId: Id }, closed),
  Type.Object({ kind: Type.Literal('take_toolset'), agentId: Id, toolsetId: Id }, closed),
  Type.Object({ kind: Type.Literal('assign_skill'), agentId: Id, skillId: Id }, closed),
  Type.Object({ kind: Type.Literal('take_skill'), agentId: Id, skillId: Id }, closed),
  /** Of its active plan: as if the checkpoints before that stage had been signed. */
  Type.Object(
    {
      kind: Type.Literal('set_plan_stage'),
      agentId: Id,
      stage: Type.Integer({ minimum: 1, maximum: 16 }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('end_plan'), agentId: Id }, closed),
]);
export type FactsEdit = Static<typeof FactsEdit>;
