/**
 * The access matrix: which data domains of which systems an agent may read or write (product.md section 3). It permits nothing: it
 * bounds what permissions and toolsets give.
 */
import { Type, type Static } from 'typebox';
import { agentStatuses, matrixAccesses } from '@gamut/kernel/agentic-terms';
import { accessRowsMax, DataDomain } from '@gamut/protocol/access-facts';
import { closed, idOf, named, oneOf, orNull, ReasonText } from '../../../http/schema-words.ts';

/** One cell of the grid. */
const cell = {
  /** The system. */
  connectorId: idOf('con'),
  /** Null: tools of the system that name no data domain. */
  dataDomain: orNull(DataDomain),
  access: oneOf(matrixAccesses),
};

const ShownCell = { ...cell, connector: Type.String() };

export const AgentAccess = Type.Object(
  {
    agentId: idOf('agt'),
    agentName: Type.String(),
    status: oneOf(agentStatuses),
    /** It is held to its rows, and to nothing where there are none. */
    bound: Type.Boolean(),
    rows: Type.Array(Type.Object(ShownCell, closed)),
    /** What the tools that it is permitted would need beyond its rows. While it is bound, they are refused. */
    needed: Type.Array(Type.Object({ ...ShownCell, tools: Type.Array(Type.String()) }, closed)),
  },
  named('AgentAccess'),
);
export type AgentAccess = Static<typeof AgentAccess>;

/** Replaces all rows of the agent, and binds it. */
export const NewAgentAccess = Type.Object(
  { rows: Type.Array(Type.Object(cell, closed), { maxItems: accessRowsMax }), reason: ReasonText },
  named('NewAgentAccess'),
);
export type NewAgentAccess = Static<typeof NewAgentAccess>;

export const AccessRequirement = Type.Object(
  {
    /** Every agent is bound, also one that nobody has written into the matrix. */
    required: Type.Boolean(),
    /** Agents, retired ones left out, that nobody has written into it. */
    unboundAgents: Type.Integer(),
  },
  named('AccessRequirement'),
);
export type AccessRequirement = Static<typeof AccessRequirement>;

export const NewAccessRequirement = Type.Object(
  { required: Type.Boolean(), reason: ReasonText },
  named('NewAccessRequirement'),
);
export type NewAccessRequirement = Static<typeof NewAccessRequirement>;
